// QuickField: whatever it reads, the ValueReader reads alike; and it reads what is ordinary.
#include "tools/bulk/rows/quick_field.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"
#include "tests/unit/tools_bulk/schema.hpp"
#include "tools/bulk/rows/digits.hpp"

namespace tierline::bulk {
namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

bytecode::Schema schema_of(const FieldInfo& info) {
  bytecode::Schema schema = small_schema();
  schema.enums.push_back(
      {"Long", {"Authorized", "Authorizes", "Authority", "A", "Aut", "Advanced"}});
  schema.ledgers[0].fields = {info};
  return schema;
}

/// Texts with room around them, as in a file, each the only field of its line.
struct Roomy {
  explicit Roomy(const std::vector<std::string>& texts) : bytes(16, '9'), ends{15} {
    for (const std::string& text : texts) {
      bytes += text + "\n";
      ends.push_back(static_cast<uint32_t>(bytes.size() - 1));
    }
    bytes += std::string(8, '9');
    lines = {bytes.data(), ends.data() + 1, 1, texts.size(), 0, 0};
  }
  std::string bytes;
  std::vector<uint32_t> ends;
  PlainLines lines;
};

/// What stands in the rows, or nothing where the quick way does not read the text.
std::vector<std::optional<Cell>> quick(const FieldInfo& info,
                                       const std::vector<std::string>& texts) {
  const bytecode::Schema schema = schema_of(info);
  const RowLayout layout = RowLayout::of_entries(schema.ledgers[0], false);
  const QuickField quick(schema, schema.ledgers[0].fields[0], layout.fields()[0]);
  std::string rows(texts.size() * layout.bytes(), '\0');
  std::vector<uint8_t> bad(texts.size(), 0);
  quick.read(Roomy(texts).lines, 0, {rows.data(), layout.bytes(), bad.data()});
  std::vector<std::optional<Cell>> cells(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    if (bad[i] != 0) continue;
    Cell& cell = cells[i].emplace();
    if (info.type.kind == ValueKind::Text) continue;
    const char* row[] = {rows.data() + i * layout.bytes()};
    const batch::Column column = layout.columns(row, {})[0];
    cell.known = column.is_known(0);
    cell.value = column.values[0];
  }
  return cells;
}

std::optional<Cell> quick(const FieldInfo& info, std::string_view text) {
  return quick(info, std::vector<std::string>{std::string(text)})[0];
}

/// The number that the ValueReader reads, if it fits 64 bits.
std::optional<Cell> slow(const FieldInfo& info, std::string_view text) {
  const bytecode::Schema schema = schema_of(info);
  const ValueReader reader(schema, schema.ledgers[0].fields[0]);
  Cell cell;
  if (reader.read(text, cell)) return std::nullopt;
  return cell;
}

const FieldInfo kFields[] = {
    field("count", number(0)),
    field("amount", money()),
    field("fine", number(6)),
    field("finest", number(9)),
    field("share", percent()),
    ranged(field("small", number(0)), 0, 200),
    ranged(field("middle", number(0)), -1, 32767),
    ranged(field("short", number(0)), 0, 65535),
    ranged(field("part", percent()), 0, 10000),
    optional(field("maybe", number(2))),
    defaulted(field("else", money()), 777),
    field("on", kind(ValueKind::Day)),
    ranged(field("within", kind(ValueKind::Day)), 19000, 20000),
    optional(field("ok", kind(ValueKind::Bool))),
    field("product", kind(ValueKind::Enum, 1)),
    field("long", kind(ValueKind::Enum, 2)),
};

const FieldInfo& any_field() { return kFields[*rc::gen::inRange<size_t>(0, std::size(kFields))]; }

RC_GTEST_PROP(QuickLaw, WhatIsReadQuicklyIsReadAlikeSlowly, ()) {
  const FieldInfo& info = any_field();
  const std::string text = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
      {{12, rc::gen::inRange('0', '9')},
       {4, rc::gen::elementOf(std::string("..-+%"))},
       {1, rc::gen::elementOf(std::string("yesnotrufalHdwAi: \x80\xFF"))}}));
  const auto fast = quick(info, text);
  if (!fast) return;
  const auto exact = slow(info, text);
  RC_ASSERT(exact.has_value());
  RC_ASSERT(!exact->wide.has_value());
  RC_ASSERT(exact->known == fast->known);
  RC_ASSERT(exact->value == fast->value);
}

RC_GTEST_PROP(QuickLaw, ATextIsReadAlikeWhateverStandsBeforeIt, ()) {
  const FieldInfo& info = any_field();
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"0",
                                                  "7",
                                                  "-7",
                                                  "12.5",
                                                  "-12.50",
                                                  "0.25",
                                                  "12.5%",
                                                  "9%",
                                                  "99.99%",
                                                  "-0.0001",
                                                  "123456789012345678",
                                                  "12345678901234567",
                                                  "1234567890123456",
                                                  "-123456789012345.6",
                                                  "1234567890.12",
                                                  "200",
                                                  "201",
                                                  "32767",
                                                  "1.",
                                                  "",
                                                  "yes",
                                                  "no",
                                                  "2024-02-29",
                                                  "2024-02-30",
                                                  "Software",
                                                  "Aut",
                                                  "99999999",
                                                  "0.123456",
                                                  "0.1234567",
                                                  "0.000000001",
                                                  "65535",
                                                  "65536"}));
  const auto together = quick(info, texts);
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto exact = slow(info, texts[i]);
    RC_ASSERT(!together[i] || exact.has_value());
    RC_ASSERT(together[i].has_value() == quick(info, texts[i]).has_value());
    if (!together[i]) continue;
    RC_ASSERT(exact->known == together[i]->known);
    RC_ASSERT(exact->value == together[i]->value);
  }
}

RC_GTEST_PROP(QuickLaw, NumbersWithTheFieldsOwnDigitsAreReadQuickly, ()) {
  const auto value = *rc::gen::inRange<int64_t>(-99'999'999'999'999, 99'999'999'999'999);
  const FieldInfo info = field("amount", money());
  const std::string text = decimal::scaled_to_text(value, 2);
  const auto fast = quick(info, text);
  RC_ASSERT(fast.has_value());
  RC_ASSERT(fast->value == value);
}

RC_GTEST_PROP(QuickLaw, DigitsAreTheSameByAllInstructions, ()) {
  const std::string text = *rc::gen::container<std::string>(
      16, rc::gen::weightedOneOf<char>({{30, rc::gen::inRange('0', '9')},
                                        {1, rc::gen::elementOf(std::string("./:-\x80\xFF"))}}));
  const auto fraction = *rc::gen::inRange<size_t>(0, 8);
  const auto size = *rc::gen::inRange<size_t>(fraction == 0 ? 1 : fraction + 2, 17);
  std::string padded = std::string(16, '7') + text.substr(0, size);
  if (fraction > 0) padded[padded.size() - fraction - 1] = '.';
  const char* end = padded.data() + padded.size();
  uint64_t by_words = 0;
  uint64_t at_once = 0;
  const bool done = read_digits(end, size, fraction, by_words);
  RC_ASSERT(read_digits_at_once(end, size, fraction, at_once) == done);
  RC_ASSERT(by_words == at_once);
}

RC_GTEST_PROP(QuickLaw, DaysOfTheseCenturiesAreReadQuickly, ()) {
  const auto day =
      *rc::gen::inRange(calendar::to_day({1970, 1, 1}), calendar::to_day({2100, 1, 1}));
  const auto fast = quick(field("on", kind(ValueKind::Day)), calendar::to_text(day));
  RC_ASSERT(fast.has_value());
  RC_ASSERT(fast->value == day);
}

TEST(Quick, LeavesTheUnusualToTheValueReader) {
  struct Case {
    FieldInfo field;
    const char* text;
  };
  const Case kCases[] = {
      {field("amount", money()), "1.234"},
      {field("amount", money()), "."},
      {field("amount", money()), "-"},
      {field("amount", money()), "1."},
      {field("amount", money()), ".50"},
      {field("amount", money()), "12a.00"},
      {field("amount", money()), "1:00"},
      {field("amount", money()), "--1.00"},
      {field("count", number(0)), "1.0"},
      {field("count", number(0)), "9223372036854775807"},
      {field("share", percent()), "%"},
      {field("share", percent()), "12.345%"},
      {field("on", kind(ValueKind::Day)), "2022-02-29"},
      {field("on", kind(ValueKind::Day)), "2022-00-10"},
      {field("on", kind(ValueKind::Day)), "2022/01/10"},
      {field("ok", kind(ValueKind::Bool)), "yess"},
      {field("product", kind(ValueKind::Enum, 1)), "Softwar"},
      {field("long", kind(ValueKind::Enum, 2)), "Authorizer"},
      {ranged(field("small", number(0)), 0, 200), "201"},
      {field("amount", money()), ""},
  };
  for (const Case& c : kCases)
    EXPECT_FALSE(quick(c.field, c.text)) << c.field.name << " " << c.text;
}

TEST(Quick, ReadsTheUsual) {
  struct Case {
    FieldInfo field;
    const char* text;
    int64_t want;
  };
  const Case kCases[] = {
      {field("amount", money()), "0.00", 0},
      {field("amount", money()), "-0.07", -7},
      {field("amount", money()), "12", 1200},
      {field("amount", money()), "12.5", 1250},
      {field("amount", money()), "1234567890123.45", 123456789012345},
      {field("amount", money()), "12345678901234.56", 1234567890123456},
      {field("share", percent()), "12.5%", 1250},
      {field("share", percent()), "0.1250", 1250},
      {field("ok", kind(ValueKind::Bool)), "true", 1},
      {field("ok", kind(ValueKind::Bool)), "no", 0},
      {field("long", kind(ValueKind::Enum, 2)), "Authorizes", 1},
      {field("long", kind(ValueKind::Enum, 2)), "A", 3},
      {defaulted(field("else", money()), 777), "", 777},
  };
  for (const Case& c : kCases) {
    const auto fast = quick(c.field, c.text);
    ASSERT_TRUE(fast) << c.field.name << " " << c.text;
    EXPECT_EQ(fast->value, c.want) << c.field.name << " " << c.text;
  }
}

}  // namespace
}  // namespace tierline::bulk
