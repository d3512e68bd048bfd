// Expressions: one expression of the tree given its types, bottom up, into the program's arena.
// Names are looked up in the scope where the expression stands; every step gets a kind, a unit, the
// most digits it can have, its bounds, and whether it may be absent. An expression in which an
// error was reported comes back as nothing, and whoever needed it stays silent. Sums of many terms
// lean to the left in the tree and are walked without recursion.
// Made by: declarations, values/constants    Read by: nobody, it leaves its result in the arena
// Tested by: tests/golden/check, tests/unit/compiler_checked
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Where an expression stands, and so what its names can mean.
struct Scope {
  bool constant = false;  // only what is known before any fact
  bool claim = false;     // what an invariant says, which may ask for the tier of any day
  const std::vector<ParameterInfo>* parameters = nullptr;
  uint32_t ledger = kNone;          // an entry of this ledger is at hand
  uint32_t fields_visible = kNone;  // derived fields: only those before it
  Days today;                       // the days on which tables must have rows
  Days entry_today;                 // today_bounds where the entry at hand was found
  Days today_bounds;                // between which days `today` lies, also when asked `at` a day
};

using Maybe = std::optional<ExprId>;

class Expressions {
 public:
  Expressions(Work& work, Scope scope) : work_(work), scope_(scope) {}

  /// `expected` settles which enum a bare word belongs to, where several have it.
  Maybe check(ast::ExprId id, EnumId expected = {});
  /// A node that stands outside the tree and has no kids.
  Maybe check_written(const ast::Expr& leaf) { return dispatch(leaf, {}); }
  /// A bool that is never absent.
  Maybe condition(ast::ExprId id, std::string_view what);

  // tier_in_time.cpp: what a status says, as expressions
  /// starts <= today and not (ends by today - 1 day), of the parts that are there.
  /// The day after `ends`, which may be absent.
  Maybe last_day(ast::ExprId ends);
  /// Between the day after `starts` and a last day, each if it is said.
  Maybe exists(const std::optional<ast::ExprId>& starts, Maybe last_day);
  /// today + DURATION
  Maybe delayed(ast::ExprId duration);
  /// today = that day of the year of today
  Maybe each_year(int month, int day, Span span);
  /// today = an anniversary of the day, but not the day itself; of 29 February it is the 28th
  Maybe each_anniversary(ast::ExprId day);
  /// Of the one or the two.
  Maybe both(Maybe left, Maybe right, Span span);
  /// A day that is never absent.
  Maybe day_value(ast::ExprId id, std::string_view what) { return day_operand(id, what); }
  /// A number that is never absent.
  bool is_number(ExprId value, std::string_view what);

  /// The type that holds the values of both; nothing (and a report) if there is none.
  std::optional<Type> unify(ExprId left, ExprId right, Span span);

  const Demands& demands() const { return demands_; }

 private:
  using MaybePair = std::pair<Maybe, Maybe>;

  Maybe dispatch(const ast::Expr& expr, EnumId expected);
  Maybe check_chain(ast::ExprId id);
  Maybe binary(const ast::Expr& expr, Maybe left);

  // names.cpp
  Maybe name(const ast::Expr& expr, EnumId expected);
  Maybe variable(const ast::Expr& expr);
  Maybe symbol(const ast::Expr& expr, const Symbol& found);
  Maybe word(const ast::Expr& expr, EnumId expected);
  Maybe member(const ast::Expr& expr);
  Maybe entry_field(const ast::Expr& expr, const std::string& field_name);
  Maybe account_field(const ast::Expr& expr, uint32_t field);
  Maybe tier_now(Span span);
  Maybe constant_needed(const ast::Expr& expr);
  Maybe unknown_name(const ast::Expr& expr);
  Maybe unknown_word(const ast::Expr& expr, EnumId id, const std::string& text);
  bool is_field_of_some_ledger(const ast::Expr& expr);
  bool is_bare_word(ast::ExprId id) const;
  const ParameterInfo* find_parameter(std::string_view text, uint32_t& index) const;
  uint32_t find_entry_field(std::string_view text) const;
  bool ambiguous(const ast::Expr& expr);
  /// Two expressions of one kind: a bare word is settled by the other one.
  MaybePair check_pair(ast::ExprId left, ast::ExprId right, EnumId expected);
  EnumId enum_of(Maybe value) const;

  // calls.cpp
  Maybe call(const ast::Expr& expr);
  Maybe call_define(const ast::Expr& expr, uint32_t define);
  bool can_depend_on(const std::vector<ExprId>& values, std::optional<Span> reach,
                     const ast::Expr& expr);
  Maybe lookup(const ast::Expr& expr, uint32_t table);
  Maybe lookup_by_tier(const ast::Expr& expr, uint32_t table);
  Maybe finish_lookup(Span span, uint32_t table, std::vector<ExprId> keys);
  Maybe bands_value(const ast::Expr& expr, uint32_t bands);
  Maybe bands_of(const ast::Expr& expr);
  bool bands_fit(const ast::Expr& expr, const Bands& bands, ExprId amount, BandMode mode);

  // arithmetic.cpp
  Maybe literal(const ast::Expr& expr);
  Maybe negate(const ast::Expr& expr);
  Maybe arithmetic(const ast::Expr& expr, ExprId left, ExprId right);
  Maybe sum(const ast::Expr& expr, ExprId left, ExprId right);
  Maybe product(const ast::Expr& expr, ExprId left, ExprId right);
  Maybe quotient(const ast::Expr& expr, ExprId left, ExprId right);
  Maybe rounded(const ast::Expr& expr);
  std::optional<TypedConstant> quantum(const ast::Expr& expr, const Type& amount);
  Maybe extreme(const ast::Expr& expr);
  bool numbers(const ast::Expr& expr, ExprId left, ExprId right);
  bool digits_within_limit(int scale, Span span);
  bool fits_quantum(const ast::Expr& expr, const TypedConstant& quantum, const Type& amount);
  Bounds rounded_bounds(ExprId amount, const Decimal& quantum, decimal::Rounding mode) const;
  Maybe fold_extreme(const ast::Expr& expr, const std::vector<ExprId>& kids, Kind kind);

  // conditions.cpp
  Maybe logic(const ast::Expr& expr, Maybe left, Maybe right);
  Maybe negation(const ast::Expr& expr);
  Maybe comparison(const ast::Expr& expr, ExprId left, ExprId right);
  bool comparable(const ast::Expr& expr, ExprId left, ExprId right);
  Maybe choice(const ast::Expr& expr, EnumId expected);
  Maybe otherwise(const ast::Expr& expr, EnumId expected);
  Maybe known(const ast::Expr& expr);
  Maybe by(const ast::Expr& expr);
  Maybe in_period(const ast::Expr& expr);

  // days.cpp
  Maybe shift(const ast::Expr& expr, Maybe left);
  Maybe shift_by(const ast::Expr& expr, ExprId day, ExprId count, const ast::Expr& duration);
  Maybe at_day(const ast::Expr& expr);
  bool fiscal_year_said(Span span);
  Maybe period_of(const ast::Expr& expr);
  Maybe period_end(const ast::Expr& expr);
  Maybe year_number(const ast::Expr& expr);
  Maybe day_operand(ast::ExprId id, std::string_view what);
  bool is_day(ExprId value, std::string_view what);

  // tier_in_time.cpp
  Maybe tier_on(const ast::Expr& expr);
  Maybe tier_on_day(const ast::Expr& expr);
  Maybe year_passed(const ast::Expr& expr);
  Maybe group(const ast::Expr& expr);
  Maybe today(Span span);
  Maybe whole_number(int64_t value, Span span);
  Maybe compare(Relation relation, ExprId left, ExprId right, Span span);
  Maybe start_of_year(bool before, int first_month, Span span);
  Maybe has_started(ast::ExprId starts);
  Maybe has_not_ended(ExprId last_day);

  // aggregates.cpp
  Maybe aggregate(const ast::Expr& expr);
  Maybe aggregate_of(const ast::Expr& expr, AggregateKind kind, uint32_t ledger);
  bool aggregable(const ast::Expr& expr, AggregateKind kind, ExprId value);

  // expressions.cpp
  Maybe add(ExprKind kind, Type type, Bounds bounds, Span span, std::vector<ExprId> kids = {});
  Maybe add_constant(Constant value, Type type, Span span);
  Maybe too_long(Span span);
  const Expr& at(ExprId id) const { return work_.program[id]; }
  Expr& last() { return work_.program.exprs.back(); }
  source::Diagnostic& report(Code code, Span span, std::string message) {
    return work_.report(code, span, std::move(message));
  }
  std::string type_text(ExprId id) const;

  Work& work_;
  Scope scope_;
  Demands demands_;
  size_t depth_ = 0;
};

/// The words of `max of`, `whole`, ... as the tree has them.
std::optional<AggregateKind> aggregate_kind(std::string_view text);
std::optional<BandMode> band_mode(std::string_view text);

}  // namespace tierline::checked
