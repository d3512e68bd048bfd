// CheckedProgram: the program after every name is an id and every expression has a type.
// Nothing in it can be wrong: divisors are guarded, tables cover what is asked of them, bands have
// no gap. Expressions live in one arena; a node's children stand before it, so a loop may replace
// recursion. Two readers share it and nothing else: the lowering, and the slow judge.
// Made by: compiler/checked/from_ast.cpp    Read by: compiler/ir/from_checked.cpp, tools/reference
// Tested by: tests/golden, tests/property
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/span.hpp"
#include "compiler/checked/types.hpp"
#include "runtime/calendar/business.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"
#include "runtime/decimal/rounding.hpp"

namespace tierline::checked {

using base::Span;
using calendar::Day;

struct ExprTag;
using ExprId = base::Id<ExprTag>;

inline constexpr uint32_t kNone = 0xffffffffU;

enum class ExprKind : uint8_t {
  Constant,      // constant
  AccountField,  // ref = field of the subject
  EntryField,    // ref = field of the ledger at hand (derived ones too); only inside entry code
  Today,
  TierNow,     // the account's tier today
  TierBefore,  // its tier at the end of the day before; `none` on the first day of the program
  TierOn,  // only in claims: the tier at the end of kids[0], or (period_before) of the day before
  Parameter,  // ref = parameter of the definition at hand
  Call,       // ref = definition; kids = arguments
  Lookup,     // ref = table; kids = keys; optional unless the checker proved that a row is there
  BandValue,  // ref = bands: the value of the band reached by the bands' axis
  BandsOf,    // ref = bands, mode; kids[0] = amount
  Not,        // kids[0]
  And,        // kids[0], kids[1]
  Or,
  Compare,      // relation; two kids: Number or Quotient (mixed), Day, Enum, Bool, Text
  InPeriod,     // kids[0] day, kids[1] period
  Negate,       // Number
  Add,          // Number, Number of any scales
  Subtract,     // Number, Number; or Day, Day (a count of days)
  Multiply,     // Number, Number
  Divide,       // Number, Number: a Quotient; optional if the divisor may be zero (absent then)
  AddDays,      // kids[0] day, kids[1] int; negative counts go back
  AddMonths,    // kids[0] day, kids[1] int; month_end of the program
  AddBusiness,  // kids[0] day, kids[1] int; ref = calendar
  If,           // kids[0] condition, kids[1], kids[2]
  Otherwise,    // kids[0] optional, kids[1]
  Known,        // kids[0] optional
  By,           // kids[0] day (may be optional), kids[1] day: known and <=
  Round,        // kids[0] Number or Quotient; rounding; constant.number = quantum; Type.scale set
  Larger,       // kids of one kind: Number or Day
  Smaller,      // likewise
  Aggregate,    // aggregate, ref = ledger; kids[0] = value (Sum, Min, Max); `where` or none
                // counts only entries with on <= today; Min and Max are optional (no entry: absent)
  PeriodOf,     // period_unit, period_before, first_month; kids[0] day
  PeriodFirst,  // kids[0] period
  PeriodLast,   // kids[0] period
  YearNumber,   // kids[0] day: an int (calendar year)
  At,           // kids[0] evaluated as if today were kids[1]
};

enum class Relation : uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };
enum class AggregateKind : uint8_t { Sum, Count, Any, Min, Max };
enum class BandMode : uint8_t { Whole, Marginal, EachToItsLimit, EachOnEverything };

struct Expr {
  ExprKind kind{};
  Type type;
  Bounds bounds;
  Span span{};
  std::vector<ExprId> kids;
  uint32_t ref = kNone;
  Constant constant;
  Relation relation{};
  AggregateKind aggregate{};
  std::optional<ExprId> where;  // Aggregate: a condition over the entry (and the account)
  BandMode mode{};
  decimal::Rounding rounding{};
  calendar::Unit period_unit{};
  bool period_before = false;
  int first_month = 1;  // 1 calendar year; 7: a fiscal year that starts on 1 July
  std::optional<calendar::MonthEnd> month_end;  // AddMonths: instead of the program's
};

struct Clause {
  std::string id;  // `faq.price`
  std::string source_title;
  std::string title;
  Span span{};
};

struct EnumType {
  std::string name;
  std::vector<std::string> words;  // Tier: "none" first, then rising
  Span span{};
};

/// The tier at the end of a day, or of the day before it.
struct TierOnDay {
  ExprId day{};
  bool before = false;
};

struct Field {
  std::string name;
  Type type;
  Bounds bounds;  // the declared range: a value outside it is rejected
  bool key = false;
  bool derived = false;
  bool supposed = false;  // of claim programs: a definition, known where a claim supposes its value
  std::optional<TierOnDay> held;  // of claim programs: a tier that claims ask for; no data has it
  std::optional<Constant> default_value;
  std::optional<ExprId> value;  // of a derived field; may use earlier fields of the same entry
  std::optional<uint32_t> clause;
  Span span{};
};

struct Record {
  std::string name;
  std::vector<Field> fields;
  uint32_t on_field = kNone;  // ledgers: the field `on`
  Span span{};
};

struct CalendarInfo {
  std::string name;
  std::vector<int> weekend;  // 0 Monday .. 6 Sunday
  std::vector<Day> holidays;
  std::vector<Day> working_days;
  std::optional<Day> first;  // the days for which its lists are known; business-day arithmetic that
  std::optional<Day> last;   // starts or ends outside them is the fault CalendarOutOfDays
};

/// One key of a table. Enum and bool keys are counted by position; text and int keys by their
/// position in the sorted list of the keys that the table names.
struct TableKey {
  std::string name;
  Type type;
  std::vector<std::string> texts;  // Text: sorted, distinct
  std::vector<Decimal> numbers;    // Number: sorted, distinct
  size_t size = 0;                 // how many positions
};

struct TableRow {
  std::string place;  // "thresholds.csv line 3", or "" when `span` says it
  Span span{};
  std::optional<uint32_t> clause;
};

struct TableCell {
  Constant value;
  uint32_t row = 0;  // the (first) row that gave it
};

/// A table, resolved: one cell for each combination of keys and each interval of days.
/// Position of a cell: ((key0 * size1 + key1) * size2 + ...) * (days.size() + 1) + interval, where
/// interval = how many of `days` are <= today.
struct Table {
  std::string name;
  std::vector<TableKey> keys;
  Type type;  // of the values, not optional
  Bounds bounds;
  std::vector<Day> days;
  std::vector<std::optional<TableCell>> cells;
  std::vector<TableRow> rows;
  std::optional<uint32_t> clause;
  Span span{};
};

struct Parameter {
  std::string name;
  Type type;
};

struct Exception {
  std::string name;
  uint32_t parent = kNone;  // the exception to which this one is an exception
  std::optional<Day> from;
  std::optional<Day> until;
  std::optional<ExprId> when;
  ExprId value{};
  std::optional<uint32_t> clause;
  Span span{};
};

/// Value: that of the first sibling exception that applies (and within it, of its own exceptions,
/// likewise), else `value`.
struct Define {
  std::string name;
  std::vector<Parameter> parameters;
  Type type;
  ExprId value{};
  std::vector<Exception> exceptions;
  std::optional<uint32_t> clause;
  Span span{};
};

/// When a requirement of a tier that is held counts as kept (section `status` of docs/language.md).
enum class Keep : uint8_t {
  Plain,    // on days on which it is met
  Grace,    // met on one of the days d - grace_days .. d
  Assessed  // met on the last assessment day, or none has fallen since the tier was reached
};

struct Requirement {
  std::string name;
  ExprId condition{};
  std::optional<Day> from;   // met before this day
  std::optional<Day> until;  // met after this day
  Keep keep{};
  int grace_days = 0;
  std::optional<uint32_t> clause;
  Span span{};
};

/// Tier `word` of enum 0, with everything it inherits. Tiers stand in rising order.
struct Tier {
  uint32_t word = 0;
  std::vector<Requirement> requirements;
  Span span{};
};

/// A line of a status block, as a rule that stands on a clause.
struct StatusLine {
  std::string name;  // "launch", "starts", ...
  std::optional<uint32_t> clause;
};

/// How the tier moves in time. The program then has `in_force_from`. Expressions look at facts and
/// today, never at the tier (but TierBefore is allowed).
struct Status {
  bool launch_at_once = false;   // on in_force_from: the highest tier that is met, without delay
  std::optional<ExprId> exists;  // Bool: the account exists today; none: always
  std::optional<ExprId> ends;    // Day, may be absent: its last day; `exists` looks at it
  std::optional<ExprId> promote_on;   // Day: when a tier whose requirements are all met since today
                                      // is reached; none: at once
  std::optional<ExprId> assessing;    // Bool: today is an assessment day; none: there is none
  std::optional<ExprId> holds_until;  // Day: to which a tier reached today is kept whatever happens
  uint32_t demote_limit = 0;          // at most so many tiers a day; 0: to the best tier kept
  std::optional<uint32_t> launch_clause;
  std::optional<uint32_t> promote_clause;
  std::optional<uint32_t> assess_clause;
  std::optional<uint32_t> demote_clause;
  std::optional<uint32_t> holds_clause;
  std::vector<StatusLine> lines;  // those that the program has
  Span span{};
};

struct Edge {
  Decimal value;
  bool inclusive = false;  // lower: `from` (true) or `above`; upper: `up to` (true) or `below`
};

struct Band {
  std::optional<Edge> lower;  // absent: no lower limit
  std::optional<Edge> upper;  // always stated here, but for the highest band
  Decimal value;
  std::optional<Decimal> flat;
  std::string label;  // "from 125%"
  std::optional<uint32_t> clause;
  Span span{};
};

struct Bands {
  std::string name;
  ExprId axis{};
  Type axis_type;
  Type type;
  Type flat_type;
  std::vector<Band> bands;  // rising, without gap or overlap over the axis' bounds
  std::optional<uint32_t> clause;
  Span span{};
};

struct Output {
  std::string name;
  ExprId value{};
  Type type;
  Span span{};
};

/// An amount in parts, one for each entry of a ledger that takes part; the parts sum to the amount.
/// Entry i takes part when on <= today and `where` holds. With A the amount, w its weight and W the
/// sum of the weights its exact share is A*w/W; docs/language.md says which part that becomes.
struct Split {
  std::string name;
  ExprId amount{};  // a Number of the account, never absent
  uint32_t ledger = 0;
  ExprId weight{};  // a Number of the entry, of any scale, never absent
  std::optional<ExprId> where;
  Type type;  // of each part: a multiple of 10^-scale
  std::optional<uint32_t> clause;
  Span span{};
};

struct FactValue {
  uint32_t field = 0;
  Constant value;
};

struct Facts {
  uint32_t ledger = kNone;  // kNone: the account itself
  std::vector<FactValue> values;
  Span span{};
};

/// What a decision must have been decided by: group "accelerator", entry "from 125%".
struct DecidedBy {
  std::string group;
  std::string entry;
  Span span{};
};

struct Expect {
  bool missing = false;
  std::string missing_fact;
  uint32_t output = kNone;
  uint32_t split = kNone;  // instead of an output
  uint32_t claim = kNone;  // `expect invariant NAME`
  std::optional<Constant> value;
  std::optional<Day> from;      // of output `tier` in a program with a status: reached on this day
  std::vector<Constant> parts;  // of a split: one for each entry of its ledger, or none is expected
  std::vector<DecidedBy> because;
  Span span{};
};

struct ScenarioStep {
  Day today = 0;
  std::vector<Expect> expects;
};

struct Scenario {
  std::string title;
  std::vector<Facts> facts;
  std::vector<FactValue> supposed;  // `suppose { revenue 5 EUR }`: `field` is a definition
  std::vector<ScenarioStep> steps;
  Span span{};
};

/// What a claim says of its subject.
enum class ClaimKind : uint8_t {
  Always,      // it is `yes`
  NeverFalls,  // it is not less in the second world, where the varied fact is larger
  NeverRises,  // it is not more
  Same,        // it is equal, whatever the varied fact is
};

/// What differs between the two worlds of a claim; all else is equal.
enum class ClaimVaries : uint8_t {
  Field,       // field `field` of the account, or (with a ledger) of any of its entries
  Entry,       // the second world has one entry of the ledger more
  Definition,  // definition `field` is supposed to have a value, another one in each world
};

/// `invariant NAME : ...`: for every account on every day. No output, and nothing that is run.
struct Claim {
  std::string name;
  ClaimKind kind{};
  ExprId subject{};             // Always: a Bool. Else a value with an order (Same: any value)
  std::optional<ExprId> given;  // Bool: holds in all worlds that count
  ClaimVaries varies{};
  uint32_t ledger = kNone;  // kNone: the account
  uint32_t field = kNone;
  Span span{};
};

struct CheckedProgram {
  // In a file of their own: every file that holds one would compile them again.
  CheckedProgram();
  CheckedProgram(const CheckedProgram&);
  CheckedProgram(CheckedProgram&&) noexcept;
  CheckedProgram& operator=(const CheckedProgram&);
  CheckedProgram& operator=(CheckedProgram&&) noexcept;
  ~CheckedProgram();

  std::string title;
  std::string version;
  std::string currency;
  std::optional<Day> in_force_from;
  std::optional<Day> in_force_until;
  calendar::MonthEnd month_end = calendar::MonthEnd::Reject;

  std::vector<Clause> clauses;
  std::vector<EnumType> enums;  // enums[0] is the tiers (only `none` if the program has none)
  std::vector<CalendarInfo> calendars;
  Record account;
  std::vector<Record> ledgers;
  std::vector<Table> tables;
  std::vector<Define> defines;
  std::vector<Tier> tiers;
  std::optional<Status> status;
  std::vector<Bands> bands;
  std::vector<Output> outputs;
  std::vector<Split> splits;  // those that are decided
  std::vector<Scenario> scenarios;
  std::vector<Claim> claims;

  std::vector<Expr> exprs;  // ExprId indexes this; children before parents
  const Expr& operator[](ExprId id) const { return exprs[id.value]; }
};

}  // namespace tierline::checked
