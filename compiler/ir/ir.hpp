// Ir: the program as a straight list of steps, after names and types are settled.
// A step reads earlier steps only, so no run exceeds steps.size(). Rounding is a step of its own;
// optional values, periods and quotients are pairs of steps. Equal steps are one step. Facts that
// lowering does not change (schema, tables, calendars, clauses) stay in the checked program.
// Made by: compiler/ir/from_checked.cpp    Read by: compiler/emit
// Tested by: tests/unit/compiler_ir, tests/golden/ir
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/span.hpp"
#include "compiler/checked/checked_program.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::ir {

using base::Span;
using decimal::BigInt;

struct StepTag;
using StepId = base::Id<StepTag>;

inline constexpr uint32_t kNone = 0xffffffffU;

enum class Op : uint8_t {
#define TIERLINE_STEP(name, result, a, b, c) name##_,
#include "compiler/ir/steps.def"
#undef TIERLINE_STEP
};

enum class Storage : uint8_t { Bool, Number, Day, Enum, Text };

struct Type {
  Storage kind = Storage::Bool;
  int scale = 0;            // Number: held as value * 10^scale
  uint32_t enum_index = 0;  // Enum
  friend bool operator==(const Type&, const Type&) = default;
};

/// Once per account, or once per entry of ledger `level - 1`.
inline constexpr uint32_t kAccountLevel = 0;

/// Mode of period_first and period_last: the unit, and 4 more for the period before.
inline constexpr uint8_t kPeriodBefore = 4;

/// The fault of a demand that only lowering raises; the others are results of steps.
inline constexpr int kNothingToSplitOver = 2;

struct Step {
  Op op{};
  uint8_t mode = 0;  // of divide: a decimal::Rounding; add_months: a calendar::MonthEnd; periods
  Type type;
  uint32_t level = kAccountLevel;
  StepId args[3];
  uint32_t ref = kNone;  // reductions: their ledger
  Span span{};
};

/// Bool 0 or 1, Number scaled, Day a day number, Enum a position; Text in `text`.
struct Constant {
  BigInt number;
  std::string text;
};

/// Sorted and distinct.
struct List {
  Storage kind = Storage::Number;
  std::vector<BigInt> numbers;  // Number at scale 0, or Day
  std::vector<std::string> texts;
};

/// Which lists a table uses, beside checked::Table.
struct TableLists {
  std::vector<uint32_t> keys;  // per key, kNone for enums and bools
  uint32_t days = kNone;
};

// ---- the rule map, as in runtime/bytecode/bytecode.hpp, with steps for registers ----

enum class Join : uint8_t { Leaf, All, Any };

enum class Pick : uint8_t { First, Last, Every, Cell, Tier };

struct RuleEntry {
  std::string label;
  StepId condition;        // none: always
  uint32_t scope = kNone;  // what was looked at when this entry decided
  uint32_t clause = kNone;
  Span span{};
};

struct RuleGroup {
  std::string name;
  Pick pick = Pick::First;
  std::vector<RuleEntry> entries;
  uint32_t table = kNone;
  StepId index;
};

struct RuleEdge {
  uint32_t scope = 0;
  StepId condition;
  bool expected = true;
  uint32_t ledger = kNone;
};

struct RuleScope {
  uint32_t level = kAccountLevel;
  std::vector<uint32_t> groups;
  std::vector<RuleEdge> edges;
};

/// What a requirement asks for: a tree, parents first, as in runtime/bytecode/bytecode.hpp.
struct Ask {
  Join join{};
  uint32_t size = 1;
  StepId met;
  StepId distance;
  StepId known;
  bool less = false;
  bool beyond = false;
  bool days = false;
  checked::Unit unit;
};

struct Requirement {
  std::string name;
  StepId flag;
  std::vector<Ask> asks;
  checked::Keep keep{};
  int grace_days = 0;
  uint32_t scope = kNone;
  uint32_t clause = kNone;
  Span span{};
};

struct Tier {
  uint32_t word = 0;
  std::vector<Requirement> requirements;
  Span span{};
};

/// The steps that the tier step of a program with a status looks at; none where it says nothing.
struct Status {
  StepId exists;
  StepId assessing;
  StepId promote_on;
  StepId promote_fault;
  StepId holds_until;
  StepId holds_fault;
  StepId ends;
  StepId ends_known;
};

/// What the tier step would look at on another day than today; for proofs about that step. Steps
/// that were not asked for are none.
struct Moment {
  StepId day;
  std::vector<StepId> flags;  // of all requirements, lowest tier first
  Status status;
};

struct Output {
  StepId value;
  uint32_t scope = kNone;
};

struct Split {
  StepId amount;
  StepId collected;  // a collect step: the sum of the weights, and each weight beside it
  uint32_t scope = kNone;
};

struct Ir {
  const checked::CheckedProgram* program = nullptr;  // outlives the Ir
  std::vector<Constant> constants;
  std::vector<List> lists;
  std::vector<TableLists> tables;  // one for each table of the program
  std::vector<Step> steps;
  std::vector<StepId> demands;
  std::vector<StepId> tier_demands;  // before the tier is known
  std::vector<Tier> tiers;
  std::optional<Status> status;
  std::vector<Moment> moments;  // one for each that was asked for; none in what is run
  std::vector<Output> outputs;  // one for each output of the program
  std::vector<Split> splits;    // one for each split of the program
  std::vector<RuleGroup> groups;
  std::vector<RuleScope> scopes;
  bool too_large = false;  // more than base::kStepsMax steps: the lowering stopped

  const Step& operator[](StepId id) const { return steps[id.index()]; }
};

/// What a line of steps.def says.
enum class Operand : uint8_t { None, Bool, Number, Day, Enum, Text, Same, Any };
struct OpInfo {
  std::string_view name;
  Operand result;
  Operand operands[3];
};
const OpInfo& info(Op op);

inline bool is_reduction(Op op) { return op >= Op::reduce_sum_ && op <= Op::collect_; }

/// Prints every step, one a line, for people and golden files.
std::string print(const Ir& ir);

/// Says which promise of an Ir is broken, or nothing. Tests call it after each pass.
std::optional<std::string> find_broken_invariant(const Ir& ir);

}  // namespace tierline::ir
