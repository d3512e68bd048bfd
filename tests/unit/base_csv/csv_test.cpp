// CsvReader: RFC 4180 as written, each way to break it, and the law that no line is lost.
#include "base/csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace tierline::base {
namespace {

/// Writes every record as `line:field|field` or `line!fault`, so that a case is one string.
std::string shown(std::string_view text, CsvLimits limits = {}) {
  CsvReader reader(text, limits);
  CsvRecord record;
  std::string out;
  while (reader.next(record)) {
    if (!out.empty()) out += ' ';
    out += std::to_string(record.line);
    if (record.fault) {
      out += "!" + std::to_string(static_cast<int>(*record.fault));
      continue;
    }
    for (size_t i = 0; i < record.fields.size(); ++i) {
      out += i == 0 ? ':' : '|';
      out += record.fields[i];
    }
  }
  return out;
}

std::string fault(size_t line, CsvFault fault) {
  return std::to_string(line) + "!" + std::to_string(static_cast<int>(fault));
}

struct Case {
  std::string_view why, text, want;
};

constexpr Case kGood[] = {
    {"nothing", "", ""},
    {"two records", "a,b\nc,d\n", "1:a|b 2:c|d"},
    {"the last line needs no end", "a,b\nc,d", "1:a|b 2:c|d"},
    {"CRLF", "a,b\r\nc,d\r\n", "1:a|b 2:c|d"},
    {"a byte order mark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "1:a|b"},
    {"only a byte order mark", "\xEF\xBB\xBF", ""},
    {"empty fields", ",,\n", "1:||"},
    {"a trailing comma", "a,\n", "1:a|"},
    {"blank lines are counted", "\na\n\r\n\nb\n\n", "2:a 5:b"},
    {"blanks belong to a field", " a , b \n", "1: a | b "},
    {"quotes", "\"a\",b\n", "1:a|b"},
    {"quotes at the end", "a,\"b\"\nc,d\n", "1:a|b 2:c|d"},
    {"quotes at the end, CRLF", "a,\"b\"\r\nc,d\r\n", "1:a|b 2:c|d"},
    {"a comma in quotes", "\"a,b\",c\n", "1:a,b|c"},
    {"a doubled quote", "\"a\"\"b\",\"\"\"\"\n", "1:a\"b|\""},
    {"empty quotes", "\"\",\"\"\n", "1:|"},
    {"a line end in quotes", "\"a\nb\",c\nd,e\n", "1:a\nb|c 3:d|e"},
    {"several lines in quotes", "x,\"a\n\n\nb\"\nd,e\n", "1:x|a\n\n\nb 5:d|e"},
    {"umlauts", "\xC3\xA4,\xE2\x82\xAC,\xF0\x9F\x98\x80\n",
     "1:\xC3\xA4|\xE2\x82\xAC|\xF0\x9F\x98\x80"},
};

TEST(Csv, ReadsWhatRfc4180Allows) {
  for (const Case& c : kGood) EXPECT_EQ(shown(c.text), c.want) << c.why;
}

TEST(Csv, GoesOnAfterEachFault) {
  const std::string ok = "2:b|c";
  EXPECT_EQ(shown("a\"x,y\nb,c\n"), fault(1, CsvFault::QuoteInBareField) + " " + ok);
  EXPECT_EQ(shown("\"a\"x,y\nb,c\n"), fault(1, CsvFault::TextAfterQuote) + " " + ok);
  EXPECT_EQ(shown("x,\"a\nb,c\n"), fault(1, CsvFault::UnterminatedQuote) + " " + ok);
  EXPECT_EQ(shown(std::string_view("a\0b\nb,c\n", 8)), fault(1, CsvFault::NulByte) + " " + ok);
  EXPECT_EQ(shown("\xC0\xAF\nb,c\n"), fault(1, CsvFault::InvalidUtf8) + " " + ok);
  EXPECT_EQ(shown("1,2,3\nb,c\n", {.fields_max = 2}), fault(1, CsvFault::TooManyFields) + " " + ok);
  EXPECT_EQ(shown("\"1\",2,3\nb,c\n", {.fields_max = 2}),
            fault(1, CsvFault::TooManyFields) + " " + ok);
  EXPECT_EQ(shown("123456\nb,c\n", {.line_bytes_max = 5}),
            fault(1, CsvFault::LineTooLong) + " " + ok);
  EXPECT_EQ(shown("\"1\n23456\"\nb,c\n", {.line_bytes_max = 5}).substr(0, 3),
            fault(1, CsvFault::UnterminatedQuote));
}

TEST(Csv, AnOpenQuoteIsTheFaultOfTheLineThatOpensIt) {
  EXPECT_EQ(shown("\"a,1\n\"b\",2\nc,3\n"), fault(1, CsvFault::UnterminatedQuote) + " 2:b|2 3:c|3");
}

TEST(Csv, ReadsALineOfExactlyTheLimit) {
  EXPECT_EQ(shown("12345\n", {.line_bytes_max = 5}), "1:12345");
  EXPECT_EQ(shown("1,2\n", {.fields_max = 2}), "1:1|2");
}

TEST(Csv, SaysWhereARecordStands) {
  const std::string text = "a,b\r\n\"x\ny\",z\r\n";
  CsvReader reader(text);
  CsvRecord record;
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(text.substr(record.begin, record.end - record.begin), "a,b");
  ASSERT_TRUE(reader.next(record));
  EXPECT_EQ(text.substr(record.begin, record.end - record.begin), "\"x\ny\",z");
  EXPECT_FALSE(reader.next(record));
}

TEST(Csv, DescribesEachFault) {
  for (int i = 0; i <= static_cast<int>(CsvFault::TooManyFields); ++i) {
    EXPECT_FALSE(describe(static_cast<CsvFault>(i)).empty()) << i;
  }
}

TEST(Csv, RefusesMalformedUtf8) {
  for (const std::string_view bad :
       {"\x80", "\xC3", "\xC1\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"}) {
    EXPECT_FALSE(valid_utf8(bad)) << testing::PrintToString(bad);
  }
}

std::string quoted(const std::string& field) {
  std::string out = "\"";
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

RC_GTEST_PROP(CsvLaw, QuotedTextComesBack, ()) {
  const auto letters =
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n\r ")));
  const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(letters)));
  std::string text;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + quoted(row[i]);
    text += "\r\n";
  }
  CsvReader reader(text);
  CsvRecord record;
  for (const auto& row : rows) {
    RC_ASSERT(reader.next(record));
    RC_ASSERT(!record.fault.has_value());
    RC_ASSERT((std::vector<std::string>(record.fields.begin(), record.fields.end()) == row));
  }
  RC_ASSERT(!reader.next(record));
}

RC_GTEST_PROP(CsvLaw, EveryByteIsInARecordOrALineEnd, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a,,\"\"\n\n\r\x80")));
  CsvReader reader(text);
  CsvRecord record;
  size_t at = 0;
  size_t line = 1;
  while (reader.next(record)) {
    RC_ASSERT(record.begin >= at);
    for (size_t i = at; i < record.begin; ++i) {
      RC_ASSERT((text[i] == '\n' || text[i] == '\r'));
      line += text[i] == '\n' ? 1U : 0U;
    }
    RC_ASSERT(record.line == line);
    RC_ASSERT(record.end > record.begin);
    for (size_t i = record.begin; i < record.end; ++i) line += text[i] == '\n' ? 1U : 0U;
    at = record.end;
  }
  RC_ASSERT(text.find_first_not_of("\r\n", at) == std::string::npos);
}

}  // namespace
}  // namespace tierline::base
