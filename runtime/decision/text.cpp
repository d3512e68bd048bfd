// Values and faults as people read them: the same words in CSV, JSON, tables and traces.
// Tested by: tests/unit/runtime_decision
#include "runtime/decimal/text.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::decision {

std::string describe(const Fault& fault) {
  switch (fault.kind) {
    case FaultKind::NoSuchDay:
      return "a day is computed that does not exist in the calendar";
    case FaultKind::CalendarOutOfDays:
      return "business days are counted beyond the years 1583 to 9999";
    case FaultKind::NothingToSplitOver:
      return "there is an amount to split, but no entry takes part or their weights sum to 0";
  }
  return "unknown fault";
}

namespace {

std::string number_text(const bytecode::Value& value, const bytecode::ValueType& type) {
  const auto scale = static_cast<int>(type.scale);
  if (type.measure != bytecode::Measure::Percent) {
    return decimal::scaled_to_text(value.number, scale);
  }
  return decimal::percent_to_text({.coefficient = value.number, .scale = scale});
}

}  // namespace

std::string to_text(const bytecode::Value& value, const bytecode::ValueType& type,
                    const bytecode::Schema& schema) {
  const auto index = [&] { return static_cast<size_t>(*decimal::to_int64(value.number)); };
  switch (type.kind) {
    case bytecode::ValueKind::Bool:
      return value.number == 0 ? "no" : "yes";
    case bytecode::ValueKind::Number:
      return number_text(value, type);
    case bytecode::ValueKind::Day:
      return calendar::to_text(static_cast<calendar::Day>(*decimal::to_int64(value.number)));
    case bytecode::ValueKind::Enum:
      return schema.enums[type.enum_index].words[index()];
    case bytecode::ValueKind::Text:
      return value.text;
  }
  return "";
}

}  // namespace tierline::decision
