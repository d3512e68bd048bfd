// Bands: compares with the edges, then a chain of choices (whole) or a sum of shares (the others).
// A lowest band without a lower edge is always reached; its marginal share is counted from zero, so
// an amount below zero lies in it alone.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

using checked::Band;
using checked::BandMode;
using checked::Bands;
using checked::Kind;

/// Whether the amount lies at or above the band's lower edge; none: always.
StepId Lowering::reached(const Band& band, const Value& amount) {
  if (!band.lower) return {};
  const Value edge{.kind = Kind::Number, .first = decimal(band.lower->value)};
  return compare_numbers(band.lower->inclusive ? Relation::GreaterEqual : Relation::Greater, amount,
                         edge);
}

/// For each band whether the axis reaches it. The bands have no gap, so the lowest one always is.
std::vector<StepId> Lowering::reached_by_axis(const Bands& bands, uint32_t ref,
                                              const Context& context, Value& axis) {
  axis = lower(Instance{InstanceKind::Axis, ref, kNone, context.today, {}}, context);
  std::vector<StepId> reached_bands(1);
  for (size_t i = 1; i < bands.bands.size(); ++i) {
    reached_bands.push_back(reached(bands.bands[i], axis));
  }
  add_band_group(bands, Pick::Last, reached_bands, context.scope);
  return reached_bands;
}

/// The value of the last band reached; all values have one scale afterwards.
StepId Lowering::chain(const std::vector<StepId>& reached_bands,
                       const std::vector<StepId>& values) {
  int scale = 0;
  const bool numbers = build_[values[0]].type.kind == Storage::Number;
  for (const StepId value : values) scale = std::max(scale, scale_of(value));
  const auto aligned = [&](StepId value) { return numbers ? rescale(value, scale) : value; };
  StepId chosen = aligned(values[0]);
  for (size_t i = 1; i < values.size(); ++i) {
    chosen = choose_step(reached_bands[i], aligned(values[i]), chosen);
  }
  return chosen;
}

Value Lowering::band_value(const Expr& expr, const Context& context) {
  const Bands& bands = program_.bands[expr.ref];
  Value axis;
  const std::vector<StepId> reached_bands = reached_by_axis(bands, expr.ref, context, axis);
  std::vector<StepId> values;
  for (const Band& band : bands.bands) values.push_back(decimal(band.value));
  Value value{.kind = Kind::Number, .first = chain(reached_bands, values), .fault = axis.fault};
  return to_type(value, bands.type);
}

Value Lowering::bands_of(const Expr& expr, const Context& context) {
  const Bands& bands = program_.bands[expr.ref];
  const Value amount = lower(expr.kids[0], context);
  return expr.mode == BandMode::Whole ? whole(bands, expr.ref, amount, context)
                                      : each(bands, expr.mode, amount, context);
}

Value Lowering::whole(const Bands& bands, uint32_t ref, const Value& amount,
                      const Context& context) {
  Value axis;
  const std::vector<StepId> reached_bands = reached_by_axis(bands, ref, context, axis);
  std::vector<StepId> rates;
  std::vector<StepId> flats;
  bool any_flat = false;
  for (const Band& band : bands.bands) {
    rates.push_back(decimal(band.value));
    flats.push_back(band.flat ? decimal(*band.flat) : build_.number(0, 0));
    any_flat = any_flat || band.flat.has_value();
  }
  Value value{.kind = Kind::Number, .fault = worst(amount.fault, axis.fault)};
  value.first = multiply(chain(reached_bands, rates), amount.first);
  if (any_flat) value.first = add(value.first, chain(reached_bands, flats));
  return value;
}

/// What of the amount the band's value is paid on, once the band is entered.
StepId Lowering::share_in_band(const Band& band, BandMode mode, StepId amount) {
  if (mode == BandMode::EachOnEverything) return amount;
  const auto binary = [&](Op op, StepId a, StepId b) {
    const int scale = std::max(scale_of(a), scale_of(b));
    return step(op, number_of_scale(scale), rescale(a, scale), rescale(b, scale));
  };
  StepId share = amount;
  if (band.upper) share = binary(Op::minimum_, amount, decimal(band.upper->value));
  if (mode == BandMode::EachToItsLimit || !band.lower) return share;
  const StepId above = binary(Op::sub_, share, decimal(band.lower->value));
  return binary(Op::maximum_, above, build_.number(0, 0));
}

StepId Lowering::if_entered(StepId entered, StepId part) {
  if (entered.is_none()) return part;
  return choose_step(entered, part, build_.number(0, scale_of(part)));
}

Value Lowering::each(const Bands& bands, BandMode mode, const Value& amount,
                     const Context& context) {
  std::vector<StepId> entered;
  StepId sum = build_.number(0, 0);
  for (const Band& band : bands.bands) {
    entered.push_back(reached(band, amount));
    const StepId share = share_in_band(band, mode, amount.first);
    // The marginal share of a band that is not entered is zero already.
    const bool zero_outside = mode == BandMode::Marginal || entered.back().is_none();
    StepId part = multiply(share, decimal(band.value));
    if (!zero_outside) part = if_entered(entered.back(), part);
    if (band.flat) part = add(part, if_entered(entered.back(), decimal(*band.flat)));
    sum = add(sum, part);
  }
  add_band_group(bands, Pick::Every, entered, context.scope);
  return {.kind = Kind::Number, .first = sum, .fault = amount.fault};
}

void Lowering::add_band_group(const Bands& bands, Pick pick,
                              const std::vector<StepId>& reached_bands, uint32_t scope) {
  RuleGroup group;
  group.name = bands.name;
  group.pick = pick;
  for (size_t i = 0; i < bands.bands.size(); ++i) {
    const Band& band = bands.bands[i];
    const uint32_t clause = band.clause.value_or(bands.clause.value_or(kNone));
    group.entries.push_back({band.label, reached_bands[i], kNone, clause, band.span});
  }
  scopes_.show(scope, std::move(group));
}

}  // namespace tierline::ir
