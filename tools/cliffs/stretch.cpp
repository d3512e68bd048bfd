#include "tools/cliffs/stretch.hpp"

#include <fmt/format.h>

#include <optional>
#include <tuple>

#include "runtime/decimal/text.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/cliffs/cliffs.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::BigInt;
using bytecode::ValueKind;

RunError no_value(std::string_view option, std::string_view text, std::string_view why) {
  return RunError{fmt::format("{}: {} {}", option, bulk::shown(text), why)};
}

base::Result<BigInt, RunError> parse_number(std::string_view option, std::string_view text,
                                            const bytecode::ValueType& type) {
  const bool percent = text.ends_with('%');
  const std::string_view digits = percent ? text.substr(0, text.size() - 1) : text;
  const auto parsed = decimal::parse_decimal(digits);
  if (const auto* fault = std::get_if<decimal::NumberFault>(&parsed)) {
    return RunError{
        fmt::format("{}: {}: {}", option, bulk::shown(text), decimal::describe(*fault))};
  }
  decimal::Decimal number = *std::get_if<decimal::Decimal>(&parsed);
  if (percent) number.scale += 2;
  const int scale = static_cast<int>(type.scale);
  if (decimal::digits_needed(number) > scale) {
    return no_value(
        option, text,
        fmt::format("has more digits after the point than the axis, which has {}", scale));
  }
  return decimal::round(number, scale, decimal::Rounding::Down).coefficient;
}

base::Result<BigInt, RunError> parse_value(std::string_view option, std::string_view text,
                                           const bytecode::ValueType& type) {
  if (type.kind != ValueKind::Day) return parse_number(option, text, type);
  const auto day = calendar::parse_day(text);
  if (!day) return no_value(option, text, "is not a day; write it like 2022-07-01");
  return BigInt(*day);
}

/// What was asked for, of which each may be left out.
struct Wanted {
  std::optional<BigInt> from;
  std::optional<BigInt> to;
};

base::Result<Wanted, RunError> parse(const std::string& from, const std::string& to,
                                     const bytecode::ValueType& type) {
  Wanted out;
  for (const auto& [option, text, value] :
       {std::tuple{"--from", &from, &out.from}, std::tuple{"--to", &to, &out.to}}) {
    if (text->empty()) continue;
    auto parsed = parse_value(option, *text, type);
    if (!parsed) return parsed.error();
    *value = std::move(parsed).value();
  }
  if (!out.from || !out.to || *out.from <= *out.to) return out;
  return RunError{fmt::format(
      "--from {} is {} --to {}: an axis is walked upwards, from --from to --to", bulk::shown(from),
      type.kind == ValueKind::Day ? "after" : "above", bulk::shown(to))};
}

class Finder {
 public:
  Finder(const AxisProgram& program, Evaluator& evaluator, FieldRange range)
      : program_(program), evaluator_(evaluator), range_(range) {}

  /// The first value of the fact at which the axis has come to `wanted`, or one above the last.
  int64_t first_at(const BigInt& wanted) {
    int64_t low = range_.low;
    int64_t high = range_.high + 1;
    while (low < high) {
      const int64_t middle = low + (high - low) / 2;
      if (is_below(middle, wanted)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Nothing where there is no answer.
  std::optional<BigInt> axis_at(int64_t value) {
    if (!program_.axis) return BigInt(value);
    const decision::Decision& decision = evaluator_.decide(value);
    if (decision.fault) return std::nullopt;
    return decision.outputs[*program_.axis].number;
  }

 private:
  /// Where there is no answer the axis counts as below everything.
  bool is_below(int64_t value, const BigInt& wanted) {
    const auto at = axis_at(value);
    return !at || *at < wanted;
  }

  const AxisProgram& program_;
  Evaluator& evaluator_;
  FieldRange range_;
};

}  // namespace

base::Result<FieldRange, RunError> find_stretch(const AxisProgram& program,
                                                const bytecode::ValueType& axis, const Base& base,
                                                Evaluator& evaluator, const std::string& from,
                                                const std::string& to) {
  const bytecode::Schema& schema = program.bytecode.schema;
  const FieldRange range = range_of(schema, base.lever);
  Finder finder(program, evaluator, range);
  FieldRange out = range;
  const bool day = field_of(schema, base.lever).type.kind == ValueKind::Day;
  if (!day && out.low < 0 && out.high >= 0) out.low = 0;
  const auto wanted = parse(from, to, axis);
  if (!wanted) return wanted.error();
  if (wanted.value().from) out.low = finder.first_at(*wanted.value().from);
  if (wanted.value().to) out.high = finder.first_at(*wanted.value().to + 1) - 1;
  if (out.low <= out.high) return out;
  const std::string asked = (from.empty() ? "" : " --from " + bulk::shown(from)) +
                            (to.empty() ? "" : " --to " + bulk::shown(to));
  const auto text = [&](int64_t value) {
    const auto at = finder.axis_at(value);
    return at ? decision::to_text({*at, ""}, axis, schema) : "no answer";
  };
  return RunError{fmt::format("the axis has nothing{}: along {} it goes from {} to {}", asked,
                              lever_text(schema, base.lever), text(range.low), text(range.high))};
}

}  // namespace tierline::cliffs
