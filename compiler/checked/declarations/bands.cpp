// Bands: their axis, their edges in rising order without gap or overlap, and their values.
#include <fmt/format.h>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"
#include "compiler/checked/values/type_refs.hpp"

namespace tierline::checked {

void declare_bands(Work& work, const ast::BandsDecl& decl) {
  const auto index = static_cast<uint32_t>(work.bands.size());
  declare_name(work, decl.name, {SymbolKind::Bands, index, decl.name.span});
  BandsInfo info;
  info.decl = &decl;
  work.bands.push_back(std::move(info));
  Bands& bands = work.program.bands.emplace_back();
  bands.name = decl.name.text;
  bands.span = decl.name.span;
}

namespace {

struct Checking {
  Work& work;
  const ast::BandsDecl& decl;
  BandsInfo& info;
  Bands& bands;
  Bounds axis;  // between which values the axis lies
};

// ---- the axis and the edges ----

bool take_axis(Checking& checking) {
  Scope scope;
  scope.today = checking.work.in_force();
  scope.today_bounds = checking.work.today_bounds(checking.info.asked_elsewhere);
  Expressions expressions(checking.work, scope);
  const Maybe axis = expressions.check(checking.decl.axis);
  checking.info.demands = expressions.demands();
  if (!axis) return false;
  const Expr& expr = checking.work.program[*axis];
  if (!is_numeric(expr.type)) {
    checking.work.report(Code::TypeMismatch, expr.span,
                         fmt::format("bands measure a number, but this is `{}`",
                                     describe(expr.type, checking.work.program)));
    return false;
  }
  if (!is_plain_value(checking.work, *axis, "what the bands measure")) return false;
  checking.bands.axis = *axis;
  checking.bands.axis_type = expr.type;
  checking.axis = expr.bounds;
  return true;
}

struct EdgeText {
  Edge edge;
  std::string text;  // "from 125%"
};

std::optional<EdgeText> read_edge(Checking& checking, const ast::Edge& edge) {
  const auto value = constant_of_any_type(checking.work, edge.value, std::nullopt);
  if (!value) return std::nullopt;
  const Span span = checking.work.ast[edge.value].span;
  const bool like = value->type.kind == Kind::Number &&
                    like_units(value->type.unit, checking.bands.axis_type.unit);
  if (!like) {
    auto& error = checking.work.report(
        Code::UnitMismatch, span,
        fmt::format("this edge is `{}`, but the bands measure `{}`",
                    describe(value->type, checking.work.program),
                    describe(checking.bands.axis_type, checking.work.program)));
    label(error, checking.work.ast[checking.decl.axis].span, "what they measure");
    return std::nullopt;
  }
  const bool inclusive = edge.word.text == "from" || edge.word.text == "up to";
  return EdgeText{{value->value.number, inclusive},
                  edge.word.text + " " + number_text(value->value.number, value->type.unit)};
}

/// The values of a band: of the stated type, the flat of the unit that its siblings have.
bool take_values(Checking& checking, const ast::Band& decl, const TypeSpec& spec, Band& band) {
  const auto value = constant_of(checking.work, decl.value, spec, "the value of the band");
  if (!value) return false;
  band.value = value->number;
  checking.info.values = checking.bands.bands.empty()
                             ? point(band.value)
                             : join(checking.info.values, point(band.value));
  if (!decl.flat) return true;
  const auto flat = constant_of_any_type(checking.work, *decl.flat, std::nullopt);
  if (!flat) return false;
  Type& type = checking.bands.flat_type;
  const bool first = type.kind != Kind::Number;
  const Type wanted = first ? number_type(flat->type.unit, 0) : type;
  if (!fits_kind(checking.work, flat->type, wanted, checking.work.ast[*decl.flat].span,
                 "the flat amount")) {
    return false;
  }
  type = number_type(wanted.unit, std::max(wanted.scale, flat->value.number.scale));
  band.flat = flat->value.number;
  checking.info.flats = join(checking.info.flats, point(*band.flat));
  return true;
}

bool take_band(Checking& checking, const ast::Band& decl, const TypeSpec& spec) {
  Band band;
  band.span = decl.span;
  band.clause = checking.work.clause(decl.because);
  bool good = true;
  std::string upper_text;
  if (decl.upper) {
    const auto edge = read_edge(checking, *decl.upper);
    good = edge.has_value();
    if (edge) {
      band.upper = edge->edge;
      band.label = edge->text;
    }
  }
  if (decl.lower) {
    const auto edge = read_edge(checking, *decl.lower);
    good = good && edge;
    if (edge) {
      band.lower = edge->edge;
      band.label = edge->text;
    }
  }
  good = take_values(checking, decl, spec, band) && good;
  checking.bands.bands.push_back(std::move(band));
  return good;
}

// ---- one band after the other ----

std::string shown(const Checking& checking, const Decimal& value) {
  const Type& axis = checking.bands.axis_type;
  Unit unit = axis.unit;
  const bool ratio = axis.kind == Kind::Quotient && unit.measure == Measure::Count;
  if (ratio) unit.measure = Measure::Percent;
  return number_text(value, unit);
}

Decimal between(const Decimal& a, const Decimal& b) {
  return decimal::trimmed(decimal::mul(decimal::add(a, b), {decimal::BigInt(5), 1}), 0);
}

source::Diagnostic& report_pair(Checking& checking, Code code, size_t index, std::string message) {
  auto& error = checking.work.report(code, checking.bands.bands[index].span, std::move(message));
  label(error, checking.bands.bands[index - 1].span, "the band before it");
  return error;
}

/// Gives each band the edge that its neighbour implies.
bool complete_edges(Checking& checking) {
  auto& bands = checking.bands.bands;
  for (size_t i = 1; i < bands.size(); ++i) {
    Band& below = bands[i - 1];
    Band& above = bands[i];
    if (!below.upper && !above.lower) {
      report_pair(checking, Code::BandEdges, i, "there is no edge between these two bands").hint =
          "write where this one begins: `from VALUE` or `above VALUE`";
      return false;
    }
    if (!below.upper) below.upper = Edge{above.lower->value, !above.lower->inclusive};
    if (!above.lower) above.lower = Edge{below.upper->value, !below.upper->inclusive};
  }
  return true;
}

/// A band that stands below the one before it.
bool check_order(Checking& checking) {
  const auto& bands = checking.bands.bands;
  for (size_t i = 1; i < bands.size(); ++i) {
    const bool falls =
        bands[i].lower && bands[i - 1].lower && bands[i].lower->value < bands[i - 1].lower->value;
    if (!falls) continue;
    report_pair(checking, Code::BandEdges, i, "this band lies below the one before it").hint =
        "bands stand in rising order";
    return false;
  }
  return true;
}

/// A band that holds no value at all.
bool check_extent(Checking& checking) {
  for (const Band& band : checking.bands.bands) {
    if (!band.lower || !band.upper) continue;
    const bool empty = band.lower->value > band.upper->value ||
                       (band.lower->value == band.upper->value &&
                        !(band.lower->inclusive && band.upper->inclusive));
    if (!empty) continue;
    checking.work
        .report(Code::BandUnreachable, band.span,
                fmt::format("nothing lies between {} and {}", shown(checking, band.lower->value),
                            shown(checking, band.upper->value)))
        .hint = "its upper edge must lie above its lower one";
    return false;
  }
  return true;
}

bool check_seam(Checking& checking, size_t i) {
  const Edge& upper = *checking.bands.bands[i - 1].upper;
  const Edge& lower = *checking.bands.bands[i].lower;
  const bool touching = upper.value == lower.value;
  if (touching && upper.inclusive != lower.inclusive) return true;
  const bool gap = upper.value < lower.value || (touching && !upper.inclusive);
  const Decimal example = touching ? upper.value : between(upper.value, lower.value);
  if (gap) {
    report_pair(checking, Code::BandGap, i,
                fmt::format("no band holds {}", shown(checking, example)))
        .hint = "let one of the two reach the other: `from` and `up to` include the edge";
  } else {
    report_pair(checking, Code::BandOverlap, i,
                fmt::format("two bands hold {}", shown(checking, example)))
        .hint = touching
                    ? "only one of the two may include the edge: `above` and `below` leave it out"
                    : "end the first where the second begins";
  }
  return false;
}

// ---- what the axis can reach ----

bool misses_below(const Checking& checking) {
  const auto& lowest = checking.bands.bands.front().lower;
  if (!lowest) return false;
  const auto& low = checking.axis.low;
  return !low || *low < lowest->value || (*low == lowest->value && !lowest->inclusive);
}

bool misses_above(const Checking& checking) {
  const auto& highest = checking.bands.bands.back().upper;
  if (!highest) return false;
  const auto& high = checking.axis.high;
  return !high || *high > highest->value || (*high == highest->value && !highest->inclusive);
}

void report_missed(Checking& checking, bool below) {
  const Band& band = below ? checking.bands.bands.front() : checking.bands.bands.back();
  const Edge& edge = below ? *band.lower : *band.upper;
  const Decimal one = whole(1);
  const auto& limit = below ? checking.axis.low : checking.axis.high;
  const Decimal beyond = !edge.inclusive ? edge.value
                         : limit         ? *limit
                         : below         ? decimal::sub(edge.value, one)
                                         : decimal::add(edge.value, one);
  auto& error = checking.work.report(Code::BandGap, band.span,
                                     fmt::format("no band holds {}", shown(checking, beyond)));
  label(error, checking.work.ast[checking.decl.axis].span,
        limit ? fmt::format("this can be {}", shown(checking, *limit))
              : fmt::format("nothing says how {} this can be", below ? "low" : "high"));
  error.hint = below ? "add a band for what lies below: `below VALUE : ...`"
                     : "leave the upper edge of the last band out";
}

bool beyond_axis(const Checking& checking, const Band& band) {
  const Bounds& axis = checking.axis;
  const bool below =
      band.upper && axis.low &&
      (band.upper->value < *axis.low || (band.upper->value == *axis.low && !band.upper->inclusive));
  const bool above = band.lower && axis.high &&
                     (band.lower->value > *axis.high ||
                      (band.lower->value == *axis.high && !band.lower->inclusive));
  return below || above;
}

bool check_reach(Checking& checking) {
  bool good = true;
  for (const Band& band : checking.bands.bands) {
    if (!beyond_axis(checking, band)) continue;
    const bool low = checking.axis.low && band.upper && band.upper->value <= *checking.axis.low;
    auto& error =
        checking.work.report(Code::BandUnreachable, band.span, "this band is never reached");
    label(error, checking.work.ast[checking.decl.axis].span,
          low ? fmt::format("this is never below {}", shown(checking, *checking.axis.low))
              : fmt::format("this is never above {}", shown(checking, *checking.axis.high)));
    error.hint = "take the band out";
    good = false;
  }
  if (misses_below(checking)) report_missed(checking, true);
  if (misses_above(checking)) report_missed(checking, false);
  return good && !misses_below(checking) && !misses_above(checking);
}

bool check_all(Checking& checking) {
  const auto spec = resolve_type(checking.work, checking.decl.type, TypePlace::BandValue);
  if (!take_axis(checking) || !spec) return false;
  checking.bands.type = spec->type;
  checking.bands.clause = checking.work.clause(checking.decl.because);
  checking.info.flats = point(whole(0));
  if (checking.decl.bands.empty()) {
    checking.work.report(Code::BandEdges, checking.decl.name.span, "here are no bands").hint =
        "write at least one: `from 0 EUR : 2%`";
    return false;
  }
  bool good = true;
  for (const ast::Band& band : checking.decl.bands) good = take_band(checking, band, *spec) && good;
  if (checking.bands.flat_type.kind != Kind::Number) checking.bands.flat_type = number_type({}, 0);
  if (!good || !check_order(checking) || !complete_edges(checking) || !check_extent(checking)) {
    return false;
  }
  for (size_t i = 1; i < checking.bands.bands.size(); ++i) good = check_seam(checking, i) && good;
  return good && check_reach(checking);
}

}  // namespace

void check_bands(Work& work, uint32_t bands) {
  BandsInfo& info = work.bands[bands];
  if (info.state == State::Bad) return;
  Checking checking{work, *info.decl, info, work.program.bands[bands], {}};
  info.state = check_all(checking) ? State::Good : State::Bad;
}

}  // namespace tierline::checked
