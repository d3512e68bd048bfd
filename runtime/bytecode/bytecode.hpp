// Bytecode: a program ready to run: straight-line code over typed registers, without jumps.
// A register is written by one place of the code only, so that a trace, an auditor and a prover may
// take it for a name. Constants are the first registers. The code is cut into sections: account
// code, and per ledger the code of one entry with the reductions at its end. Phase `require` gives
// the requirement flags, then the tier follows from them, then phase `decide` may look at it.
// Made by: compiler/emit, read()    Read by: runtime/scalar, tools/bulk, tools/cli
// Tested by: tests/unit/runtime_bytecode, tests/golden/bytecode
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"
#include "runtime/bytecode/opcodes.hpp"
#include "runtime/bytecode/schema.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::bytecode {

using base::Span;
using calendar::Day;

inline constexpr uint32_t kNone = 0xffffffffU;
inline constexpr uint32_t kFormatVersion = 3;

/// Where a register lives: once per account, or once per entry of ledger `level - 1`.
inline constexpr uint32_t kAccountLevel = 0;

struct Register {
  ValueKind kind = ValueKind::Bool;
  uint32_t level = kAccountLevel;
  uint32_t scale = 0;       // Number
  uint32_t enum_index = 0;  // Enum
  friend bool operator==(const Register&, const Register&) = default;
};

struct Instruction {
  Op op{};
  uint8_t mode = 0;
  uint32_t dst = 0;
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

/// Calls for each register that an instruction reads.
template <class Visit>
void for_each_operand(const Instruction& code, const Visit& visit) {
  const OpInfo& op = info(code.op);
  const uint32_t operands[] = {code.a, code.b, code.c};
  for (size_t i = 0; i < 3; ++i) {
    if (is_register(op.operands[i])) visit(operands[i]);
  }
}

/// Distance holds what only Requirement::asks needs, Explain what only the rule map asks for; it
/// runs when an account is traced.
enum class Phase : uint8_t { Require, Decide, Distance, Explain };

/// code[begin, end). Account code runs once; entry code once per entry of its ledger, in the order
/// of the batch, and code[reduce_begin, end) are its reductions, which start from nothing.
struct Section {
  Phase phase = Phase::Require;
  uint32_t level = kAccountLevel;
  uint32_t begin = 0;
  uint32_t reduce_begin = 0;  // account code: end
  uint32_t end = 0;
  friend bool operator==(const Section&, const Section&) = default;
};

/// Sorted and distinct, for one of find_number, find_text, interval.
struct List {
  ValueKind kind = ValueKind::Number;  // Number, Text or Day
  uint32_t scale = 0;
  std::vector<BigInt> numbers;     // Number, Day
  std::vector<std::string> texts;  // Text
  friend bool operator==(const List&, const List&) = default;
};

struct TableKey {
  std::string name;
  ValueKind kind = ValueKind::Enum;  // Enum, Bool, Number or Text
  uint32_t enum_index = 0;           // Enum
  uint32_t list = kNone;             // Number, Text
  uint32_t size = 0;                 // positions; one more than the list has: for all others
  friend bool operator==(const TableKey&, const TableKey&) = default;
};

struct TableRow {
  std::string place;  // "thresholds.csv line 3", or "": then its keys name it
  Span span{};
  uint32_t clause = kNone;
  friend bool operator==(const TableRow&, const TableRow&) = default;
};

/// Cell ((key0 * size1 + key1) * size2 + ...) * (days + 1) + interval.
struct Table {
  std::string name;
  ValueType type;
  std::vector<TableKey> keys;
  uint32_t days = kNone;            // list of days; kNone: not dated
  std::vector<int64_t> values;      // Text: index into Bytecode::texts
  std::vector<uint8_t> known;       // per cell: 0 or 1
  std::map<uint32_t, BigInt> wide;  // cell -> value beyond 64 bits, where values[cell] == kWideCell
  std::vector<uint32_t> cell_rows;  // per cell: index into rows (0 where not known)
  std::vector<TableRow> rows;
  uint32_t clause = kNone;
  friend bool operator==(const Table&, const Table&) = default;
};
inline constexpr int64_t kWideCell = INT64_MIN;

struct CalendarDays {
  std::string name;
  std::vector<uint32_t> weekend;  // 0 Monday .. 6 Sunday
  std::vector<Day> holidays;
  std::vector<Day> working_days;
  std::optional<Day> first;  // the days for which the lists are known
  std::optional<Day> last;
  friend bool operator==(const CalendarDays&, const CalendarDays&) = default;
};

/// The value of register i, for each i below constants.size(). Text: `number` is an index into
/// Bytecode::texts.
struct Constant {
  BigInt number;
  friend bool operator==(const Constant&, const Constant&) = default;
};

struct Clause {
  std::string id;  // "faq.price"
  std::string source_title;
  std::string title;
  friend bool operator==(const Clause&, const Clause&) = default;
};

// ---- the rule map: which rules took part in an output ----

/// Which entries of a group decided: the first, the last or every one whose condition holds; the
/// cell that `index` names; the tier and its requirements.
enum class Pick : uint8_t { First, Last, Every, Cell, Tier };

struct RuleEntry {
  std::string label;
  uint32_t condition = kNone;  // Bool register; kNone: always
  uint32_t scope = kNone;      // what was looked at when this entry decided
  uint32_t clause = kNone;
  Span span{};
  friend bool operator==(const RuleEntry&, const RuleEntry&) = default;
};

struct RuleGroup {
  std::string name;
  Pick pick = Pick::First;
  std::vector<RuleEntry> entries;
  uint32_t table = kNone;  // Cell
  uint32_t index = kNone;  // Cell: Number register
  friend bool operator==(const RuleGroup&, const RuleGroup&) = default;
};

/// From one scope to another, taken when the register holds `expected` (kNone: always). With a
/// ledger the way leads into each of its entries in which the (entry) register holds it.
struct RuleEdge {
  uint32_t scope = 0;
  uint32_t condition = kNone;
  bool expected = true;
  uint32_t ledger = kNone;
  friend bool operator==(const RuleEdge&, const RuleEdge&) = default;
};

/// A stretch of the program that is looked at as a whole or not at all. Edges lead to scopes with
/// smaller numbers only.
struct RuleScope {
  uint32_t level = kAccountLevel;
  std::vector<uint32_t> groups;
  std::vector<RuleEdge> edges;
  friend bool operator==(const RuleScope&, const RuleScope&) = default;
};

/// When a requirement of a tier that is held counts as kept: while it is met; or met on one of the
/// days d - grace_days .. d; or met on the last assessment day, if one has fallen since the tier
/// was reached.
enum class Keep : uint8_t { Plain, Grace, Assessed };

enum class Join : uint8_t { Leaf, All, Any };

/// What a requirement asks for, so that it can be said what is missing: a tree, parents first.
struct Ask {
  Join join{};
  uint32_t size = 1;          // nodes of this subtree, itself included
  uint32_t met = 0;           // Bool register
  uint32_t distance = kNone;  // Leaf: Number register, above or at zero while it is not met; kNone:
                              // no number says what is missing
  uint32_t known = kNone;     // Leaf: Bool register: the distance can be told; kNone: always
  bool less = false;          // the distance is too much, not too little
  bool beyond = false;        // the distance itself is not enough
  bool days = false;          // the distance counts days
  ValueType type;             // of the distance
  friend bool operator==(const Ask&, const Ask&) = default;
};

struct Requirement {
  std::string name;
  uint32_t flag = 0;  // Bool register: met today
  Keep keep{};
  uint32_t grace_days = 0;
  std::vector<Ask> asks;
  uint32_t scope = kNone;
  uint32_t clause = kNone;
  Span span{};
  friend bool operator==(const Requirement&, const Requirement&) = default;
};

/// Tiers stand in rising order; the tier is the highest of which all requirements are met.
struct Tier {
  uint32_t word = 0;  // position in enums[0]
  std::vector<Requirement> requirements;
  Span span{};
  friend bool operator==(const Tier&, const Tier&) = default;
};

/// How the tier moves in time: the registers of phase `require` that the tier step looks at (see
/// runtime/timeline). The header then has `in_force_from`.
struct Status {
  bool launch_at_once = false;  // on in_force_from: the highest tier that is met, without delay
  uint32_t exists = kNone;      // Bool: the account exists today; kNone: always
  uint32_t assessing = kNone;   // Bool: today is an assessment day; kNone: there is none
  uint32_t promote_on = kNone;  // Day: when tiers fully met since today are reached; kNone: today
  uint32_t promote_fault = kNone;  // Number: its fault, looked at only when it is needed
  uint32_t holds_until = kNone;    // Day: to which a tier reached today is kept; kNone: no hold
  uint32_t holds_fault = kNone;
  uint32_t ends = kNone;        // Day: the last day of the account; kNone: accounts do not end
  uint32_t ends_known = kNone;  // Bool: it has one; kNone: always
  uint32_t demote_limit = 0;    // at most so many tiers a day; 0: to the best tier kept
  uint32_t launch_clause = kNone;
  uint32_t promote_clause = kNone;
  uint32_t assess_clause = kNone;
  uint32_t demote_clause = kNone;
  uint32_t holds_clause = kNone;
  Span span{};
  friend bool operator==(const Status&, const Status&) = default;
};

struct Output {
  uint32_t value = 0;  // register
  uint32_t scope = kNone;
  Span span{};
  friend bool operator==(const Output&, const Output&) = default;
};

/// Parts of `amount`, by the weights that the instruction behind `collected` keeps. The parts are
/// whole units of the amount's scale and sum to it exactly; ops::split says how.
struct Split {
  uint32_t amount = 0;     // register
  uint32_t collected = 0;  // register of a `collect` of the split's ledger
  uint32_t scope = kNone;
  Span span{};
  friend bool operator==(const Split&, const Split&) = default;
};

struct Header {
  std::string title;
  std::string version;
  std::string currency;
  std::optional<Day> in_force_from;
  std::optional<Day> in_force_until;
  std::string digest;  // SHA-256 of the program's texts and of the CSV files that it names, hex
  friend bool operator==(const Header&, const Header&) = default;
};

struct Bytecode {
  // In a file of their own: every file that holds one would compile them again.
  Bytecode();
  Bytecode(const Bytecode&);
  Bytecode(Bytecode&&) noexcept;
  Bytecode& operator=(const Bytecode&);
  Bytecode& operator=(Bytecode&&) noexcept;
  ~Bytecode();

  Header header;
  Schema schema;
  std::vector<std::string> texts;
  std::vector<Constant> constants;
  std::vector<List> lists;
  std::vector<Table> tables;
  std::vector<CalendarDays> calendars;
  std::vector<Register> registers;
  std::vector<Instruction> code;
  std::vector<Section> sections;  // in running order, phase after phase
  std::vector<Tier> tiers;
  std::optional<Status> status;  // nothing: the tier of a day is the highest one met on it
  std::vector<Output> outputs;   // one for each of schema.outputs
  std::vector<Split> splits;     // one for each of schema.splits
  std::vector<Clause> clauses;
  std::vector<RuleGroup> groups;
  std::vector<RuleScope> scopes;
  friend bool operator==(const Bytecode&, const Bytecode&) = default;
};

/// Why a file is not a bytecode that may run.
struct LoadFault {
  std::string message;  // lower case, no full stop
  friend bool operator==(const LoadFault&, const LoadFault&) = default;
};

/// Writes the file: the same bytes for the same bytecode, on every machine.
std::string write(const Bytecode& program);

/// Reads a file back and validates it. A truncated, altered or foreign file is a LoadFault.
base::Result<Bytecode, LoadFault> read(std::string_view bytes);

/// Checks everything that the machines rely on: every index, kind and level, every register written
/// before it is read, every size within base/limits.hpp.
std::optional<LoadFault> validate(const Bytecode& program);

/// Whether it has more code or registers than base/limits.hpp allows.
bool over_limits(const Bytecode& program);

/// Prints everything that runs, for people: registers, sections, code, tables, the rule map.
std::string disassemble(const Bytecode& program);

/// SHA-256 of the written file, hex: the program's name in manifests.
std::string digest(const Bytecode& program);

}  // namespace tierline::bytecode
