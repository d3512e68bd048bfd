// Definitions, tables and bands, used.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/tables/coverage.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

std::string arguments(size_t count) {
  if (count == 0) return "no argument";
  return fmt::format("{} argument{}", count, count == 1 ? "" : "s");
}

}  // namespace

Maybe Expressions::call(const ast::Expr& expr) {
  if (scope_.constant) return constant_needed(expr);
  const Symbol* found = work_.symbols.find(expr.text);
  if (found && found->kind == SymbolKind::Define) return call_define(expr, found->index);
  if (found && found->kind == SymbolKind::Table) return lookup(expr, found->index);
  for (const ast::ExprId kid : expr.kids) check(kid);
  if (found) {
    auto& error =
        report(Code::NotAValue, expr.span,
               fmt::format("`{}` is {}, it takes no arguments", expr.text, describe(found->kind)));
    label(error, found->span, "declared here");
    return std::nullopt;
  }
  auto names = work_.symbols.names_of(SymbolKind::Define);
  for (const std::string_view table : work_.symbols.names_of(SymbolKind::Table)) {
    names.push_back(table);
  }
  report(Code::UnknownName, expr.span,
         fmt::format("there is no definition or table `{}`", expr.text))
      .hint = work_.suggest(expr.text, std::move(names));
  return std::nullopt;
}

Maybe Expressions::call_define(const ast::Expr& expr, uint32_t define) {
  const DefineInfo& info = work_.defines[define];
  if (work_.is_split(info)) {
    auto& error = report(
        Code::SplitUse, expr.span,
        fmt::format("`{}` is a split: it has a part for each entry, and no value", expr.text));
    label(error, info.decl->name.span, "declared here");
    error.hint = "it can be decided and expected, nothing else; use the amount that it splits";
    return std::nullopt;
  }
  if (expr.kids.size() != info.parameters.size() && info.state != State::Bad) {
    for (const ast::ExprId kid : expr.kids) check(kid);
    auto& error =
        report(Code::WrongArity, expr.span,
               fmt::format("`{}` takes {}, here are {}", expr.text,
                           arguments(info.parameters.size()), arguments(expr.kids.size())));
    label(error, info.decl->name.span, "declared here");
    return std::nullopt;
  }
  std::vector<ExprId> kids;
  for (size_t i = 0; i < expr.kids.size(); ++i) {
    const bool typed = info.state == State::Good && i < info.parameters.size();
    const TypeSpec* spec = typed ? &info.parameters[i].spec : nullptr;
    const bool is_enum = spec && spec->type.kind == Kind::Enum;
    const Maybe kid = check(expr.kids[i], is_enum ? spec->type.enum_id : EnumId{});
    if (!kid || !spec) continue;
    const std::string what = fmt::format("the argument `{}`", info.parameters[i].name);
    if (fits(work_, *kid, *spec, at(*kid).span, what)) kids.push_back(*kid);
  }
  demands_.merge(info.demands);
  if (info.state != State::Good || kids.size() != expr.kids.size()) return std::nullopt;
  if (!can_depend_on(kids, info.demands.by_argument, expr)) return std::nullopt;
  const Maybe id = add(ExprKind::Call, work_.program.defines[info.index].type, info.bounds,
                       expr.span, std::move(kids));
  if (id) last().ref = info.index;
  return id;
}

/// What a definition finds in a ledger must not differ from entry to entry of another: that would
/// be a loop within a loop.
bool Expressions::can_depend_on(const std::vector<ExprId>& values, std::optional<Span> reach,
                                const ast::Expr& expr) {
  if (!reach) return true;
  for (const ExprId value : values) {
    const ExprNote& note = work_.notes[value.index()];
    if (note.of_parameter && !demands_.by_argument) demands_.by_argument = expr.span;
    if (!note.of_entry) continue;
    auto& error = report(Code::LoopInLoop, expr.span,
                         "for each entry this would go through all entries of a ledger again");
    label(error, at(value).span, "this differs from entry to entry");
    label(error, *reach, "and here a ledger is gone through with it");
    error.hint =
        "what is asked of a ledger may depend on the account and on today, not on an entry";
    return false;
  }
  return true;
}

// ---- tables ----

Maybe Expressions::lookup(const ast::Expr& expr, uint32_t table) {
  const TableInfo& info = work_.tables[table];
  const size_t key_count = work_.program.tables[table].keys.size();
  if (info.state != State::Bad && expr.kids.size() != key_count) {
    auto& error = report(Code::WrongArity, expr.span,
                         fmt::format("`{}` has {} key{}, here are {}", expr.text, key_count,
                                     key_count == 1 ? "" : "s", arguments(expr.kids.size())));
    label(error, work_.program.tables[table].span, "declared here");
    return std::nullopt;
  }
  std::vector<ExprId> keys;
  for (size_t i = 0; i < expr.kids.size(); ++i) {
    const Type wanted = i < key_count ? work_.program.tables[table].keys[i].type : Type{};
    const Maybe key = check(expr.kids[i], wanted.kind == Kind::Enum ? wanted.enum_id : EnumId{});
    if (!key || info.state == State::Bad) continue;
    const std::string what = fmt::format("the key `{}`", work_.program.tables[table].keys[i].name);
    if (fits(work_, *key, {wanted, {}, {}}, at(*key).span, what)) keys.push_back(*key);
  }
  if (info.state == State::Bad || keys.size() != key_count) return std::nullopt;
  return finish_lookup(expr.span, table, std::move(keys));
}

Maybe Expressions::lookup_by_tier(const ast::Expr& expr, uint32_t table) {
  const Table& found = work_.program.tables[table];
  const TableInfo& info = work_.tables[table];
  const bool by_tier = info.matrix_row && found.keys[0].type.kind == Kind::Enum &&
                       found.keys[0].type.enum_id == kTierEnum;
  if (!by_tier) {
    if (info.state == State::Bad) return std::nullopt;
    auto& error =
        report(Code::NotAValue, expr.span, fmt::format("`{}` is a table, not a value", expr.text));
    label(error, found.span, "declared here");
    error.hint =
        fmt::format("give its key{}: `{}(...)`", found.keys.size() == 1 ? "" : "s", expr.text);
    return std::nullopt;
  }
  const Maybe tier = tier_now(expr.span);
  if (!tier || info.state == State::Bad) return std::nullopt;
  return finish_lookup(expr.span, table, {*tier});
}

Maybe Expressions::finish_lookup(Span span, uint32_t table, std::vector<ExprId> keys) {
  const Table& found = work_.program.tables[table];
  std::vector<KeyReach> reach;
  for (size_t i = 0; i < keys.size(); ++i) {
    reach.push_back(reach_of(found.keys[i], at(keys[i]), work_.program));
  }
  Coverage coverage = cover(found, reach, scope_.today, work_.program);
  Type type = found.type;
  type.optional = coverage.witness.has_value();
  const Maybe id = add(ExprKind::Lookup, type, found.bounds, span, std::move(keys));
  if (!id) return id;
  last().ref = table;
  if (coverage.witness) {
    work_.lookup_witness.emplace(id->value, std::move(*coverage.witness));
  } else {
    demands_.total = intersect(demands_.total, coverage.total);
  }
  return id;
}

// ---- bands ----

std::optional<BandMode> band_mode(std::string_view text) {
  if (text == "whole") return BandMode::Whole;
  if (text == "marginal") return BandMode::Marginal;
  if (text == "each to its limit") return BandMode::EachToItsLimit;
  if (text == "each on everything") return BandMode::EachOnEverything;
  return std::nullopt;
}

Maybe Expressions::bands_value(const ast::Expr& expr, uint32_t bands) {
  const BandsInfo& info = work_.bands[bands];
  demands_.merge(info.demands);
  if (info.state != State::Good) return std::nullopt;
  const Maybe id =
      add(ExprKind::BandValue, work_.program.bands[bands].type, info.values, expr.span);
  if (id) last().ref = bands;
  return id;
}

/// The modes that cut the amount itself need it in the unit of the axis; its flats must be of the
/// unit of the product in all of them.
bool Expressions::bands_fit(const ast::Expr& expr, const Bands& bands, ExprId amount,
                            BandMode mode) {
  const Unit& unit = at(amount).type.unit;
  if (mode != BandMode::Whole && !like_units(unit, bands.axis_type.unit)) {
    auto& error = report(
        Code::BandUnit, expr.span,
        fmt::format("`{}` measures the amount itself, but its edges are {} and the amount {}",
                    bands.name, describe(bands.axis_type, work_.program), type_text(amount)));
    label(error, bands.span, "the edges stand here");
    error.hint = "only `whole` takes an amount of another unit than the edges";
    return false;
  }
  const bool money_twice = unit.measure == Measure::Money && is_money(bands.type);
  if (money_twice) {
    report(Code::MoneyTimesMoney, expr.span,
           fmt::format("cannot multiply `{}` by `{}`", bands.type.unit.currency, unit.currency))
        .hint = "a band's value is a percentage of an amount, or an amount for each piece";
    return false;
  }
  const Unit product = is_money(bands.type) ? bands.type.unit : unit;
  const bool flats = std::any_of(bands.bands.begin(), bands.bands.end(),
                                 [](const Band& band) { return band.flat.has_value(); });
  if (!flats || like_units(product, bands.flat_type.unit)) return true;
  auto& error =
      report(Code::UnitMismatch, expr.span,
             fmt::format("the flat amounts of `{}` are {}, the rest is {}", bands.name,
                         describe(bands.flat_type, work_.program),
                         describe(number_type(product, at(amount).type.scale), work_.program)));
  label(error, bands.span, "the bands stand here");
  return false;
}

namespace {

/// The most digits of an amount cut at the edges.
int cut_scale(const Bands& bands, int scale) {
  for (const Band& band : bands.bands) {
    if (band.lower) scale = std::max(scale, band.lower->value.scale);
    if (band.upper) scale = std::max(scale, band.upper->value.scale);
  }
  return scale;
}

Type type_of_bands(const Bands& bands, const Type& amount, BandMode mode) {
  const bool cuts = mode == BandMode::Marginal || mode == BandMode::EachToItsLimit;
  const int scale = cuts ? cut_scale(bands, amount.scale) : amount.scale;
  const bool money = is_money(bands.type) || is_money(amount);
  const Unit unit = money ? (is_money(amount) ? amount.unit : bands.type.unit)
                          : joined(bands.type.unit, amount.unit);
  return number_type(unit, std::max(scale + bands.type.scale, bands.flat_type.scale));
}

}  // namespace

Maybe Expressions::bands_of(const ast::Expr& expr) {
  const Maybe amount = check(expr.kids[0]);
  if (scope_.constant) return constant_needed(expr);
  const Symbol* found = work_.symbols.find(expr.unit);
  if (!found || found->kind != SymbolKind::Bands) {
    report(Code::UnknownName, expr.span, fmt::format("there are no bands `{}`", expr.unit)).hint =
        work_.suggest(expr.unit, work_.symbols.names_of(SymbolKind::Bands));
    return std::nullopt;
  }
  const BandsInfo& info = work_.bands[found->index];
  demands_.merge(info.demands);
  const auto mode = band_mode(expr.text);
  if (!amount || !mode || info.state != State::Good) return std::nullopt;
  if (!is_number(*amount, "the amount")) return std::nullopt;
  const Bands& bands = work_.program.bands[found->index];
  if (!bands_fit(expr, bands, *amount, *mode)) return std::nullopt;
  Bounds bounds;
  const bool positive = never_negative(info.values) && never_negative(info.flats);
  if (positive && never_negative(at(*amount).bounds)) bounds.low = whole(0);
  const Type type = type_of_bands(bands, at(*amount).type, *mode);
  if (!digits_within_limit(type.scale, expr.span)) return std::nullopt;
  const Maybe id = add(ExprKind::BandsOf, type, bounds, expr.span, {*amount});
  if (!id) return id;
  last().ref = found->index;
  last().mode = *mode;
  return id;
}

}  // namespace tierline::checked
