// ValueReader: what each kind of field takes, and why it refuses what it refuses.
#include "tools/bulk/facts/value_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "runtime/decimal/text.hpp"
#include "tests/unit/tools_bulk/schema.hpp"

namespace tierline::bulk {
namespace {

using bytecode::FieldInfo;
using bytecode::ValueKind;

const bytecode::Schema& schema() {
  static const bytecode::Schema kSchema = small_schema();
  return kSchema;
}

/// The value as text, `absent`, or `!` and the reason.
std::string read(const FieldInfo& field, std::string_view text) {
  const ValueReader reader(schema(), field);
  Cell cell;
  if (const auto refusal = reader.read(text, cell)) return "!" + refusal->reason;
  if (!cell.known) return "absent";
  if (field.type.kind == ValueKind::Text) return std::string(cell.text);
  return cell.wide ? "wide " + cell.wide->str() : std::to_string(cell.value);
}

struct Case {
  FieldInfo field;
  std::string text, want;
};

const FieldInfo kMoney = field("amount", money());
const FieldInfo kPercent = field("share", percent());
const FieldInfo kInt = field("count", number(0));
const FieldInfo kDay = field("on", kind(ValueKind::Day));
const FieldInfo kBool = field("ok", kind(ValueKind::Bool));
const FieldInfo kWord = field("product", kind(ValueKind::Enum, 1));
const std::string k40Digits = "1234567890123456789012345678901234567890";

const std::vector<Case> kCases = {
    {kMoney, "12.34", "1234"},
    {kMoney, "12", "1200"},
    {kMoney, "-0.5", "-50"},
    {kMoney, "12.340", "1234"},
    {kMoney, "12.345", "!`12.345` has 3 digits after the point, EUR has 2"},
    {kMoney, "1e5", "!`1e5`: exponents are not accepted; write the number out"},
    {kMoney, k40Digits, "wide " + k40Digits + "00"},
    {kMoney, "-92233720368547758.08", "wide -9223372036854775808"},
    {kMoney, "92233720368547758.07", "9223372036854775807"},
    {kInt, "12.0", "12"},
    {kInt, "12.5", "!`12.5` has 1 digit after the point, a whole number has 0"},
    {kPercent, "20%", "2000"},
    {kPercent, "0.2", "2000"},
    {kPercent, "12.34%", "1234"},
    {kPercent, "12.345%", "!`12.345` has 3 digits after the point, this percent field has 2"},
    {kDay, "2022-07-01", "19174"},
    {kDay, "2022-7-1", "!`2022-7-1` is not a day; write it like 2022-07-01"},
    {kDay, "2022-02-30", "!there is no day `2022-02-30`"},
    {kDay, "1582-12-31", "!`1582-12-31` is outside the years 1583 to 9999"},
    {kDay, "0000-00-00", "!`0000-00-00` is outside the years 1583 to 9999"},
    {kDay, " 2022-07-01",
     "!` 2022-07-01` is not a day; write it like 2022-07-01; there are blanks around it"},
    {kBool, "yes", "1"},
    {kBool, "true", "1"},
    {kBool, "no", "0"},
    {kBool, "false", "0"},
    {kBool, "Y", "!`Y` is neither `yes` nor `no`"},
    {kWord, "Hardware", "1"},
    {kWord, "Softwar", "!`Softwar` is not a word of Product; did you mean `Software`?"},
    {field("name", kind(ValueKind::Text)), " as it is ", " as it is "},
    {kMoney, "", "!required, but missing"},
    {optional(kMoney), "", "absent"},
    {defaulted(kMoney, 500), "", "500"},
    {defaulted(kMoney, 500), "1", "100"},
    {ranged(kPercent, 0, 10000), "100%", "10000"},
    {ranged(kPercent, 0, 10000), "101%", "!101% is outside 0% .. 100%"},
    {ranged(kInt, 0, 10), k40Digits, "!" + k40Digits + " is outside 0 .. 10"},
    {ranged(kDay, 19174, 19200), "2022-06-30", "!2022-06-30 is outside 2022-07-01 .. 2022-07-27"},
};

TEST(Value, ReadsOrSaysWhyNot) {
  for (const Case& c : kCases) EXPECT_EQ(read(c.field, c.text), c.want) << c.field.name;
}

TEST(Value, RefusesThousandsSeparatorsAndMoreDigitsThanAnybodyWrites) {
  EXPECT_TRUE(read(kMoney, "1,000.00").starts_with("!`1,000.00`: separators"));
  EXPECT_TRUE(read(kMoney, std::string(61, '9')).find("more than 60 digits") != std::string::npos);
  EXPECT_TRUE(read(kMoney, "NaN").starts_with("!`NaN`: "));
  EXPECT_TRUE(read(kMoney, "12.00 EUR").starts_with("!`12.00 EUR`: "));
}

TEST(Value, NamesEachFault) {
  for (int i = 0; i <= static_cast<int>(FactFault::DuplicateAccount); ++i) {
    EXPECT_FALSE(describe(static_cast<FactFault>(i)).empty()) << i;
  }
}

// Quick and slow ways are one: any number written with the field's digits comes back.
RC_GTEST_PROP(ValueLaw, EveryNumberComesBack, ()) {
  const auto digits = *rc::gen::container<std::string>(rc::gen::inRange('0', '9'));
  const bytecode::BigInt value("1" + digits.substr(0, 50));
  const std::string text = decimal::scaled_to_text(value, 2);
  const ValueReader reader(schema(), kMoney);
  Cell cell;
  RC_ASSERT(!reader.read(text, cell));
  RC_ASSERT((cell.wide ? *cell.wide : bytecode::BigInt(cell.value)) == value);
}

}  // namespace
}  // namespace tierline::bulk
