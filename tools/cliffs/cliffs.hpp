// Cliffs: where an output jumps as one number rises and all else stays as it is. An output jumps at
// an edge if its step there lies outside of what the rules below the edge and the rules at the edge
// would each have made of the same unit. So a bend is no cliff, and what rounding makes of a slope
// is none either. Each cliff was replayed: its facts went through the readers of data and the
// scalar machine, just below the edge and at it.
// Made of: axis.hpp, base.hpp, edges.hpp, directions.hpp    Read by: tools/cli/cliffs.cpp
// Tested by: tests/unit/tools_cliffs, tests/cli/cliffs_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/decision/decision.hpp"
#include "tools/cliffs/base.hpp"

namespace tierline::cliffs {

using bytecode::BigInt;
using bytecode::Value;
using decision::DecidingRule;

/// Whether coarse steps (walk/coarse.hpp), as `rounded floor to 50` makes them, are looked at as
/// conditions.
enum class Steps : uint8_t { Ignore, Follow };

struct Request {
  const checked::CheckedProgram* program = nullptr;
  Axis axis;
  Shown shown;
  std::string by;  // a field of the account, an enum or a bool: one curve for each word
  std::optional<std::vector<bulk::FactRecord>> facts;
  std::optional<Day> as_of;
  std::string from;  // a number or a day, as the axis has it; "": as far as it goes
  std::string to;
  Steps steps = Steps::Ignore;
};

/// What one output does at an edge.
struct Jump {
  size_t output = 0;  // of the axis program
  Value before;
  Value at;
  bool falls = false;                 // it is less at the edge, or a lower tier, or no longer yes
  std::vector<DecidingRule> because;  // what decides at the edge and did not before
  std::vector<DecidingRule> instead_of;
};

struct Cliff {
  int64_t below = 0;  // the varied fact, one unit below the edge
  int64_t at = 0;
  Value axis_below;
  Value axis_at;
  std::vector<Jump> jumps;
};

/// One point of a curve, as it is drawn.
struct Point {
  BigInt axis;
  std::vector<Value> shown;  // in the order of AxisProgram::shown; empty: no answer
};

struct Curve {
  std::string name;  // the word of --by, or ""
  Base base;
  int64_t low = 0;  // between which values the fact was varied
  int64_t high = 0;
  std::vector<int64_t> edges;  // at which some condition turns out differently
  std::vector<Cliff> cliffs;
  std::vector<std::vector<Point>> pieces;  // of the part that is worth drawing
  std::vector<std::string> unsure;         // why an edge may be missing; empty: none is
  size_t coarse = 0;                       // roundings and the like whose steps are left out
};

struct Report {
  AxisProgram program;
  Axis axis;
  bytecode::ValueType axis_type;
  bool chosen = false;  // what is shown was named
  size_t decided = 0;   // how many of the outputs are the program's own
  std::vector<Curve> curves;
};

base::Result<Report, RunError> find_cliffs(const Request& request);

/// The partner of a curve with the varied fact at this value.
prove::Partner partner_at(const Curve& curve, int64_t value);

/// The partner at the edge as scenarios that hold in the program: one unit below, then at the edge.
std::string scenarios_of(const Report& report, const Curve& curve, const Cliff& cliff);

/// What a list of the curve's cliffs does not say: why there may be others, and what is left out.
std::vector<std::string> doubts_of(const Curve& curve);
/// The second of them.
std::string left_out_text(const Curve& curve);

/// `sale 2 list_price`: the fact that is varied.
std::string lever_text(const bytecode::Schema& schema, const Lever& lever);

}  // namespace tierline::cliffs
