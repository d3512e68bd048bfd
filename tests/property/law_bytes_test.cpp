// bytes and sameness: what is written is read back as it was; a damaged file is refused, never run;
// the same text makes the same bytes each time.
//
// To see it red: leave one member out of runtime/bytecode/write.cpp, or skip the check of the
// digest in read.cpp; for sameness order a table of the compiler by the address of its rows.
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using bytecode::Bytecode;

TEST(LawBytes, WrittenIsReadBack) {
  const auto cases = generators::cases(0);
  law::holds("read(write(b)) is b", law::pairs() / 40, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const std::string bytes = bytecode::write(*built.compiled.bytecode);
    const auto read = bytecode::read(bytes);
    if (!read) RC_FAIL("refused: " + read.error().message);
    RC_ASSERT(read.value() == *built.compiled.bytecode);
    RC_ASSERT(bytecode::write(read.value()) == bytes);
  });
}

/// Flips bits, cuts off the end, repeats or swaps stretches.
std::string damaged(std::string bytes, generators::Choices& choices) {
  const auto place = [&] { return choices.below(bytes.size()); };
  switch (choices.below(4)) {
    case 0:
      bytes[place()] ^= static_cast<char>(1 << choices.below(8));
      break;
    case 1:
      bytes.resize(place());
      break;
    case 2:
      bytes.insert(place(), bytes.substr(0, 1 + choices.below(9)));
      break;
    default:
      for (int i = 0; i < 4; ++i) bytes[place()] = static_cast<char>(choices.below(256));
  }
  return bytes;
}

TEST(LawBytes, ADamagedFileIsRefused) {
  const auto cases = generators::cases(8);
  law::holds("a damaged file is refused, or is the same program", law::pairs() / 100, [&] {
    const generators::Case one = *cases;
    const generators::Built built = generators::build(one);
    RC_ASSERT(built.refused == "");
    const std::string bytes = bytecode::write(*built.compiled.bytecode);
    for (const generators::Draws& draws : one.questions) {
      generators::Choices choices = generators::Choices::replay(draws);
      const auto read = bytecode::read(damaged(bytes, choices));
      if (read.ok() && !(read.value() == *built.compiled.bytecode)) {
        RC_FAIL("a damaged file was taken for a program");
      }
    }
  });
}

TEST(LawSameness, TheSameTextMakesTheSameBytes) {
  const auto cases = generators::cases(0);
  law::holds("compiling twice makes the same bytes", law::pairs() / 40, [&] {
    const generators::Case one = *cases;
    const generators::Built first = generators::build(one);
    const generators::Built second = generators::build(one);
    RC_ASSERT(first.refused == "");
    RC_ASSERT(bytecode::write(*first.compiled.bytecode) ==
              bytecode::write(*second.compiled.bytecode));
  });
}

}  // namespace
}  // namespace tierline
