// Expressions, loosest first, as docs/language.md lists them.
// No rule parses the same prefix twice: a choice is made by looking at the next two or three words,
// never by parsing an operand to see what comes after it. (One exception, `when`, is explained
// below; it cannot nest.) Operators are read as `star<operator, must<operand>>`, so that an error
// is reported where the operand is missing.
// Read by: dsl/grammar/grammar.hpp    Tested by: tests/golden/parse, tests/limits
#pragma once

#include "dsl/grammar/words.hpp"

namespace tierline::dsl::grammar {

struct or_expression;
struct suffix_expression;
struct primary;
struct unary;

// Words that may follow an expression: where one stands, the expression has ended.
struct after_expression_word
    : sor<keyword<"by">, keyword<"at">, keyword<"from">, keyword<"until">, keyword<"of">,
          keyword<"before">, keyword<"above">, keyword<"below">, keyword<"up">, keyword<"to">,
          keyword<"flat">, keyword<"agreeing">, keyword<"grace">, keyword<"assessed">,
          keyword<"over">, keyword<"never">, keyword<"stays">, keyword<"given">> {};
// `at`, `by` and `to` may also be the name of the next field: then a `:` or `=` follows.
struct not_a_field : not_at<sor<one<':'>, seq<one<'='>, not_at<one<'='>>>>> {};

// ---- literals
// ------------------------------------------------------------------------------------

struct number_digits : digits_with_point {};
struct number_percent : percent_sign {};
struct number_currency : currency {};
struct bare_number : seq<number_digits, must<number_end>> {};

struct duration_unit : seq<sor<pegtl::string<'d', 'a', 'y'>, pegtl::string<'m', 'o', 'n', 't', 'h'>,
                               pegtl::string<'y', 'e', 'a', 'r'>>,
                           opt<one<'s'>>, word_end> {};
struct duration_days : seq<pegtl::string<'d', 'a', 'y'>, opt<one<'s'>>, word_end> {};
struct duration_calendar : name {};
struct duration_by_calendar
    : at<not_at<after_expression_word>, name, in_line_blanks, duration_days> {};
// A unit stands on the line of its number: the next line may begin with a name in capitals.
struct duration_tail
    : seq<in_line_blanks, sor<duration_unit, seq<duration_by_calendar, duration_calendar,
                                                 in_line_blanks, duration_unit>>> {};
struct currency_tail : seq<in_line_blanks, number_currency> {};

struct number : seq<bare_number, opt<sor<number_percent, duration_tail, currency_tail>>, blanks> {};
struct plain_number : seq<bare_number, opt<sor<number_percent, currency_tail>>, blanks> {};
struct day_digits : date {};
struct day_literal : seq<day_digits, blanks> {};
struct text_literal : text {};
struct yes_or_no : sor<keyword<"yes">, keyword<"no">> {};

// ---- brackets
// ------------------------------------------------------------------------------------

struct open_bracket : symbol<'('> {};
struct bracket_value;
struct close_bracket : one<')'> {};
struct bracketed
    : seq<if_must<open_bracket, bracket_value, close_bracket>, opt<duration_tail>, blanks> {};

// ---- simple values: what may stand in lists without a separator ---------------------------------
// A literal, a word, or an expression in brackets; no durations, since the next word of a list may
// well be called `days`.

struct value_word : reference {};
struct value_member_word : any_word {};
struct value_member : seq<one<'.'>, must<value_member_word>> {};
struct value_name : seq<value_word, opt<value_member>, blanks> {};
struct value_number : plain_number {};
struct value_bracketed : seq<if_must<open_bracket, bracket_value, close_bracket>, blanks> {};
struct value_after_minus : sor<value_number, value_bracketed> {};
struct value_negative : if_must<symbol<'-'>, value_after_minus> {};
struct simple_value : sor<day_literal, value_number, seq<text_literal, blanks>,
                          seq<yes_or_no, blanks>, value_negative, value_bracketed, value_name> {};

// ---- functions that the language knows ----------------------------------------------------------

struct if_condition;
struct if_then;
struct if_else;
struct then_word : word<"then"> {};
struct else_word : word<"else"> {};
struct if_form : if_must<word<"if">, if_condition, then_word, if_then, else_word, if_else> {};

struct today : keyword<"today"> {};

struct first_argument;
struct next_argument;
struct arguments_open : symbol<'('> {};
struct arguments_close : one<')'> {};
struct arguments_comma : symbol<','> {};
struct arguments : if_must<arguments_open, first_argument,
                           star<if_must<arguments_comma, next_argument>>, arguments_close> {};

struct known_argument;
struct known_close : one<')'> {};
struct known_form : if_must<seq<at<word<"known">, one<'('>>, word<"known">, symbol<'('>>,
                            known_argument, known_close, blanks> {};

struct extreme_word
    : sor<seq<keyword<"max">, at<blanks, one<'('>>>, seq<keyword<"min">, at<blanks, one<'('>>>> {};
struct extreme_day_word : sor<seq<at<word<"later">, word<"of">, one<'('>>, keyword<"later">>,
                              seq<at<word<"earlier">, word<"of">, one<'('>>, keyword<"earlier">>> {
};
struct extreme_form : seq<sor<seq<extreme_word, blanks>, seq<extreme_day_word, blanks, word<"of">>>,
                          arguments, blanks> {};

struct aggregate_field_word : sor<seq<at<word<"sum">, word<"of">>, keyword<"sum">>,
                                  seq<at<word<"max">, word<"of">>, keyword<"max">>,
                                  seq<at<word<"min">, word<"of">>, keyword<"min">>> {};
struct aggregate_count_word : seq<at<word<"count">, word<"of">>, keyword<"count">> {};
struct aggregate_any_word : seq<at<word<"any">, reference>, keyword<"any">> {};
struct aggregate_ledger : name {};
struct aggregate_point : one<'.'> {};
struct aggregate_field : any_word {};
struct aggregate_condition;
struct where : if_must<word<"where">, aggregate_condition> {};
struct aggregate_form
    : sor<if_must<seq<aggregate_field_word, blanks, word<"of">>, aggregate_ledger, aggregate_point,
                  aggregate_field, blanks, opt<where>>,
          if_must<seq<aggregate_count_word, blanks, word<"of">>, aggregate_ledger, blanks,
                  opt<where>>,
          if_must<seq<aggregate_any_word, blanks>, aggregate_ledger, blanks, opt<where>>> {};

// `any of (A, B)` and `all of (A, B)`, of conditions.
struct group_word : sor<seq<at<word<"any">, word<"of">, one<'('>>, keyword<"any">>,
                        seq<at<word<"all">, word<"of">, one<'('>>, keyword<"all">>> {};
struct group_form : seq<group_word, blanks, word<"of">, arguments, blanks> {};

// `tier before DAY`, `tier after DAY`; a field may be called `before` or `after`.
struct tier_side : sor<keyword<"before">, keyword<"after">> {};
struct tier_day;
struct tier_on_form
    : if_must<
          seq<at<word<"tier">, tier_side, blanks, not_a_field>, word<"tier">, tier_side, blanks>,
          tier_day> {};

// `a full calendar year has passed since E`; `a` and `full` alone may be names.
struct passed_ahead
    : at<word<"a">, word<"full">, sor<keyword<"calendar">, keyword<"fiscal">, keyword<"year">>> {};
struct passed_kind : sor<keyword<"calendar">, keyword<"fiscal">> {};
struct passed_year : word<"year"> {};
struct passed_words : seq<word<"has">, word<"passed">, word<"since">> {};
struct passed_day;
struct passed_form : if_must<seq<passed_ahead, word<"a">, word<"full">>, passed_kind, blanks,
                             passed_year, passed_words, passed_day> {};
// The checker says where it may stand; here it is a form like any other, so that a split in a wrong
// place is told so.
struct split_amount;
struct split_over : word<"over"> {};
struct split_ledger : name {};
struct split_by : word<"by"> {};
struct split_weight;
struct split_form : if_must<word<"split">, split_amount, split_over, split_ledger, blanks, split_by,
                            split_weight, opt<where>> {};

struct period_name : sor<keyword<"month">, keyword<"quarter">, keyword<"year">,
                         seq<keyword<"fiscal">, blanks, keyword<"year">>> {};
struct period_word
    : seq<at<period_name, blanks, sor<keyword<"of">, keyword<"before">>>, period_name> {};
struct period_of_word : sor<keyword<"of">, keyword<"before">> {};
struct period_day;
struct period_form : seq<period_word, blanks, period_of_word, blanks, must<period_day>> {};

// `end of quarter D` is short for `end of quarter of D`; `end of quarter` alone is the end of a
// period that somebody named so. What follows decides: a day, a name or a bracket begins a D.
struct begins_day
    : sor<pegtl::digit, one<'('>, keyword<"today">, seq<not_at<after_expression_word>, reference>> {
};
struct year_number_ahead : at<word<"year">, word<"number">, keyword<"of">> {};
struct short_period_word
    : seq<not_at<year_number_ahead>, at<period_name, blanks, begins_day>, period_name> {};
struct short_period : seq<short_period_word, blanks, must<period_day>> {};
struct edge_word : sor<seq<at<word<"start">, keyword<"of">>, keyword<"start">>,
                       seq<at<word<"end">, keyword<"of">>, keyword<"end">>> {};
struct edge_period;
struct edge_form : seq<edge_word, blanks, word<"of">, must<edge_period>> {};

struct year_number_day;
struct year_number_form
    : seq<year_number_ahead, word<"year">, word<"number">, word<"of">, must<year_number_day>> {};

struct bands_mode_simple
    : seq<at<sor<word<"whole">, word<"marginal">>, name, blanks, keyword<"of">>,
          sor<keyword<"whole">, keyword<"marginal">>> {};
struct bands_mode_to_limit : seq<word<"each">, word<"to">, word<"its">, keyword<"limit">> {};
struct bands_mode_on_everything : seq<word<"each">, word<"on">, keyword<"everything">> {};
struct bands_mode : sor<bands_mode_simple, bands_mode_to_limit, bands_mode_on_everything> {};
struct bands_used : name {};
struct bands_of_word : word<"of"> {};
struct bands_amount;
struct bands_form
    : seq<bands_mode, blanks, must<bands_used>, blanks, must<bands_of_word, bands_amount>> {};

// ---- names
// ---------------------------------------------------------------------------------------

struct name_word : reference {};
struct member_word : any_word {};
struct member : seq<one<'.'>, must<member_word>> {};
struct call : seq<at<star<pegtl::blank>, one<'('>>, star<pegtl::blank>, arguments> {};
struct name_form : seq<name_word, opt<sor<member, call>>, blanks> {};

struct word_form
    : sor<if_form, seq<today, blanks>, seq<yes_or_no, blanks>, known_form, extreme_form, group_form,
          tier_on_form, passed_form, aggregate_form, split_form, year_number_form, period_form,
          edge_form, bands_form, name_form> {};

// Everything that can contain itself passes through here, through minus_form or through a not_form;
// a rule of its own, since a rule that inherits from `primary` has another name.
struct primary_form : sor<day_literal, number, bracketed, word_form, seq<text_literal, blanks>> {};
struct primary : seq<primary_form> {};

// ---- operators, tightest first ------------------------------------------------------------------

struct at_day;
struct at_tail : if_must<seq<word<"at">, not_a_field>, at_day> {};
struct postfix : seq<primary, star<at_tail>> {};

struct minus_operand;
struct minus_form : if_must<symbol<'-'>, minus_operand> {};
struct unary : sor<minus_form, postfix> {};

struct times_operator : seq<sor<one<'*'>, one<'/'>>, not_at<one<'*', '/'>>> {};
struct times_operand : unary {};
struct times_tail : if_must<seq<times_operator, blanks>, times_operand> {};
struct times_expression : seq<unary, star<times_tail>> {};

struct plus_operator : seq<sor<one<'+'>, one<'-'>>, not_at<one<'+', '>'>>> {};
struct plus_operand : times_expression {};
struct plus_tail : if_must<seq<plus_operator, blanks>, plus_operand> {};
struct plus_expression : seq<times_expression, star<plus_tail>> {};

struct equal_operator : seq<one<'='>, not_at<one<'=', '>'>>> {};
struct other_comparison_operator
    : sor<pegtl::string<'!', '='>, pegtl::string<'<', '='>, pegtl::string<'>', '='>,
          seq<one<'<'>, not_at<one<'>', '<'>>>, seq<one<'>'>, not_at<one<'>'>>>> {};
struct comparison_operator : sor<equal_operator, other_comparison_operator> {};
struct comparison_operand : plus_expression {};
struct comparison_tail : if_must<seq<comparison_operator, blanks>, comparison_operand> {};
struct in_period;
struct in_tail : if_must<word<"in">, in_period> {};
struct by_day;
struct by_tail : if_must<seq<word<"by">, not_a_field>, by_day> {};
struct comparison : seq<plus_expression, opt<sor<comparison_tail, in_tail, by_tail>>> {};

struct not_operand;
struct not_form : if_must<word<"not">, not_operand> {};
struct not_expression : sor<not_form, comparison> {};

struct and_operand : not_expression {};
struct and_word : keyword<"and"> {};
struct and_tail : if_must<seq<and_word, blanks>, and_operand> {};
struct and_expression : seq<not_expression, star<and_tail>> {};

struct or_operand : and_expression {};
struct or_word : keyword<"or"> {};
struct or_tail : if_must<seq<or_word, blanks>, or_operand> {};
struct or_expression : seq<and_expression, star<or_tail>> {};

// ---- the same, but `=` is no comparison ---------------------------------------------------------
// For `except X when C = E`: a condition reaches as far as it can, and `when is_new = 5%` leaves
// its only `=` to the exception.

struct other_comparison_tail : if_must<seq<other_comparison_operator, blanks>, comparison_operand> {
};
struct condition_comparison
    : seq<plus_expression, opt<sor<other_comparison_tail, in_tail, by_tail>>> {};
struct condition_not_operand;
struct condition_not_form : if_must<word<"not">, condition_not_operand> {};
struct condition_not : sor<condition_not_form, condition_comparison> {};
struct condition_and_operand : condition_not {};
struct condition_and_tail : if_must<seq<and_word, blanks>, condition_and_operand> {};
struct condition_and : seq<condition_not, star<condition_and_tail>> {};
struct condition_or_operand : condition_and {};
struct condition_or_tail : if_must<seq<or_word, blanks>, condition_or_operand> {};
struct condition_without_equal : seq<condition_and, star<condition_or_tail>> {};

// ---- suffixes
// ------------------------------------------------------------------------------------

struct mode_word : sor<keyword<"even">, keyword<"up">, keyword<"down">> {};
struct half_mode : seq<word<"half">, must<mode_word>> {};
struct rounding_mode
    : sor<half_mode, keyword<"up">, keyword<"down">, keyword<"ceiling">, keyword<"floor">> {};
struct quantum : plain_number {};
struct to_quantum : if_must<seq<word<"to">, not_a_field>, quantum> {};
struct rounded_tail : if_must<word<"rounded">, rounding_mode, blanks, opt<to_quantum>> {};
struct otherwise_value;
struct otherwise_tail : if_must<word<"otherwise">, otherwise_value> {};
struct suffix_expression : seq<or_expression, star<sor<rounded_tail, otherwise_tail>>> {};

// ---- the operands that close the circle ---------------------------------------------------------

struct bracket_value : suffix_expression {};
struct if_condition : or_expression {};
struct if_then : or_expression {};
struct if_else : or_expression {};
struct first_argument : suffix_expression {};
struct next_argument : suffix_expression {};
struct known_argument : suffix_expression {};
struct aggregate_condition : or_expression {};
struct split_amount : plus_expression {};
struct split_weight : plus_expression {};
struct period_day : primary {};
struct edge_period : sor<short_period, primary> {};
struct year_number_day : primary {};
struct passed_day : plus_expression {};
struct bands_amount : primary {};
struct at_day : primary {};
struct tier_day : primary {};
struct minus_operand : unary {};
struct in_period : plus_expression {};
struct by_day : plus_expression {};
struct not_operand : not_expression {};
struct condition_not_operand : condition_not {};
struct otherwise_value : or_expression {};

}  // namespace tierline::dsl::grammar
