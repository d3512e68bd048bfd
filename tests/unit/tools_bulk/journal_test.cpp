// A journal gives back what was written, and believes nothing that is not confirmed.
#include "tools/bulk/journal/journal.hpp"

#include <gtest/gtest.h>

#include "tests/cli/temp_folder.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::bulk {
namespace {

const std::string kHeader = "key,tier\n";
const Hash kQuestion = hash_of("a question");

AnswerFacts nothing() {
  AnswerFacts facts;
  facts.states = LineStates(1);
  facts.tally.tiers = {{0, 0}};
  facts.tally.top = {{}};
  return facts;
}

/// A portion of one account with this line.
Checkpoint of_line(const std::string& line, size_t account) {
  Checkpoint checkpoint;
  checkpoint.portions = 1;
  checkpoint.pieces = {{{line.size(), hash_of(line)}}};
  checkpoint.facts = nothing();
  checkpoint.facts.states.add(100, true, std::vector<uint32_t>{static_cast<uint32_t>(line.size())});
  checkpoint.facts.reevaluated = 1;
  checkpoint.facts.tally.tiers = {{1, 0}};
  checkpoint.facts.tally.top = {
      {{bytecode::BigInt("170141183460469231731687303715884105728"), account}}};
  checkpoint.facts.tally.moves[{0, 1}] = {1, {account}};
  checkpoint.facts.tally.undetermined["a reason"] = 2;
  checkpoint.facts.notes = {{{1, 7, 90, "a, record"}}, 1};
  return checkpoint;
}

bytecode::Schema schema_with_tier() {
  bytecode::Schema schema;
  schema.enums.push_back({"Tier", {"Low", "High"}});
  bytecode::OutputInfo tier;
  tier.name = "tier";
  tier.type.kind = bytecode::ValueKind::Enum;
  bytecode::OutputInfo rebate;
  rebate.name = "rebate";
  rebate.type.kind = bytecode::ValueKind::Number;
  rebate.type.measure = bytecode::Measure::Money;
  schema.outputs = {tier, rebate};
  return schema;
}

class JournalTest : public testing::Test {
 protected:
  JournalTest() {
    auto begun = Journal::begin(temp_ / "journal", kQuestion);
    EXPECT_TRUE(begun.ok());
    Journal journal = std::move(begun).value();
    journal.add(of_line("A,Low\n", 0));
    journal.add(of_line("B,Low\n", 1));
    EXPECT_FALSE(journal.has_failed());
    bytes_ = temp_.read("journal");
  }

  std::optional<Progressed> read(std::string_view journal, std::string_view answers,
                                 const Hash& question = kQuestion) {
    return read_journal(journal, question, {{answers, kHeader}}, summary_, nothing());
  }

  test::TempFolder temp_;
  bytecode::Schema schema_ = schema_with_tier();
  SummaryBuilder summary_{schema_, {}};
  std::string bytes_;
  std::string answers_ = kHeader + "A,Low\nB,Low\n";
};

TEST_F(JournalTest, GivesBackWhatWasWritten) {
  const auto read_back = read(bytes_, answers_ + "C,hal");
  ASSERT_TRUE(read_back);
  EXPECT_EQ(read_back->portions, 2U);
  EXPECT_EQ(read_back->bytes, (std::vector<uint64_t>{answers_.size()}));
  EXPECT_EQ(read_back->journal_bytes, bytes_.size());
  AnswerFacts wanted = nothing();
  add(of_line("A,Low\n", 0).facts, summary_, wanted);
  add(of_line("B,Low\n", 1).facts, summary_, wanted);
  EXPECT_EQ(read_back->facts.states, wanted.states);
  EXPECT_EQ(read_back->facts.tally, wanted.tally);
  EXPECT_EQ(read_back->facts.reevaluated, 2U);
  ASSERT_EQ(read_back->facts.notes.notes.size(), 2U);
  EXPECT_EQ(read_back->facts.notes.notes[0].record, "a, record");
  EXPECT_EQ(read_back->facts.notes.accounts, 2U);
}

TEST_F(JournalTest, AnotherQuestionIsNoAnswer) {
  EXPECT_FALSE(read(bytes_, answers_, hash_of("another question")));
  EXPECT_FALSE(read("", answers_));
  EXPECT_FALSE(read(bytes_, "other,header\nA,Low\n"));
}

TEST_F(JournalTest, AHalfCheckpointCountsForNothing) {
  for (size_t size = 0; size < bytes_.size(); ++size) {
    const auto read_back = read(std::string_view(bytes_).substr(0, size), answers_);
    if (read_back) {
      EXPECT_LE(read_back->portions, 1U) << size;
    }
  }
}

TEST_F(JournalTest, NoOtherByteIsBelieved) {
  for (size_t i = 0; i < bytes_.size(); ++i) {
    std::string damaged = bytes_;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto read_back = read(damaged, answers_);
    if (read_back) {
      EXPECT_LE(read_back->portions, 1U) << i;
    }
  }
}

TEST_F(JournalTest, LinesThatDidNotReachTheFileAreNotThere) {
  for (size_t size = kHeader.size(); size < answers_.size(); ++size) {
    const auto read_back = read(bytes_, std::string_view(answers_).substr(0, size));
    ASSERT_TRUE(read_back);
    EXPECT_EQ(read_back->portions, size < kHeader.size() + 6 ? 0U : 1U);
  }
  std::string other = answers_;
  other[kHeader.size()] = 'X';
  EXPECT_EQ(read(bytes_, other)->portions, 0U);
}

}  // namespace
}  // namespace tierline::bulk
