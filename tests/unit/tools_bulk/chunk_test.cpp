// Chunks of a text: nothing is lost between them, their records are those of the CsvReader, and the
// digest is that of the whole.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/digest.hpp"
#include "tools/bulk/chunks/chunk_source.hpp"
#include "tools/bulk/chunks/chunk_walk.hpp"

namespace tierline::bulk {
namespace {

/// An input that gives a text a few bytes at a time.
class TextInput : public Input {
 public:
  TextInput(std::string text, size_t step)
      : Input("text.csv"), text_(std::move(text)), step_(step) {}

  base::Result<size_t, RunError> read(char* to, size_t room) override {
    const size_t size = std::min({step_, room, text_.size() - at_});
    text_.copy(to, size, at_);
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  size_t step_;
  size_t at_ = 0;
};

std::vector<Chunk> chunks_of(ChunkSource& source) {
  std::vector<Chunk> chunks;
  while (true) {
    auto next = source.next();
    if (!next) ADD_FAILURE() << next.error().message;
    if (!next || !next.value()) return chunks;
    chunks.push_back(std::move(*next.value()));
  }
}

std::string any_text() {
  const auto letter = rc::gen::weightedOneOf<char>(
      {{8, rc::gen::elementOf(std::string("ab,,,\n\n"))},
       {1, rc::gen::elementOf(std::string("\"\"\r\xC3\xA4\xFF") + '\0')}});
  return *rc::gen::container<std::string>(letter);
}

RC_GTEST_PROP(Chunks, AreTheWholeTextCutBehindLines, ()) {
  const std::string text = any_text();
  TextInput input(text, *rc::gen::inRange<size_t>(1, 20));
  ChunkOptions options;
  options.bytes = *rc::gen::inRange<size_t>(1, 30);
  options.digest_beside = *rc::gen::arbitrary<bool>();
  ChunkSource source(input, options);
  const std::vector<Chunk> chunks = chunks_of(source);
  std::string whole;
  for (size_t i = 0; i < chunks.size(); ++i) {
    RC_ASSERT(chunks[i].is_last == (i + 1 == chunks.size()));
    RC_ASSERT(chunks[i].is_last || chunks[i].text.ends_with('\n'));
    whole += chunks[i].text;
  }
  RC_ASSERT(whole == text);
  RC_ASSERT(source.bytes() == text.size());
  RC_ASSERT(source.digest() == base::sha256_hex(text));
}

/// A record as text: where it is, its fields, its fault.
std::string shown(const base::CsvRecord& record, size_t line) {
  std::string out = std::to_string(record.begin) + "-" + std::to_string(record.end) + " line " +
                    std::to_string(line) + (record.fault ? " fault" : "");
  for (const std::string_view field : record.fields) out += "|" + std::string(field);
  return out;
}

struct Sink {
  std::vector<std::string> records;
  size_t width;
  size_t plain_lines = 0;

  void plain(const PlainLines& lines) {
    plain_lines += lines.count;
    std::vector<base::CsvRecord> seen(lines.count);
    for (size_t column = 0; column < width; ++column) {
      lines.for_each_field(column, [&](size_t i, const char* begin, const char* end) {
        seen[i].fields.emplace_back(begin, static_cast<size_t>(end - begin));
        EXPECT_EQ(lines[i].field(column), seen[i].fields.back());
      });
    }
    for (size_t i = 0; i < lines.count; ++i) {
      seen[i].begin = lines.at(i).begin;
      seen[i].end = lines.at(i).end;
      records.push_back(shown(seen[i], lines.at(i).line));
    }
  }
  void record(const base::CsvRecord& record, const RecordAt& at) {
    records.push_back(shown(record, at.line));
  }
};

RC_GTEST_PROP(ChunkWalkLaw, FindsTheRecordsOfTheCsvReader, ()) {
  std::string text = any_text();
  if (*rc::gen::inRange(0, 10) == 0) text += std::string(70'000, 'x') + "\na,b,c\n";
  std::vector<std::string> want;
  base::CsvReader reader(text);
  reader.resume(0, 0);  // a chunk in the middle of a file has no byte order mark
  base::CsvRecord record;
  while (reader.next(record)) want.push_back(shown(record, record.line));
  const auto width = *rc::gen::inRange<size_t>(1, 4);
  Sink sink{{}, width};
  ChunkWalk walk(width);
  const WalkEnd end = walk.walk(text, base::CsvText::Whole, sink);
  RC_ASSERT(sink.records == want);
  RC_ASSERT(end.at == text.size());
  RC_ASSERT(end.line == reader.line());
}

TEST(ChunkWalk, StopsWhereARecordDependsOnWhatFollows) {
  Sink sink{{}, 3};
  ChunkWalk walk(3);
  const std::string text = "a,b,c\n\nd,\"e\n";
  const WalkEnd end = walk.walk(text, base::CsvText::GoesOn, sink);
  EXPECT_EQ(end.at, 7U);
  EXPECT_EQ(end.line, 2U);
  EXPECT_EQ(sink.records.size(), 1U);
  walk.walk(text, base::CsvText::Whole, sink);
  EXPECT_EQ(sink.records.back(), "7-11 line 2 fault");
}

TEST(ChunkWalk, TakesPlainLinesManyAtATime) {
  Sink sink{{}, 3};
  ChunkWalk walk(3);
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i) + ",\xC3\xA4,\r\n";
  walk.walk(text, base::CsvText::Whole, sink);
  EXPECT_EQ(sink.plain_lines, 10'000U);
}

RC_GTEST_PROP(SeparatorsLaw, AreWhereOneFindsThemByteByByte, ()) {
  const std::string text = any_text() + std::string(*rc::gen::inRange<size_t>(0, 150), ',');
  std::vector<uint32_t> places;
  std::vector<uint32_t> ends;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') ends.push_back(static_cast<uint32_t>(places.size()));
    if (text[i] == '\n' || text[i] == ',') places.push_back(static_cast<uint32_t>(i));
  }
  static const std::vector<SeparatorFinder> kFinders = separator_finders();
  for (const SeparatorFinder finder : kFinders) {
    Separators found;
    found.find(text, finder);
    RC_ASSERT(std::vector<uint32_t>(found.places, found.places + found.count) == places);
    RC_ASSERT(std::vector<uint32_t>(found.line_ends, found.line_ends + found.lines) == ends);
    RC_ASSERT(found.has_quote == (text.find('"') != std::string::npos));
    RC_ASSERT(found.has_nul == (text.find('\0') != std::string::npos));
    RC_ASSERT(found.has_high == (text.find_first_of("\xC3\xA4\xFF") != std::string::npos));
  }
}

}  // namespace
}  // namespace tierline::bulk
