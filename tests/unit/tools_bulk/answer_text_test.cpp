// A quickly written answer is the answer as everybody writes it.
#include "tools/bulk/write/answer_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "runtime/calendar/day.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::bulk {
namespace {

using bytecode::Measure;
using bytecode::ValueKind;
using bytecode::ValueType;

bytecode::Schema words() {
  bytecode::Schema schema;
  schema.enums = {{"Tier", {"Low", "High, very"}}};
  return schema;
}

ValueType type_of(ValueKind kind, uint32_t scale = 0, Measure measure = Measure::Count) {
  ValueType type;
  type.kind = kind;
  type.scale = scale;
  type.measure = measure;
  return type;
}

std::string quick(const ValueType& type, const std::vector<int64_t>& values) {
  static const bytecode::Schema schema = words();
  AnswerText text(schema, type);
  std::string out;
  std::string room(text.bytes_max() + 1, ' ');
  for (const int64_t value : values) {
    char* end = text.put(room.data(), value);
    EXPECT_LE(end, room.data() + text.bytes_max());
    out.append(room.data(), end);
    out += ';';
  }
  return out;
}

std::string slow(const ValueType& type, const std::vector<int64_t>& values) {
  std::string out;
  for (const int64_t value : values) out += decision::to_text({value, ""}, type, words()) + ";";
  return out;
}

RC_GTEST_PROP(AnswerText, NumbersAreWrittenAsEverywhere, (const std::vector<int64_t>& values)) {
  for (const uint32_t scale : {0U, 1U, 2U, 4U, 9U, 19U, 30U}) {
    for (const Measure measure : {Measure::Count, Measure::Money, Measure::Percent}) {
      const ValueType type = type_of(ValueKind::Number, scale, measure);
      RC_ASSERT(quick(type, values) == slow(type, values));
    }
  }
}

TEST(AnswerText, TheEndsOfTheRange) {
  const std::vector<int64_t> values = {std::numeric_limits<int64_t>::max(),
                                       std::numeric_limits<int64_t>::min() + 1, 0, -1, 1};
  for (const uint32_t scale : {0U, 2U, 18U, 19U, 20U}) {
    const ValueType type = type_of(ValueKind::Number, scale, Measure::Money);
    EXPECT_EQ(quick(type, values), slow(type, values));
  }
}

TEST(AnswerText, EveryCountOfDigits) {
  std::vector<int64_t> values;
  for (int64_t power = 1; values.size() < 19 * 3; power *= 10) {
    values.insert(values.end(), {power - 1, power, power + 1});
    if (power == 1'000'000'000'000'000'000) break;
  }
  for (const uint32_t scale : {0U, 2U}) {
    const ValueType type = type_of(ValueKind::Number, scale, Measure::Money);
    EXPECT_EQ(quick(type, values), slow(type, values));
  }
}

TEST(AnswerText, ValuesThatShareAPlaceAreNotMixedUp) {
  const ValueType type = type_of(ValueKind::Day);
  EXPECT_EQ(quick(type, {256, 512, 256, 0, 512}), slow(type, {256, 512, 256, 0, 512}));
}

TEST(AnswerText, WordsAndFlags) {
  EXPECT_EQ(quick(type_of(ValueKind::Enum), {0, 1, 0}), "Low;\"High, very\";Low;");
  EXPECT_EQ(quick(type_of(ValueKind::Bool), {0, 1}), "no;yes;");
}

}  // namespace
}  // namespace tierline::bulk
