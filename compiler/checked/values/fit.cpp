#include "compiler/checked/values/fit.hpp"

#include <fmt/format.h>

#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

const Expr& at(const Work& work, ExprId id) { return work.program[id]; }

const Field& field_of(const Work& work, ExprId id) {
  const Expr& expr = at(work, id);
  const uint32_t ledger = work.notes[id.index()].ledger;
  const Record& record = ledger == kNone ? work.program.account : work.program.ledgers[ledger];
  return record.fields[expr.ref];
}

/// The kids of which one gives the node its value, so that digits and absence come from there.
std::vector<ExprId> alternatives(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::If:
      return {expr.kids[1], expr.kids[2]};
    case ExprKind::Otherwise:
      return {expr.kids[1]};
    case ExprKind::At:
    case ExprKind::Negate:
      return {expr.kids[0]};
    default:
      return {};
  }
}

/// The innermost expression that makes this one optional.
ExprId origin_of_absence(const Work& work, ExprId id) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const ExprId kid : alternatives(at(work, id))) {
      if (!at(work, kid).type.optional) continue;
      id = kid;
      moved = true;
      break;
    }
  }
  return id;
}

void explain_absence(const Work& work, ExprId origin, source::Diagnostic& error) {
  const Expr& expr = at(work, origin);
  switch (expr.kind) {
    case ExprKind::AccountField:
    case ExprKind::EntryField:
      label(error, field_of(work, origin).span, "the field is optional");
      return;
    case ExprKind::Call:
      label(error, work.program.defines[expr.ref].span, "the definition may have no value");
      return;
    case ExprKind::Aggregate:
      label(error, expr.span, "without an entry there is no least and no greatest");
      return;
    case ExprKind::AddMonths:
      label(error, expr.span, "`month end reject`: not every month has such a day");
      return;
    case ExprKind::Divide:
      label(error, expr.span, "this divisor may be zero");
      return;
    case ExprKind::Lookup:
      label(error, work.program.tables[expr.ref].span,
            fmt::format("no row for {}", work.lookup_witness.at(origin.value)));
      return;
    default:
      label(error, expr.span, "this may be absent");
      return;
  }
}

Code code_of_absence(ExprKind kind) {
  if (kind == ExprKind::Divide) return Code::DivisorMayBeZero;
  if (kind == ExprKind::Lookup) return Code::LookupMayFail;
  return Code::MayBeAbsent;
}

std::string message_of_absence(const Work& work, ExprId origin, std::string_view what) {
  const Expr& expr = at(work, origin);
  switch (expr.kind) {
    case ExprKind::Divide:
      return fmt::format("{} must not be missing, but this may divide by zero", what);
    case ExprKind::Lookup:
      return fmt::format("{} must not be missing, but `{}` has no row for {}", what,
                         work.program.tables[expr.ref].name, work.lookup_witness.at(origin.value));
    default:
      return fmt::format("{} must not be missing, but this may be absent", what);
  }
}

// ---- digits ----

/// Those that people see: of a percentage, after the point of its figure.
int shown_digits(const Type& type) {
  return type.unit.measure == Measure::Percent ? std::max(0, type.scale - 2) : type.scale;
}

const Expr* with_most_digits(const Work& work, const std::vector<ExprId>& kids, ExprId& out) {
  const Expr* best = nullptr;
  for (const ExprId kid : kids) {
    const Expr& expr = at(work, kid);
    if (expr.type.kind != Kind::Number) continue;
    if (best && expr.type.scale <= best->type.scale) continue;
    best = &expr;
    out = kid;
  }
  return best;
}

bool passes_digits_on(ExprKind kind) {
  switch (kind) {
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Negate:
    case ExprKind::If:
    case ExprKind::Otherwise:
    case ExprKind::Larger:
    case ExprKind::Smaller:
    case ExprKind::At:
      return true;
    default:
      return false;
  }
}

/// Follows the operand with the most digits down to what makes them.
ExprId origin_of_digits(const Work& work, ExprId id) {
  while (passes_digits_on(at(work, id).kind)) {
    ExprId next = id;
    if (!with_most_digits(work, at(work, id).kids, next)) break;
    if (at(work, next).type.scale < at(work, id).type.scale) break;
    id = next;
  }
  return id;
}

void label_product(const Work& work, ExprId product, source::Diagnostic& error) {
  const Expr& expr = at(work, product);
  const Type& left = at(work, expr.kids[0]).type;
  const Type& right = at(work, expr.kids[1]).type;
  const bool percent =
      left.unit.measure == Measure::Percent || right.unit.measure == Measure::Percent;
  label(error, expr.span,
        fmt::format("this product has up to {} after the point: {} and {} add up{}",
                    digits_text(expr.type.scale), left.scale, right.scale,
                    percent ? " (1% is 0.01)" : ""));
}

void label_digits(const Work& work, ExprId id, source::Diagnostic& error) {
  const ExprId origin = origin_of_digits(work, id);
  const Expr& expr = at(work, origin);
  const std::string digits = digits_text(shown_digits(expr.type)) + " after the point";
  switch (expr.kind) {
    case ExprKind::Multiply:
      label_product(work, origin, error);
      return;
    case ExprKind::Call: {
      const Define& callee = work.program.defines[expr.ref];
      label(error, expr.span, fmt::format("`{}` has up to {}", callee.name, digits));
      if (origin_of_digits(work, callee.value) != origin) label_digits(work, callee.value, error);
      return;
    }
    case ExprKind::AccountField:
    case ExprKind::EntryField:
      label(error, field_of(work, origin).span,
            fmt::format("`{}` has up to {}", field_of(work, origin).name, digits));
      return;
    case ExprKind::Lookup:
      label(error, work.program.tables[expr.ref].span,
            fmt::format("the table's values have up to {}", digits));
      return;
    default:
      label(error, expr.span, fmt::format("this has up to {}", digits));
      return;
  }
}

void advise_rounding(const Type& wanted, source::Diagnostic& error) {
  error.hint = wanted.unit.measure == Measure::Money
                   ? "say how to round: `... rounded half even`"
                   : "say how to round: `... rounded half even to " +
                         number_text({decimal::BigInt(1), wanted.scale}, wanted.unit) + "`";
}

std::string digits_message(const Work& work, int found, const Type& wanted, std::string_view what) {
  const std::string type = describe(wanted, work.program);
  const std::string figure =
      wanted.unit.measure == Measure::Percent ? "the percent figure" : "the point";
  const std::string place = figure == "the point" ? "after the point" : "after its point";
  return fmt::format("{} can have {} {}, but `{}` has {}", what, digits_text(found), place, type,
                     wanted.scale == 0 ? "none" : std::to_string(shown_digits(wanted)));
}

// ---- range ----

std::string range_text(const Bounds& bounds, const Type& type, const Work& work) {
  const auto end = [&](const Decimal& value) {
    return value_text({value, ""}, type, work.program);
  };
  if (bounds.low && bounds.high) {
    return fmt::format("it can lie in {} .. {}", end(*bounds.low), end(*bounds.high));
  }
  if (bounds.low) return fmt::format("nothing says how high above {} it can be", end(*bounds.low));
  if (bounds.high) return fmt::format("nothing says how low below {} it can be", end(*bounds.high));
  return "nothing says how low or high it can be";
}

void report_range(Work& work, ExprId value, const TypeSpec& spec, Span span,
                  std::string_view what) {
  const Bounds& found = at(work, value).bounds;
  auto& error =
      work.report(Code::RangeNotProved, span,
                  fmt::format("{} must lie in {} .. {}, but {}", what,
                              value_text({*spec.bounds.low, ""}, spec.type, work.program),
                              value_text({*spec.bounds.high, ""}, spec.type, work.program),
                              range_text(found, spec.type, work)));
  label(error, spec.span, "the range is stated here");
  error.hint = "keep it inside with `max(low, min(high, ...))`, or leave the range out";
}

}  // namespace

bool fits_kind(Work& work, const Type& found, const Type& wanted, Span span,
               std::string_view what) {
  const bool same_kind = found.kind == wanted.kind;
  const bool same_enum = found.kind != Kind::Enum || found.enum_id == wanted.enum_id;
  const bool same_unit = found.kind != Kind::Number || found.unit == wanted.unit;
  if (same_kind && same_enum && same_unit) return true;
  if (found.kind == Kind::Quotient && wanted.kind == Kind::Number) {
    work.report(Code::QuotientUse, span,
                fmt::format("{} must be rounded: a quotient may never end", what))
        .hint = "say how: `... rounded half even to 0.1%`";
    return false;
  }
  Type wanted_present = wanted;
  wanted_present.optional = false;
  Type found_present = found;
  found_present.optional = false;
  auto& error = work.report(
      Code::TypeMismatch, span,
      fmt::format("{} must be `{}`, but this is `{}`", what, describe(wanted_present, work.program),
                  describe(found_present, work.program)));
  const bool both_pure =
      found.kind == Kind::Number && same_kind && !is_money(found) && !is_money(wanted);
  if (both_pure) {
    error.hint = wanted.unit.measure == Measure::Percent
                     ? "write it with a percent sign: 1 is 100%"
                     : "write it without a percent sign: 100% is 1";
  }
  return false;
}

void report_absent(Work& work, ExprId value, std::string_view what) {
  const ExprId origin = origin_of_absence(work, value);
  auto& error = work.report(code_of_absence(at(work, origin).kind), at(work, value).span,
                            message_of_absence(work, origin, what));
  explain_absence(work, origin, error);
  error.hint = "say what holds then: `... otherwise VALUE`, or ask first: `known(...)`";
}

void report_digits(Work& work, ExprId value, const Type& wanted, Span span, std::string_view what) {
  auto& error = work.report(Code::TooManyDigits, span,
                            digits_message(work, shown_digits(at(work, value).type), wanted, what));
  label_digits(work, value, error);
  advise_rounding(wanted, error);
}

void report_constant_digits(Work& work, const Constant& value, const Type& wanted, Span span,
                            std::string_view what) {
  Type found = wanted;
  found.scale = value.number.scale;
  auto& error = work.report(Code::TooManyDigits, span,
                            digits_message(work, shown_digits(found), wanted, what));
  error.hint = "write it with fewer digits, or give the type more: `decimal(N)`, `percent(N)`";
}

bool is_plain_value(Work& work, ExprId value, std::string_view what) {
  const Expr& expr = at(work, value);
  if (expr.type.kind == Kind::Period) {
    work.report(Code::PeriodUse, expr.span, fmt::format("{} cannot be a period", what)).hint =
        "a period stands right of `in`, in `start of` and `end of`, or as an argument";
    return false;
  }
  if (!expr.type.optional) return true;
  report_absent(work, value, what);
  return false;
}

bool fits(Work& work, ExprId value, const TypeSpec& spec, Span span, std::string_view what) {
  const Type found = at(work, value).type;
  if (!fits_kind(work, found, spec.type, span, what)) return false;
  if (found.optional && !spec.type.optional) {
    report_absent(work, value, what);
    return false;
  }
  if (found.kind == Kind::Number && found.scale > spec.type.scale) {
    report_digits(work, value, spec.type, span, what);
    return false;
  }
  if (within(at(work, value).bounds, spec.bounds)) return true;
  report_range(work, value, spec, span, what);
  return false;
}

}  // namespace tierline::checked
