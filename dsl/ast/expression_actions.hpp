// What the rules of dsl/grammar/expressions.hpp build. Included by dsl/ast/from_source.cpp only.
#pragma once

#include "dsl/ast/action_words.hpp"

namespace tierline::ast {

template <>
struct action<grammar::blanks> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.token_ended(in.begin());
  }
};

// ---- limits: every rule that can contain itself
// --------------------------------------------------

template <>
struct action<grammar::primary_form> : limited {};

// ---- literals
// ------------------------------------------------------------------------------------

template <>
struct action<grammar::number_digits> : literal<ExprKind::Number> {};
template <>
struct action<grammar::day_digits> : literal<ExprKind::Day> {};
template <>
struct action<grammar::yes_or_no> : literal<ExprKind::Bool> {};
template <>
struct action<grammar::today> : literal<ExprKind::Today> {};

template <>
struct action<grammar::text_literal> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.quoted_literal(in.begin(), in.end());
  }
};

struct number_unit {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.number_unit({in.begin(), in.size()}, in.end());
  }
};
template <>
struct action<grammar::number_percent> : number_unit {};
template <>
struct action<grammar::number_currency> : number_unit {};

template <>
struct action<grammar::duration_calendar> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.duration_calendar({in.begin(), in.size()});
  }
};
template <>
struct action<grammar::duration_unit> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.duration({in.begin(), in.size()}, in.end());
  }
};

// ---- names and brackets
// --------------------------------------------------------------------------

template <>
struct action<grammar::name_word> : literal<ExprKind::Name> {};
template <>
struct action<grammar::value_word> : literal<ExprKind::Name> {};

struct member_of_top {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.member({in.begin(), in.size()}, in.end());
  }
};
template <>
struct action<grammar::member_word> : member_of_top {};
template <>
struct action<grammar::value_member_word> : member_of_top {};

template <>
struct action<grammar::open_bracket> : opens_bracket {};
template <>
struct action<grammar::arguments_open> : opens_bracket {};
template <>
struct action<grammar::close_bracket> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.bracket_closed(in.end());
  }
};
template <>
struct action<grammar::call> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.call(in.end());
  }
};

// ---- operators
// -----------------------------------------------------------------------------------

template <>
struct action<grammar::times_operator> : is_operator {};
template <>
struct action<grammar::plus_operator> : is_operator {};
template <>
struct action<grammar::equal_operator> : is_operator {};
template <>
struct action<grammar::other_comparison_operator> : is_operator {};
template <>
struct action<grammar::and_word> : is_operator {};
template <>
struct action<grammar::or_word> : is_operator {};

template <>
struct action<grammar::times_tail> : joins_by_operator {};
template <>
struct action<grammar::plus_tail> : joins_by_operator {};
template <>
struct action<grammar::comparison_tail> : joins_by_operator {};
template <>
struct action<grammar::other_comparison_tail> : joins_by_operator {};
template <>
struct action<grammar::and_tail> : joins_by_operator {};
template <>
struct action<grammar::condition_and_tail> : joins_by_operator {};
template <>
struct action<grammar::or_tail> : joins_by_operator {};
template <>
struct action<grammar::condition_or_tail> : joins_by_operator {};

template <>
struct action<grammar::in_tail> : joins<ExprKind::In> {};
template <>
struct action<grammar::by_tail> : joins<ExprKind::By> {};
template <>
struct action<grammar::at_tail> : joins<ExprKind::At> {};
template <>
struct action<grammar::otherwise_tail> : joins<ExprKind::Otherwise> {};

template <>
struct action<grammar::rounding_mode> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.rounding({in.begin(), in.size()});
  }
};
template <>
struct action<grammar::to_quantum> {
  static void apply0(Builder& b) { b.quantum(); }
};
template <>
struct action<grammar::rounded_tail> {
  static void apply0(Builder& b) { b.rounded(); }
};

template <>
struct action<grammar::minus_form> : limited_and<wraps<ExprKind::Negate>> {};
template <>
struct action<grammar::value_negative> : wraps<ExprKind::Negate> {};
template <>
struct action<grammar::not_form> : limited_and<wraps<ExprKind::Not>> {};
template <>
struct action<grammar::condition_not_form> : limited_and<wraps<ExprKind::Not>> {};

// ---- forms
// ---------------------------------------------------------------------------------------

template <>
struct action<grammar::if_form> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.if_form(in.begin());
  }
};

template <>
struct action<grammar::known_form> : wraps<ExprKind::Known> {};

template <>
struct action<grammar::extreme_word> : begins_form {};
template <>
struct action<grammar::extreme_day_word> : begins_form {};
template <>
struct action<grammar::extreme_form> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.extreme(in.begin());
  }
};

template <>
struct action<grammar::group_word> : begins_form {};
template <>
struct action<grammar::group_form> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.group(in.begin());
  }
};

template <>
struct action<grammar::tier_side> : begins_form {};
template <>
struct action<grammar::tier_on_form> : ends_form<ExprKind::TierOn> {};

template <>
struct action<grammar::passed_kind> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form_begins(*in.begin() == 'f' ? "fiscal year" : "calendar year");
  }
};
template <>
struct action<grammar::passed_form> : ends_form<ExprKind::YearPassed> {};

template <>
struct action<grammar::aggregate_field_word> : begins_form {};
template <>
struct action<grammar::aggregate_count_word> : begins_form {};
template <>
struct action<grammar::aggregate_any_word> : begins_form {};
template <>
struct action<grammar::aggregate_ledger> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form().unit = {in.begin(), in.size()};
  }
};
template <>
struct action<grammar::aggregate_field> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form().field = {in.begin(), in.size()};
  }
};
template <>
struct action<grammar::where> {
  static void apply0(Builder& b) { b.form().where = true; }
};
template <>
struct action<grammar::aggregate_form> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.aggregate(in.begin());
  }
};

template <>
struct action<grammar::split_ledger> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form_begins({});
    b.form().unit = {in.begin(), in.size()};
  }
};
template <>
struct action<grammar::split_form> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.split(in.begin());
  }
};

template <>
struct action<grammar::period_word> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form_begins(*in.begin() == 'f' ? "fiscal year" : std::string_view{in.begin(), in.size()});
  }
};
template <>
struct action<grammar::short_period_word> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    action<grammar::period_word>::apply(in, b);
    b.form().unit = "of";
  }
};
template <>
struct action<grammar::period_of_word> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form().unit = {in.begin(), in.size()};
  }
};
template <>
struct action<grammar::period_form> : ends_form<ExprKind::PeriodOf> {};
template <>
struct action<grammar::short_period> : ends_form<ExprKind::PeriodOf> {};
template <>
struct action<grammar::edge_word> : begins_form {};
template <>
struct action<grammar::edge_form> : ends_form<ExprKind::PeriodEnd> {};
template <>
struct action<grammar::year_number_form> : wraps<ExprKind::YearNumber> {};

template <>
struct action<grammar::bands_mode_simple> : begins_form {};
template <>
struct action<grammar::bands_mode_to_limit> {
  static void apply0(Builder& b) { b.form_begins("each to its limit"); }
};
template <>
struct action<grammar::bands_mode_on_everything> {
  static void apply0(Builder& b) { b.form_begins("each on everything"); }
};
template <>
struct action<grammar::bands_used> {
  template <class Input>
  static void apply(const Input& in, Builder& b) {
    b.form().unit = {in.begin(), in.size()};
  }
};
template <>
struct action<grammar::bands_form> : ends_form<ExprKind::BandsOf> {};

}  // namespace tierline::ast
