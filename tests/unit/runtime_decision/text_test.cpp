// How each kind of value is written down.
#include <gtest/gtest.h>

#include "runtime/decision/decision.hpp"

namespace tierline::decision {
namespace {

using bytecode::Measure;
using bytecode::Schema;
using bytecode::Value;
using bytecode::ValueKind;
using bytecode::ValueType;

ValueType number(Measure measure, uint32_t scale) {
  ValueType type;
  type.kind = ValueKind::Number;
  type.measure = measure;
  type.scale = scale;
  return type;
}

ValueType of(ValueKind kind) {
  ValueType type;
  type.kind = kind;
  return type;
}

Schema schema() {
  Schema made;
  made.enums = {{"Tier", {"none", "Silver"}}};
  return made;
}

TEST(Text, Numbers) {
  const auto text = [](const char* value, const ValueType& type) {
    return to_text({.number = decimal::BigInt(value), .text = ""}, type, schema());
  };
  EXPECT_EQ(text("2250000", number(Measure::Money, 2)), "22500.00");
  EXPECT_EQ(text("-5", number(Measure::Money, 2)), "-0.05");
  EXPECT_EQ(text("7", number(Measure::Count, 0)), "7");
  EXPECT_EQ(text("250", number(Measure::Percent, 4)), "2.5%");
  EXPECT_EQ(text("0", number(Measure::Percent, 4)), "0%");
  EXPECT_EQ(text("10000", number(Measure::Percent, 4)), "100%");
  EXPECT_EQ(text("123456789012345678901234567890", number(Measure::Money, 2)),
            "1234567890123456789012345678.90");
}

TEST(Text, OtherKinds) {
  EXPECT_EQ(to_text({.number = 1, .text = ""}, of(ValueKind::Bool), schema()), "yes");
  EXPECT_EQ(to_text({.number = 0, .text = ""}, of(ValueKind::Bool), schema()), "no");
  EXPECT_EQ(to_text({.number = 0, .text = ""}, of(ValueKind::Day), schema()), "1970-01-01");
  EXPECT_EQ(to_text({.number = 1, .text = ""}, of(ValueKind::Enum), schema()), "Silver");
  EXPECT_EQ(to_text({.number = 0, .text = "as it is"}, of(ValueKind::Text), schema()), "as it is");
}

TEST(Text, FaultsAreSentences) {
  bytecode::Bytecode program;
  program.calendars.resize(2);
  program.calendars[0].name = "plain";
  program.calendars[1].name = "danish";
  program.calendars[1].last = 19357;
  EXPECT_EQ(describe({FaultKind::NoSuchDay, bytecode::kNone}, program),
            "a day is computed that does not exist in the calendar");
  EXPECT_EQ(describe({FaultKind::CalendarOutOfDays, 0}, program),
            "calendar `plain`: business days are counted beyond the years 1583 to 9999");
  EXPECT_EQ(describe({FaultKind::CalendarOutOfDays, 1}, program),
            "calendar `danish` knows its days until 2022-12-31, and a day outside is asked for");
}

TEST(Decision, EqualWhenTheAnswerIs) {
  Decision a;
  a.outputs = {{1, ""}};
  Decision b = a;
  EXPECT_EQ(a, b);
  b.outputs[0].number = 2;
  EXPECT_FALSE(a == b);
  Decision fault;
  fault.fault = Fault{FaultKind::NoSuchDay, 3};
  EXPECT_FALSE(a == fault);
}

}  // namespace
}  // namespace tierline::decision
