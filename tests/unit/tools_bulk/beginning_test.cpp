// Beginnings: how much of a file is proved to be what it was, and which of its blocks are taken
// over for that.
#include "tools/bulk/read/beginning.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace tierline::bulk {
namespace {

constexpr uint64_t kStretch = base::DigestTrail::kStretchBytes;
constexpr uint64_t kHeader = 7;
constexpr uint64_t kMeaning = 5;

/// A text that can be read from any place.
class TextInput : public Input {
 public:
  explicit TextInput(std::string text) : Input("sale.csv"), text_(std::move(text)) {}

  bool has_places() override { return true; }
  base::Result<size_t, RunError> read(char*, size_t) override { return size_t{0}; }
  base::Result<size_t, RunError> read_at(uint64_t at, char* to, size_t room) override {
    if (fails) return RunError{"cannot read"};
    const std::string_view rest = std::string_view(text_).substr(std::min(at, text_.size()));
    const size_t size = std::min(room, rest.size());
    std::memcpy(to, rest.data(), size);
    return size;
  }

  bool fails = false;

 private:
  std::string text_;
};

std::string numbered_lines(size_t bytes) {
  std::string text(kHeader - 1, 'h');
  text += '\n';
  for (int i = 0; text.size() < bytes; ++i) text += "line " + std::to_string(i) + "\n";
  text.resize(bytes);
  return text;
}

/// What a run notes down of a text. The record `orphan` is of nobody, and `open` depends on what
/// follows.
FileRecords records_of(const std::string& text, size_t orphan = SIZE_MAX, size_t open = SIZE_MAX) {
  RecordLog log;
  log.add_account();
  log.begin_file(kMeaning, text, kHeader, 2);
  size_t begin = kHeader;
  for (size_t i = 0; begin < text.size(); ++i) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    log.add({std::string_view(text).substr(begin, end - 1 - begin),
             i == orphan ? RecordLog::kNobody : 0, i + 2, end, i + 3, i == open});
    begin = end;
  }
  log.end_file();
  base::DigestTrail trail;
  trail.add(text);
  log.set_trail(0, trail.states());
  return log.files()[0];
}

size_t proved(const FileRecords& records, TextInput& input, size_t threads = 2) {
  Beginning beginning;
  beginning.records = &records;
  find_beginnings({{&input, &beginning}}, threads);
  return beginning.stretches;
}

TEST(Beginning, IsAllOfAFileThatIsAsItWas) {
  const std::string text = numbered_lines(20 * kStretch + 100);
  const FileRecords records = records_of(text);
  for (const size_t threads : {1U, 2U, 5U}) {
    TextInput same(text);
    EXPECT_EQ(proved(records, same, threads), 20U);
    TextInput longer(text + "one more\n");
    EXPECT_EQ(proved(records, longer, threads), 20U);
  }
}

TEST(Beginning, EndsBeforeTheFirstByteThatIsAnother) {
  const std::string text = numbered_lines(20 * kStretch);
  const FileRecords records = records_of(text);
  for (const size_t stretch : {0U, 1U, 7U, 8U, 9U, 19U}) {
    for (const size_t at : {stretch * kStretch, (stretch + 1) * kStretch - 1}) {
      std::string changed = text;
      changed[at] = 'X';
      TextInput input(changed);
      EXPECT_EQ(proved(records, input), stretch) << at;
      TextInput shorter(text.substr(0, at));
      EXPECT_EQ(proved(records, shorter), stretch) << at;
    }
  }
}

TEST(Beginning, IsNothingOfAFileThatCannotBeRead) {
  const std::string text = numbered_lines(2 * kStretch);
  const FileRecords records = records_of(text);
  TextInput input(text);
  input.fails = true;
  EXPECT_EQ(proved(records, input), 0U);
}

TEST(Beginning, OfEachFileIsFoundByItself) {
  const std::string text = numbered_lines(20 * kStretch);
  const FileRecords records = records_of(text);
  std::string changed = text;
  changed[3 * kStretch] = 'X';
  TextInput first(changed);
  TextInput second(text);
  Beginning beginnings[2];
  for (Beginning& beginning : beginnings) beginning.records = &records;
  find_beginnings({{&first, &beginnings[0]}, {&second, &beginnings[1]}}, 2);
  EXPECT_EQ(beginnings[0].stretches, 3U);
  EXPECT_EQ(beginnings[1].stretches, 20U);
}

// ---- blocks -------------------------------------------------------------------------------------

Beginning taken(const FileRecords& records, size_t stretches, Orphans orphans = Orphans::Take) {
  Beginning beginning;
  beginning.records = &records;
  beginning.stretches = stretches;
  take_blocks(beginning, kHeader, orphans);
  return beginning;
}

TEST(Beginning, TakesTheBlocksWithinWhatIsProved) {
  const FileRecords records = records_of(numbered_lines(3 * kStretch));
  EXPECT_EQ(taken(records, 0).blocks, 0U);
  for (const size_t stretches : {1U, 2U}) {
    const Beginning beginning = taken(records, stretches);
    ASSERT_GT(beginning.blocks, 0U);
    EXPECT_LE(kHeader + beginning.bytes, stretches * kStretch);
    EXPECT_GT(kHeader + beginning.bytes + records.blocks[beginning.blocks].bytes,
              stretches * kStretch);
    EXPECT_EQ(beginning.lines, beginning.record_count);
  }
}

TEST(Beginning, NeverTakesTheLastBlock) {
  const FileRecords records = records_of(numbered_lines(kStretch));
  EXPECT_EQ(taken(records, 1).blocks, records.blocks.size() - 1);
}

TEST(Beginning, EndsBeforeABlockThatDependsOnWhatFollows) {
  const std::string text = numbered_lines(kStretch);
  const Beginning beginning = taken(records_of(text, SIZE_MAX, 1000), 1);
  EXPECT_GT(beginning.blocks, 0U);
  EXPECT_LE(beginning.record_count, 1000U);
  EXPECT_GT(taken(records_of(text), 1).record_count, 1000U);
}

TEST(Beginning, LeavesOrphansIfSoWished) {
  const FileRecords records = records_of(numbered_lines(kStretch), 1000);
  EXPECT_GT(taken(records, 1).record_count, 1000U);
  const Beginning beginning = taken(records, 1, Orphans::Leave);
  EXPECT_GT(beginning.blocks, 0U);
  EXPECT_LE(beginning.record_count, 1000U);
}

}  // namespace
}  // namespace tierline::bulk
