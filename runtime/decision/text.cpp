// Values and faults as people read them: the same words in CSV, JSON, tables and traces.
// Tested by: tests/unit/runtime_decision
#include <fmt/format.h>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::decision {

namespace {

std::string describe(const bytecode::CalendarDays& days) {
  if (!days.first && !days.last) {
    return fmt::format("calendar `{}`: business days are counted beyond the years {} to {}",
                       days.name, calendar::kYearMin, calendar::kYearMax);
  }
  std::string known;
  if (days.first) known += " from " + calendar::to_text(*days.first);
  if (days.last) known += " until " + calendar::to_text(*days.last);
  return fmt::format("calendar `{}` knows its days{}, and a day outside is asked for", days.name,
                     known);
}

}  // namespace

std::string describe(const Fault& fault, const bytecode::Bytecode& program) {
  switch (fault.kind) {
    case FaultKind::NoSuchDay:
      return "a day is computed that does not exist in the calendar";
    case FaultKind::CalendarOutOfDays:
      return describe(program.calendars[fault.calendar]);
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
