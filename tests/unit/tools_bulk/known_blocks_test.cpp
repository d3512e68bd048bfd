// KnownBlocks and the blocks of a RecordLog: a file is cut where its records say so, what was there
// is found again wherever it stands, and only as often as it was there.
#include "tools/bulk/read/known_blocks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace tierline::bulk {
namespace {

constexpr uint64_t kMeaning = 7;

/// Adds the lines from a place of the text on, all of account 0, to the next cut.
void add_block(RecordLog& log, std::string_view text, size_t& at, size_t& line) {
  do {
    const size_t feed = std::min(text.find('\n', at), text.size());
    const std::string_view record = text.substr(at, feed - at);
    at = std::min(feed + 1, text.size());
    ++line;
    if (record.empty()) continue;
    const bool is_open = record.find('"') != std::string_view::npos;
    log.add({record, 0, line - 1, at, line, is_open});
    if (log.is_at_cut()) return;
  } while (at < text.size());
}

FileRecords records_of(std::string_view text) {
  RecordLog log;
  log.add_account();
  log.begin_file(kMeaning, text, 0, 1);
  size_t at = 0;
  size_t line = 1;
  while (at < text.size()) add_block(log, text, at, line);
  log.end_file();
  return log.files()[0];
}

RunState state_of(std::string_view text) {
  RunState state;
  state.files = {"sale.csv"};
  state.records = {records_of(text)};
  return state;
}

/// The records of a text, as far as possible taken over from those of another.
FileRecords taken_over(const RunState& previous, std::string_view text,
                       size_t* looked_at = nullptr) {
  KnownBlocks known(previous);
  known.begin_file("sale.csv", kMeaning, text);
  RecordLog log;
  log.add_account();
  log.begin_file(kMeaning, text, 0, 1);
  const std::vector<uint32_t> accounts = {0};
  size_t at = 0;
  size_t line = 1;
  while (at < text.size()) {
    if (const auto place = known.find_at(at)) {
      const Block& block = place->file->blocks[place->block];
      log.take(*place, accounts);
      at += block.bytes;
      line += block.lines;
      continue;
    }
    const size_t blocks = log.files()[0].blocks.size();
    add_block(log, text, at, line);
    if (looked_at != nullptr) ++*looked_at;
    // Blank lines alone make no block.
    if (log.files()[0].blocks.size() > blocks) known.find(log.files()[0].blocks.back());
  }
  log.end_file();
  return log.files()[0];
}

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

TEST(KnownBlocks, FindWhatIsThere) {
  const std::string text = numbered_lines(2000);
  size_t looked_at = 0;
  EXPECT_EQ(taken_over(state_of(text), text, &looked_at), records_of(text));
  EXPECT_EQ(looked_at, 0U);
  EXPECT_GT(records_of(text).blocks.size(), 20U);
}

TEST(KnownBlocks, AnInsertedLineCostsItsOwnBlock) {
  const std::string before = numbered_lines(2000);
  std::string after = before;
  after.insert(after.find("line 1000\n"), "another line\n");
  after += "one more\n";
  size_t looked_at = 0;
  EXPECT_EQ(taken_over(state_of(before), after, &looked_at), records_of(after));
  EXPECT_LE(looked_at, 5U) << "the block (cut in two, perhaps) and the last one";
}

TEST(KnownBlocks, ALineThatGoesOnIsAnotherLine) {
  size_t cut = 0;
  for (int count = 1900; count < 2000; ++count) {
    std::string before = numbered_lines(count);
    before.pop_back();
    const std::string after = before + "9\n" + numbered_lines(3);
    EXPECT_EQ(taken_over(state_of(before), after), records_of(after)) << count;
    if (is_cut(records_of(before).hashes.back())) ++cut;
  }
  EXPECT_GT(cut, 0U) << "some last line must end its block by itself";
}

TEST(KnownBlocks, ABlockIsFoundOnlyOnce) {
  const RunState state = state_of(numbered_lines(100));
  const Block& block = state.records[0].blocks.front();
  KnownBlocks known(state);
  EXPECT_TRUE(known.find(block));
  EXPECT_FALSE(known.find(block));
  size_t lost = 0;
  known.for_each_lost([&](uint32_t) { ++lost; });
  EXPECT_EQ(lost, state.records[0].size() - block.records);
}

TEST(KnownBlocks, AnotherMeaningIsAnotherBlock) {
  const std::string text = numbered_lines(100);
  const RunState state = state_of(text);
  KnownBlocks known(state);
  known.begin_file("sale.csv", kMeaning + 1, text);
  EXPECT_FALSE(known.find_at(0));
}

TEST(KnownBlocks, AnOpenRecordIsNeverTheSame) {
  const std::string text = "\"a quote\n" + numbered_lines(5);
  const RunState state = state_of(text);
  EXPECT_EQ(state.records[0].blocks.front().hash, Hash{});
  KnownBlocks known(state);
  known.begin_file("sale.csv", kMeaning, text);
  EXPECT_FALSE(known.find_at(0));
  EXPECT_FALSE(known.find(state.records[0].blocks.front()));
}

/// Lines that are often alike, some of them blank, some open, the last one perhaps unfinished.
std::vector<std::string> any_lines() {
  std::vector<std::string> lines;
  const int count = *rc::gen::inRange(0, 300);
  for (int i = 0; i < count; ++i) {
    const int which = *rc::gen::inRange(0, 120);
    lines.push_back(which == 0 ? "" : which == 1 ? "\"" : std::to_string(which));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines, bool is_finished) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  if (!is_finished && !text.empty()) text.pop_back();
  return text;
}

RC_GTEST_PROP(KnownBlocks, TakenOverIsAsReadAfterAnyAlteration, ()) {
  std::vector<std::string> lines = any_lines();
  const std::string before = joined(lines, *rc::gen::arbitrary<bool>());
  for (int edits = *rc::gen::inRange(0, 4); edits > 0; --edits) {
    const auto at = *rc::gen::inRange<size_t>(0, lines.size() + 1);
    const auto place = lines.begin() + static_cast<ptrdiff_t>(at);
    if (at < lines.size() && *rc::gen::arbitrary<bool>()) {
      lines.erase(place);
    } else {
      lines.insert(place, std::to_string(*rc::gen::inRange(2, 400)));
    }
  }
  const std::string after = joined(lines, *rc::gen::arbitrary<bool>());
  RC_ASSERT(taken_over(state_of(before), after) == records_of(after));
}

}  // namespace
}  // namespace tierline::bulk
