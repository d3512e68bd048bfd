// Bands: an axis, rising edges of both conventions, values and flat amounts.
#include <algorithm>

#include "tests/generators/declarations.hpp"

namespace tierline::generators {

namespace {

std::string unit_of(const Ty& type) {
  if (type.kind == Kind::Quotient || type.measure == Measure::Percent) return "%";
  return type.measure == Measure::Money ? " " + type.currency : "";
}

}  // namespace

/// Writes the axis and which edges it may have: above zero for an open axis, inside the range of a
/// field that has one, so that every band can be reached.
std::string Declarations::band_axis(Bands& bands, std::vector<std::string>& edges) {
  std::vector<const Variable*> ranged;
  for (const Variable& field : world_.account) {
    if (field.low && !field.optional && field.type.kind == Kind::Number) ranged.push_back(&field);
  }
  const Scope scope{.tier = false};
  std::vector<int64_t> numbers = {1, 5, 10, 50, 100, 101, 1000, 50000, 500000};
  std::string axis;
  const uint32_t way = choices_.below(4);
  if (way == 1 && !ranged.empty()) {
    const Variable& field = *choices_.pick(ranged);
    bands.axis = field.type;
    axis = field.name;
    std::erase_if(numbers, [&](int64_t n) { return n <= *field.low || n >= *field.high; });
  } else if (way == 2) {
    bands.axis = {.kind = Kind::Quotient, .measure = Measure::Factor};
    // A quotient of bounded numbers may be bounded: divide something open.
    const Text open = expressions_.open_number({.kind = Kind::Number}, scope);
    axis = "(" + open.text + ") / " + choices_.pick({"7", "3", "120%"});
  } else {
    bands.axis = number_type();
    bands.axis.scale = 6;
    axis = expressions_.open_number(bands.axis, scope).text;
  }
  const uint32_t first = choices_.below(numbers.size());
  const uint32_t count = 1 + choices_.below(std::min<size_t>(4, numbers.size() - first));
  for (uint32_t i = first; i < first + count; ++i) {
    edges.push_back(std::to_string(numbers[i]) + unit_of(bands.axis));
  }
  return axis;
}

std::string Declarations::band_lines(const Bands& bands, const std::vector<std::string>& edges) {
  Ty flat{.kind = Kind::Number};
  if (bands.type.measure == Measure::Money) flat = bands.type;
  if (bands.axis.measure == Measure::Money) flat = bands.axis;
  flat.scale = std::max(bands.flat_scale, 0);
  const auto line = [&](const std::string& limits) {
    std::string out = "  " + limits + " : " + constant(bands.type);
    if (bands.flat_scale >= 0 && choices_.chance(1, 2)) out += " flat " + constant(flat);
    return out + because() + "\n";
  };
  std::string out;
  std::string lower;
  for (const std::string& edge : edges) {
    const bool inclusive = choices_.chance(1, 2);
    // The first band says where it ends; a later one may, its neighbour says it anyway.
    const std::string upper = (inclusive ? "below " : "up to ") + edge;
    const bool says = lower.empty() || choices_.chance(1, 3);
    out += line(lower + (lower.empty() || !says ? "" : " ") + (says ? upper : ""));
    lower = (inclusive ? "from " : "above ") + edge;
  }
  return out + line(lower);
}

void Declarations::bands() {
  Bands bands{.name = name("steps"), .axis = {}, .type = number_type(), .uses = {}};
  std::vector<std::string> edges;
  const std::string axis = band_axis(bands, edges);
  const bool number_axis = bands.axis.kind == Kind::Number;
  const bool money_axis = bands.axis.measure == Measure::Money;
  if (money_axis && bands.type.measure == Measure::Money) {
    bands.type = {.kind = Kind::Number, .measure = Measure::Percent, .scale = 4};
  }
  const bool money = money_axis || bands.type.measure == Measure::Money;
  const bool counts = bands.axis.measure == Measure::Count && bands.type.measure == Measure::Count;
  if (number_axis && (money || counts) && choices_.chance(1, 2)) {
    bands.flat_scale = money_axis ? world_.digits(bands.axis.currency) : bands.type.scale;
  }
  std::string out = "bands " + bands.name + " on " + axis + " : " + type_text(world_, bands.type) +
                    because() + " {\n";
  out += band_lines(bands, edges);
  bands.uses = expressions_.take_uses();
  declarations_.push_back(out + "}\n");
  world_.bands.push_back(bands);
}

}  // namespace tierline::generators
