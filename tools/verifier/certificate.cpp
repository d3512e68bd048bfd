#include "tools/verifier/certificate.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace tierline::verifier {
namespace {
using Int = boost::multiprecision::cpp_int;
using Ratio = boost::multiprecision::cpp_rational;
using Json = nlohmann::json;
void demand(bool holds, const std::string& why) {
  if (!holds) throw std::runtime_error(why);
}
Int number(const Json& in, const char* name) {
  const auto text = in.at(name).get<std::string>();
  const Int out(text.size() < 1000 ? text : "");
  demand(out.str() == text, "`" + text + "` is not how a whole number is written");
  return out;
}
Int floor(const Int& a, const Int& b) { return (a - (a % b + b) % b) / b; }
struct Linear {
  Int slope, constant;
  Int at(const Int& x) const { return slope * x + constant; }
};
struct Rounding {
  Int times, divisor;
  Linear of;
  bool even;  // to the nearest, ties to even; if not, down
  Int at(const Int& x) const {
    const Int ends = 2 * of.at(x) + (even ? divisor : Int(0)), whole = floor(ends, 2 * divisor);
    const bool odd_tie = even && ends % (2 * divisor) == 0 && whole % 2 != 0;
    return times * (whole - (odd_tie ? 1 : 0));
  }
  Int least_step() const {  // from x to x + 1: to the nearest, both ends may be half a unit off
    const Int by = times < 0 ? Int(-of.slope) : of.slope;
    const Int least = floor(even ? Int(by - 1) : by, divisor);
    return abs(times) * (by >= 0 && least < 0 ? Int(0) : least);
  }
  Ratio low(const Int& x) const {  // half a unit below, or a whole one, or nothing
    const Int halves = even ? Int(abs(times)) : times > 0 ? Int(2 * times) : Int(0);
    return Ratio(times * of.at(x), divisor) - Ratio(halves, Int(2));
  }
};
struct Case {
  Int from, to;
  Linear line;
  std::vector<Rounding> roundings;
  Int at(const Int& x) const {
    Int out = line.at(x);
    for (const Rounding& one : roundings) out += one.at(x);
    return out;
  }
  bool never_falls() const {
    Int step = line.slope;
    for (const Rounding& one : roundings) step += one.least_step();
    return step >= 0 || from == to;
  }
  bool not_below_zero(const Int& x) const {  // nor between two such x: it is whole, above a line
    Ratio low = line.at(x);
    for (const Rounding& one : roundings) low += one.low(x);
    return from == to ? at(x) >= 0 : low > -1;
  }
};
Linear linear(const Json& in) { return {number(in, "slope"), number(in, "constant")}; }
Case read_case(const Json& in) {
  Case out{number(in, "from"), number(in, "to"), linear(in), {}};
  for (const Json& one : in.at("roundings")) {
    const bool even = one.at("to") == "half even";
    demand(even || one.at("to") == "floor", "a rounding is of no known kind");
    out.roundings.push_back({number(one, "times"), number(one, "divisor"), linear(one), even});
    demand(out.roundings.back().divisor > 0, "a divisor is not above zero");
  }
  return out;
}
void check_branch(const Json& branch, const Json& json) {
  const bool steps = json.at("states") == "never falls";
  demand(steps || json.at("states") == "never below 0", "nothing known is stated");
  Int next = number(json, "from"), reached = read_case(branch.at(0)).at(next);
  for (const Json& in : branch) {
    const Case one = read_case(in);
    demand(one.from == next && next <= one.to, "a gap or an overlap at " + one.from.str());
    demand(!steps || reached <= one.at(one.from), "it falls at " + one.from.str());
    const bool good = one.not_below_zero(one.from) && one.not_below_zero(one.to);
    demand(steps ? one.never_falls() : good, "it does not hold from " + one.from.str());
    next = one.to + 1;
    reached = one.at(one.to);
  }
  demand(next == number(json, "to") + 1, "it does not end where it says");
}
}  // namespace
std::string refusal_of(const Json& json) try {
  demand(json.at("certificate") == "steps 1", "this is not a certificate of a known kind");
  const Json& conditions = json.at("conditions");
  demand(conditions.is_number_integer() && conditions >= 0 && conditions < 32 &&
             json.at("branches").size() == size_t{1} << conditions.get<size_t>(),
         "there is not a branch for each way in which the conditions can hold");
  for (const Json& branch : json.at("branches")) check_branch(branch, json);
  return "";
} catch (const std::exception& wrong) {
  return wrong.what();
}
}  // namespace tierline::verifier
