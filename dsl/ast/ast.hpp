// Ast: one program as it was written, before any name or type is settled.
// Declarations are plain structs; expressions live in one arena and are named by ExprId, so that a
// tree of any depth is copied, compared and freed without recursion. Words are kept as written
// (dates, numbers and currencies are text here): the checker gives them a meaning.
// Made by: dsl/ast/from_source.cpp    Read by: dsl/format, dsl/ast/print.cpp, compiler/checked
// Tested by: tests/golden, tests/property
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/ast/expr.hpp"

namespace tierline::ast {

/// A word or quoted text, with its place.
struct Word {
  std::string text;
  Span span{};
};

/// `because faq.price`
struct ClauseRef {
  Word source;
  Word clause;
};

/// `from 2022-07-01 until 2022-12-31`; each side may be absent. Words are dates as written.
struct Validity {
  std::optional<Word> from;
  std::optional<Word> until;
};

/// `EUR`, `percent(3)?`, `int in 0 .. 10`
struct TypeRef {
  Word name;
  std::optional<Word> digits;  // the number in parentheses
  bool optional = false;
  std::optional<ExprId> low;
  std::optional<ExprId> high;
};

struct Clause {
  Word id;
  Word title;
};

struct Source {
  Word id;
  Word title;
  std::vector<Clause> clauses;
};

struct ProgramDecl {
  Span span{};
  Word title;
  std::optional<Word> version;
  Validity in_force;
  std::optional<Word> currency;
  std::optional<Word> fiscal_day;    // `fiscal year starts 1 July`: "1"
  std::optional<Word> fiscal_month;  // "July"
  std::optional<Word> month_end;     // "reject" | "clamp" | "next"
  std::vector<Source> sources;
};

struct TiersDecl {
  Span span{};
  std::vector<Word> names;  // lowest first; `none` stands below them all and is not listed
};

struct EnumDecl {
  Span span{};
  Word name;
  std::vector<Word> words;
};

/// A list of days: written here, or one a line in a CSV file with the header `day`.
struct DayList {
  std::vector<Word> days;
  std::optional<Word> file;
};

struct CalendarDecl {
  Span span{};
  Word name;
  std::vector<Word> weekend;  // "Saturday", ...
  DayList holidays;
  DayList working_days;
  Validity in_force;  // the days for which its lists are known
};

/// A field of the subject or of a ledger; a derived one has `value` and `derived` set.
struct Field {
  Span span{};
  Word name;
  bool key = false;
  bool derived = false;
  std::optional<TypeRef> type;  // always there unless derived
  std::optional<ExprId> value;  // the default, or the derived value
  std::optional<ClauseRef> because;
};

struct SubjectDecl {
  Span span{};
  Word name;
  std::vector<Field> fields;
};

struct LedgerDecl {
  Span span{};
  Word name;
  Word subject;
  std::vector<Field> fields;
};

struct TableKey {
  std::optional<Word> name;  // `table t(home : Region, away : Region)`
  Word type;
};

/// One row of an inline table: for each comma-separated group its alternatives (`A or B`).
/// A table with one key reads several groups as alternatives too (`Software, Care : 100%`).
/// `any` is a Name expression with that text.
struct TableRow {
  Span span{};
  std::vector<std::vector<ExprId>> keys;
  ExprId value{};
  Validity validity;
  std::optional<ClauseRef> because;
};

struct MatrixRow {
  Span span{};
  Word name;
  std::vector<ExprId> cells;
  std::optional<ClauseRef> because;
};

struct Matrix {
  std::vector<Word> header;
  std::vector<MatrixRow> rows;
};

enum class Hit : uint8_t { Unstated, Unique, First, Sum };

struct TableDecl {
  Span span{};
  Word name;
  std::vector<TableKey> keys;
  std::optional<TypeRef> type;  // absent: a matrix whose rows each have their own type
  Hit hit = Hit::Unstated;
  bool complete = false;
  std::optional<Word> file;
  std::optional<ClauseRef> because;
  std::optional<Matrix> matrix;
  std::vector<TableRow> rows;
};

struct Parameter {
  Word name;
  TypeRef type;
};

/// `except NAME [to PARENT] [from D] [until D] [when C] [agreeing] = E [because S.c]`
struct Exception {
  Span span{};
  Word name;
  std::optional<Word> to;
  Validity validity;
  std::optional<ExprId> when;
  bool agreeing = false;
  ExprId value{};
  std::optional<ClauseRef> because;
};

struct DefineDecl {
  Span span{};
  Word name;
  std::vector<Parameter> parameters;
  std::optional<TypeRef> type;
  ExprId value{};
  std::optional<ClauseRef> because;
  std::vector<Exception> exceptions;
};

struct Requirement {
  Span span{};
  Word name;
  ExprId condition{};
  Validity validity;
  bool assessed = false;      // `assessed yearly`
  std::optional<Word> grace;  // `grace 60 days`: "60"
  std::optional<ClauseRef> because;
};

struct TierDecl {
  Span span{};
  Word name;
  std::optional<Word> extends;
  std::vector<Requirement> requirements;
};

/// `assess on 1 January once C`, or `assess on each anniversary of E once C`
struct Assess {
  Span span{};
  std::optional<Word> day;    // "1"
  std::optional<Word> month;  // "January"
  std::optional<ExprId> anniversary;
  std::optional<ExprId> once;
  std::optional<ClauseRef> because;
};

/// `promote after 3 business days` (a Duration), or `promote on E`, where `today` is the day on
/// which the last requirement was met.
struct Promote {
  Span span{};
  bool after = false;
  ExprId value{};
  std::optional<ClauseRef> because;
};

/// `demote to the best tier kept`, or `demote at most 1 tier`
struct Demote {
  Span span{};
  std::optional<Word> at_most;  // "1"
  std::optional<ClauseRef> because;
};

/// A line that is there or not: `launch placed at once`, `starts E`, `ends E`, `holds until E`.
struct StatusLine {
  Span span{};
  std::optional<ExprId> value;  // not of `launch`
  std::optional<ClauseRef> because;
};

/// How the tier moves in time; each line at most once, in any order.
struct StatusDecl {
  Span span{};
  Word name;  // "tier"
  std::optional<StatusLine> launch;
  std::optional<StatusLine> starts;  // first day of the account: a date
  std::optional<StatusLine> ends;    // its last day: a date or `date?`
  std::optional<Promote> promote;    // absent: at once
  std::optional<Assess> assess;
  std::optional<Demote> demote;     // absent: to the best tier kept
  std::optional<StatusLine> holds;  // a date; `today` is the day on which the tier was reached
};

/// The lower edge of a band is `from E` (included) or `above E` (excluded); the upper one is
/// `below E` (excluded) or `up to E` (included).
struct Edge {
  Word word;  // "from" | "above" | "below" | "up to"
  ExprId value{};
};

struct Band {
  Span span{};
  std::optional<Edge> lower;
  std::optional<Edge> upper;
  ExprId value{};
  std::optional<ExprId> flat;
  std::optional<ClauseRef> because;
};

struct BandsDecl {
  Span span{};
  Word name;
  ExprId axis{};
  TypeRef type;
  std::optional<ClauseRef> because;
  std::vector<Band> bands;
};

struct DecideDecl {
  Span span{};
  std::vector<Word> outputs;
};

struct FactValue {
  Word field;
  ExprId value{};
};

/// `account { partner "ACME" ... }` or `sale { on 2021-05-04 ... }`
struct Facts {
  Span span{};
  Word record;
  std::vector<FactValue> values;
};

/// `because accelerator from 125%`, `because full_portfolio launch`, `because tier Advanced`
struct DecidedBy {
  Word group;
  std::optional<Edge> edge;   // a band, by its lower edge (or `below E` for the lowest one)
  std::optional<Word> entry;  // an exception, a tier, or "otherwise" for the general case
};

/// `expect earned = 22_500.00 EUR because accelerator from 125%`, `expect missing region`, or
/// `expect invariant rebate_is_capped`
struct Expect {
  Span span{};
  bool missing = false;
  bool invariant = false;       // `expect invariant NAME`
  Word name;                    // the output, the missing fact or the claim
  std::optional<ExprId> value;  // absent: parts, or only the deciding rule is expected
  std::vector<ExprId> parts;    // `= (A, B)`: of a split, two or more
  std::optional<Word> from;     // `expect tier = Premier from 2022-10-06`: since that day
  std::vector<DecidedBy> because;
};

struct ScenarioStep {
  Word today;
  std::vector<Expect> expects;
};

struct ScenarioDecl {
  Span span{};
  Word title;
  std::vector<Facts> facts;
  std::vector<ScenarioStep> steps;
};

/// What a claim says beyond a condition: `never falls as sale.amount rises`.
struct ClaimLaw {
  Word word;                   // "never falls" | "never rises" | "stays the same"
  Word varied;                 // a field of the account, or a ledger
  std::optional<Word> member;  // the ledger's field
  Word change;                 // "rises" | "changes" | "is added"
};

/// `invariant NAME : SUBJECT [LAW] [given C]`
struct ClaimDecl {
  Span span{};
  Word name;
  ExprId subject{};
  std::optional<ClaimLaw> law;  // absent: the subject is a condition that always holds
  std::optional<ExprId> given;
};

using Decl =
    std::variant<ProgramDecl, TiersDecl, EnumDecl, CalendarDecl, SubjectDecl, LedgerDecl, TableDecl,
                 DefineDecl, TierDecl, StatusDecl, BandsDecl, DecideDecl, ScenarioDecl, ClaimDecl>;

/// A comment, without its `#`. It stands on its own line, or after something on the same line.
struct Comment {
  Span span{};
  std::string text;
  bool own_line = true;
};

struct Ast {
  // In a file of their own: every file that holds one would compile them again.
  Ast();
  Ast(const Ast&);
  Ast(Ast&&) noexcept;
  Ast& operator=(const Ast&);
  Ast& operator=(Ast&&) noexcept;
  ~Ast();

  std::vector<Decl> decls;  // in the order of the text, file after file
  std::vector<Expr> exprs;  // ExprId indexes this
  std::vector<Comment> comments;

  const Expr& operator[](ExprId id) const { return exprs[id.value]; }
};

}  // namespace tierline::ast
