// Damaged and foreign files: a clear answer, never a crash, never code that runs.
#include <gtest/gtest.h>

#include "runtime/bytecode/layout.hpp"
#include "tests/unit/runtime_bytecode/samples.hpp"

namespace tierline::test {
namespace {

std::string message(const std::string& bytes) {
  const auto back = bytecode::read(bytes);
  return back ? "" : back.error().message;
}

/// Gives the bytes a digest that fits, as a forger would.
std::string forged(std::string bytes) {
  bytes.resize(bytes.size() - bytecode::kDigestBytes);
  return bytes + bytecode::raw_digest(bytes);
}

TEST(Damage, EveryFlippedByteIsRejected) {
  const std::string bytes = bytecode::write(sample().bytecode());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x40);
    EXPECT_NE(message(flipped), "") << "byte " << i;
  }
}

TEST(Damage, EveryTruncationIsRejected) {
  const std::string bytes = bytecode::write(sample().bytecode());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_NE(message(bytes.substr(0, size)), "") << size << " bytes";
  }
  EXPECT_NE(message(bytes + "x"), "");
}

/// With a fitting digest only validation stands between the file and the machine. What it lets
/// through must run; nothing may crash, hang or ask for much memory.
TEST(Damage, ForgedFilesAreRejectedOrRun) {
  const std::string bytes = bytecode::write(sample().bytecode());
  const size_t body = bytes.size() - bytecode::kDigestBytes;
  const Account account{
      {{"id", "x"}},
      {{"sale", {{"on", "2022-02-01"}, {"product", "Hardware"}, {"price", "300.00"}}}}};
  const auto batch = account_batch(sample().bytecode().schema, account);
  ASSERT_TRUE(batch.ok());
  size_t rejected = 0;
  for (size_t i = 8; i < body; ++i) {
    for (const int flip : {0x01, 0xff}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const auto back = bytecode::read(forged(changed));
      if (!back) {
        ++rejected;
        continue;
      }
      if (!(back.value().schema == sample().bytecode().schema)) continue;  // other columns
      scalar::Machine machine(back.value());
      decision::Trace trace;
      machine.decide(batch.value(), 0, 19000, trace);
      bytecode::disassemble(back.value());
    }
  }
  EXPECT_GT(rejected, body / 2);
}

TEST(Damage, SaysWhatTheFileIs) {
  EXPECT_EQ(message(""), "this is not a Tierline bytecode file: it does not begin with `TLBC`");
  EXPECT_EQ(message("PAR1 and more"),
            "this is not a Tierline bytecode file: it does not begin with `TLBC`");
  EXPECT_EQ(message("TLBC"), "the file is cut off after 4 bytes");
  std::string newer = bytecode::write(smallest());
  newer[4] = 9;
  EXPECT_EQ(message(newer), "the file has format version 9, this program reads version 3");
  std::string flipped = bytecode::write(smallest());
  flipped[20] = static_cast<char>(flipped[20] ^ 1);
  EXPECT_EQ(message(flipped), "the file is damaged: its digest does not match its contents");
}

TEST(Damage, ACountLargerThanTheFileAsksForNoMemory) {
  std::string bytes = bytecode::write(smallest());
  // The first count of part 1 is the length of the title, after the part's number and length.
  for (size_t i = 0; i < 8; ++i) bytes[20 + i] = static_cast<char>(0x7f);
  EXPECT_EQ(message(forged(bytes)), "part 1 of the file cannot be read");
}

TEST(Damage, APartThatGoesOnIsRejected) {
  std::string bytes = bytecode::write(smallest());
  bytes.insert(bytes.size() - bytecode::kDigestBytes, "extra");
  EXPECT_EQ(message(forged(bytes)), "the file goes on after its last part");
}

}  // namespace
}  // namespace tierline::test
