#include "compiler/checked/values/type_refs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"
#include "runtime/decimal/currency.hpp"

namespace tierline::checked {

namespace {

constexpr int kDecimalDigits = 6;  // of a `decimal` that says nothing else
constexpr int kPercentDigits = 2;  // of the figure before the sign: 12.34%
constexpr int kPercentShift = 2;   // 1% is 0.01

constexpr std::string_view kTypeWords[] = {"int",  "decimal", "percent", "bool",
                                           "date", "period",  "text",    "Tier"};

bool looks_like_currency(std::string_view name) {
  return name.size() == 3 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Type> built_in(std::string_view name) {
  if (name == "int") return number_type({Measure::Count, ""}, 0);
  if (name == "decimal") return number_type({Measure::Count, ""}, kDecimalDigits);
  if (name == "percent") return number_type({Measure::Percent, ""}, kPercentDigits + kPercentShift);
  if (name == "bool") return plain_type(Kind::Bool);
  if (name == "date") return plain_type(Kind::Day);
  if (name == "period") return plain_type(Kind::Period);
  if (name == "text") return plain_type(Kind::Text);
  if (name == "Tier") return enum_type(kTierEnum);
  return std::nullopt;
}

std::vector<std::string_view> visible_types(const Work& work) {
  std::vector<std::string_view> names(std::begin(kTypeWords), std::end(kTypeWords));
  for (const EnumType& one : work.program.enums) names.push_back(one.name);
  return names;
}

void report_unknown(Work& work, const ast::Word& name) {
  const bool money = looks_like_currency(name.text);
  auto& error = money ? work.report(Code::UnknownCurrency, name.span,
                                    fmt::format("ISO 4217 has no currency `{}` in use", name.text))
                      : work.report(Code::UnknownType, name.span,
                                    fmt::format("there is no type `{}`", name.text));
  error.hint =
      work.suggest(name.text, money ? currency_candidates(work.program) : visible_types(work));
  if (!money && error.hint.empty()) {
    error.hint = "a type is int, decimal, percent, bool, date, text, Tier, an enum or a currency";
  }
}

/// `decimal(3)`, `percent(1)`
bool set_digits(Work& work, const ast::TypeRef& ref, Type& type) {
  const bool percent = ref.name.text == "percent";
  if (!percent && ref.name.text != "decimal") {
    work.report(Code::TypeNotAllowed, ref.digits->span,
                fmt::format("`{}` has its own number of digits", ref.name.text))
        .hint = "only decimal(N) and percent(N) say how many digits stand after the point";
    return false;
  }
  int digits = 0;
  const std::string& text = ref.digits->text;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), digits);
  const int most = base::kScaleMax - (percent ? kPercentShift : 0);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || digits > most) {
    work.report(Code::TypeNotAllowed, ref.digits->span,
                fmt::format("`{}` is not a number of digits", text))
        .hint = fmt::format("write a whole number from 0 to {}", most);
    return false;
  }
  type.scale = digits + (percent ? kPercentShift : 0);
  return true;
}

bool has_range(const Type& type) { return type.kind == Kind::Number || type.kind == Kind::Day; }

bool set_range(Work& work, const ast::TypeRef& ref, TypeSpec& spec) {
  if (!ref.low || !ref.high) return true;
  if (!has_range(spec.type)) {
    work.report(Code::BadRange, work.ast[*ref.low].span,
                fmt::format("`{}` has no order, so it has no range", ref.name.text))
        .hint = "a range belongs to int, decimal, percent, money or date";
    return false;
  }
  TypeSpec present = spec;
  present.type.optional = false;
  const auto low = constant_of(work, *ref.low, present, "the lower end of a range");
  const auto high = constant_of(work, *ref.high, present, "the upper end of a range");
  if (!low || !high) return false;
  if (low->number > high->number) {
    work.report(
            Code::BadRange, join(work.ast[*ref.low].span, work.ast[*ref.high].span),
            fmt::format("nothing lies between {} and {}", value_text(*low, spec.type, work.program),
                        value_text(*high, spec.type, work.program)))
        .hint = "write the lower end first";
    return false;
  }
  spec.bounds = {low->number, high->number};
  return true;
}

std::string_view why_not(const Type& type, bool optional, TypePlace place) {
  if (type.kind == Kind::Period && place != TypePlace::Parameter) {
    return "a period is only a parameter; keep its first and its last day instead";
  }
  if (optional && place == TypePlace::TableValue) {
    return "a table's value is there or the row is missing; leave out the `?`";
  }
  if (place == TypePlace::BandValue && (optional || type.kind != Kind::Number)) {
    return "a band's value is a number: int, decimal, percent or money";
  }
  if (optional && type.kind == Kind::Period) return "a period is never absent; leave out the `?`";
  return "";
}

}  // namespace

bool is_type_word(std::string_view name) {
  return std::find(std::begin(kTypeWords), std::end(kTypeWords), name) != std::end(kTypeWords);
}

std::optional<Type> resolve_type_name(Work& work, const ast::Word& name) {
  if (const auto type = built_in(name.text)) return type;
  if (const auto id = work.symbols.find_enum(name.text)) return enum_type(*id);
  if (const auto digits = decimal::currency_digits(name.text)) {
    return number_type({Measure::Money, name.text}, *digits);
  }
  report_unknown(work, name);
  return std::nullopt;
}

std::optional<TypeSpec> resolve_type(Work& work, const ast::TypeRef& ref, TypePlace place) {
  const auto type = resolve_type_name(work, ref.name);
  if (!type) return std::nullopt;
  TypeSpec spec{*type, {}, ref.name.span};
  spec.type.optional = ref.optional;
  if (const auto reason = why_not(*type, ref.optional, place); !reason.empty()) {
    work.report(Code::TypeNotAllowed, ref.name.span,
                fmt::format("`{}{}` cannot stand here", ref.name.text, ref.optional ? "?" : ""))
        .hint = reason;
    return std::nullopt;
  }
  if (ref.digits && !set_digits(work, ref, spec.type)) return std::nullopt;
  if (!set_range(work, ref, spec)) return std::nullopt;
  return spec;
}

}  // namespace tierline::checked
