// The grammar of the language: declarations. Rules only, no actions; what is built from a rule is
// said in dsl/ast/from_source.cpp, what is said when a must-rule fails in dsl/grammar/messages.hpp.
// A rule with a name of its own has either an action or a message, or is used twice.
// Read by: dsl/ast/from_source.cpp    Tested by: tests/golden/parse,
// tests/unit/dsl/grammar_test.cpp
#pragma once

#include "dsl/grammar/claims.hpp"
#include "dsl/grammar/explain.hpp"
#include "dsl/grammar/expressions.hpp"

namespace tierline::dsl::grammar {

// ---- parts that several declarations share ------------------------------------------------------

struct block_open : symbol<'{'> {};

struct clause_source : name {};
struct clause_point : one<'.'> {};
struct clause_id : any_word {};
struct because : if_must<word<"because">, clause_source, clause_point, clause_id, blanks> {};

struct from_day : date {};
struct until_day : date {};
// The key of the next row of a table may be called `from` or `until`.
struct not_a_key : not_at<sor<one<':', ',', '.'>, keyword<"or">>> {};
struct valid_from : if_must<seq<word<"from">, not_a_key>, from_day, blanks> {};
struct valid_until : if_must<seq<word<"until">, not_a_key>, until_day, blanks> {};

struct type_name : name {};
struct type_digits : plus<pegtl::digit> {};
struct type_digits_close : one<')'> {};
struct type_optional : one<'?'> {};
struct type_low : simple_value {};
struct type_dots : pegtl::string<'.', '.'> {};
struct type_high : simple_value {};
struct type_range : if_must<word<"in">, type_low, type_dots, blanks, type_high> {};
struct type_digits_part : if_must<symbol<'('>, type_digits, blanks, type_digits_close, blanks> {};
struct type
    : seq<type_name, blanks, opt<type_digits_part>, opt<type_optional, blanks>, opt<type_range>> {};
struct type_after_colon : type {};
struct typed : if_must<symbol<':'>, type_after_colon> {};

struct file_name : text {};

// ---- program "T" { ... } ------------------------------------------------------------------------

struct program_title : text {};
struct program_open : block_open {};
struct program_close : one<'}'> {};
struct program_version : text {};
struct version_item : if_must<word<"version">, program_version, blanks> {};
struct force_word : word<"force"> {};
struct force_from_word : word<"from"> {};
struct force_item
    : if_must<word<"in">, force_word, force_from_word, from_day, blanks, opt<valid_until>> {};
struct program_currency : currency {};
struct currency_item : if_must<word<"currency">, program_currency, blanks> {};
struct fiscal_words : seq<word<"year">, word<"starts">> {};
struct fiscal_day : plus<pegtl::digit> {};
struct fiscal_month : name {};
struct fiscal_item
    : if_must<word<"fiscal">, fiscal_words, fiscal_day, blanks, fiscal_month, blanks> {};
struct month_words : word<"end"> {};
struct month_policy : sor<keyword<"reject">, keyword<"clamp">, keyword<"next">> {};
struct month_item : if_must<word<"month">, month_words, month_policy, blanks> {};
struct source_id : name {};
struct source_title : text {};
struct source_close : one<'}'> {};
struct clause_name : any_word {};
struct clause_title : text {};
struct clause_item : seq<clause_name, blanks, must<clause_title>, blanks> {};
struct source_body : if_must<block_open, star<clause_item>, source_close, blanks> {};
struct source_item
    : if_must<word<"source">, source_id, blanks, source_title, blanks, opt<source_body>> {};
struct program_declaration
    : if_must<
          word<"program">, program_title, blanks, program_open,
          star<sor<version_item, force_item, currency_item, fiscal_item, month_item, source_item>>,
          program_close, blanks> {};

// ---- tiers, enum, calendar ----------------------------------------------------------------------

struct tiers_first : name {};
struct tiers_next : name {};
struct tiers_declaration
    : if_must<word<"tiers">, tiers_first, blanks, star<if_must<symbol<'<'>, tiers_next, blanks>>> {
};

struct enum_name : name {};
struct enum_open : block_open {};
struct enum_first : name {};
struct enum_next : name {};
struct enum_close : one<'}'> {};
struct enum_declaration
    : if_must<word<"enum">, enum_name, blanks, enum_open, enum_first, blanks,
              star<if_must<symbol<','>, enum_next, blanks>>, enum_close, blanks> {};

struct calendar_name : name {};
struct calendar_open : block_open {};
struct calendar_close : one<'}'> {};
struct weekend_day : name {};
struct weekend_item : if_must<word<"weekend">, weekend_day, blanks,
                              star<if_must<symbol<','>, weekend_day, blanks>>> {};
struct holidays_file : file_name {};
struct holidays_day : date {};
struct holidays_from : if_must<word<"from">, holidays_file, blanks> {};
struct holidays_days : seq<holidays_day, blanks, star<if_must<symbol<','>, holidays_day, blanks>>> {
};
struct holidays_list : sor<holidays_from, holidays_days> {};
struct holidays_item : if_must<word<"holidays">, holidays_list> {};
struct working_file : file_name {};
struct working_day : date {};
struct working_from : if_must<word<"from">, working_file, blanks> {};
struct working_days : seq<working_day, blanks, star<if_must<symbol<','>, working_day, blanks>>> {};
struct working_list : sor<working_from, working_days> {};
struct working_word : word<"days"> {};
struct working_item : if_must<word<"working">, working_word, working_list> {};
struct known_days : sor<seq<valid_from, opt<valid_until>>, valid_until> {};
struct known_item : if_must<word<"in">, force_word, known_days> {};
struct calendar_declaration
    : if_must<word<"calendar">, calendar_name, blanks, calendar_open,
              star<sor<weekend_item, holidays_item, working_item, known_item>>, calendar_close,
              blanks> {};

// ---- subject and ledgers ------------------------------------------------------------------------

struct field_key : seq<at<word<"key">, name>, keyword<"key">> {};
struct field_name : name {};
struct field_default : simple_value {};
struct field_typed : seq<typed, opt<if_must<symbol<'='>, field_default>>, opt<because>> {};
struct field_value : suffix_expression {};
struct field_derived : seq<if_must<symbol<'='>, field_value>, opt<because>> {};
struct field_rest : sor<field_typed, field_derived> {};
struct field : seq<opt<field_key, blanks>, field_name, blanks, must<field_rest>> {};

struct subject_name : name {};
struct subject_open : block_open {};
struct subject_close : one<'}'> {};
struct subject_declaration : if_must<word<"subject">, subject_name, blanks, subject_open,
                                     star<field>, subject_close, blanks> {};

struct ledger_name : name {};
struct ledger_of : word<"of"> {};
struct ledger_subject : name {};
struct ledger_open : block_open {};
struct ledger_close : one<'}'> {};
struct ledger_declaration : if_must<word<"ledger">, ledger_name, blanks, ledger_of, ledger_subject,
                                    blanks, ledger_open, star<field>, ledger_close, blanks> {};

// ---- table --------------------------------------------------------------------------------------

struct table_name : name {};
struct keys_open : symbol<'('> {};
struct keys_close : one<')'> {};
struct key_name : name {};
struct key_label : seq<at<name, blanks, one<':'>>, key_name, blanks, symbol<':'>> {};
struct key_type : name {};
struct table_key : seq<opt<key_label>, must<key_type>, blanks> {};
struct table_hit : sor<keyword<"unique">, keyword<"first">, keyword<"sum">> {};
struct table_complete : keyword<"complete"> {};
struct table_file : file_name {};
struct table_from : if_must<word<"from">, table_file, blanks> {};
struct table_because : because {};
struct table_part
    : sor<seq<table_hit, blanks>, seq<table_complete, blanks>, table_from, table_because> {};

struct row_key : simple_value {};
struct row_first_key : simple_value {};
struct row_comma : symbol<','> {};
struct row_colon : symbol<':'> {};
struct row_value : simple_value {};
struct row_end : sor<valid_from, valid_until, because> {};
struct row
    : seq<row_first_key, star<sor<if_must<word<"or">, row_key>, if_must<row_comma, row_key>>>,
          must<row_colon, row_value>, star<row_end>> {};

struct line_begins : seq<name, blanks, one<':'>> {};
struct matrix_ahead : at<name, blanks, name> {};
struct header_word : name {};
struct line_name : name {};
struct cell : seq<not_at<line_begins>, simple_value> {};
struct line_cells : plus<cell> {};
struct line_colon : symbol<':'> {};
struct line : seq<line_name, blanks, must<line_colon, line_cells>, opt<because>> {};
struct matrix : seq<matrix_ahead, plus<not_at<line_begins>, header_word, blanks>, star<line>> {};

struct table_close : one<'}'> {};
struct table_rows : sor<matrix, star<row>> {};
struct table_body : if_must<block_open, table_rows, table_close, blanks> {};
struct table_declaration : if_must<word<"table">, table_name, blanks, keys_open, table_key,
                                   star<if_must<symbol<','>, table_key>>, keys_close, blanks,
                                   opt<typed>, star<table_part>, opt<table_body>> {};

// ---- define -------------------------------------------------------------------------------------

struct define_name : name {};
struct parameter_name : name {};
struct parameter_colon : symbol<':'> {};
struct parameter_type : type {};
struct parameter : seq<must<parameter_name>, blanks, must<parameter_colon, parameter_type>> {};
struct parameters_close : one<')'> {};
struct parameters : if_must<symbol<'('>, parameter, star<if_must<symbol<','>, parameter>>,
                            parameters_close, blanks> {};
struct define_equal : symbol<'='> {};
struct define_value : suffix_expression {};
struct define_because : because {};

struct except_name : name {};
struct except_parent : name {};
struct except_to : if_must<word<"to">, except_parent, blanks> {};
struct agreeing : keyword<"agreeing"> {};
struct condition : or_expression {};
// `when is_new = not b` fails as a comparison, which only says that the `=` is not part of one.
struct ends_before_equal
    : at<pegtl::try_catch_type<Failure, or_expression, opt<word<"agreeing">>, equal_operator>> {};
struct condition_before_equal : seq<ends_before_equal, condition> {};
struct condition_alone : condition_without_equal {};
struct when_condition : sor<condition_before_equal, condition_alone> {};
struct when : if_must<word<"when">, when_condition> {};
struct except_part : sor<except_to, valid_from, valid_until, when, seq<agreeing, blanks>> {};
struct except_equal : symbol<'='> {};
struct except_value : suffix_expression {};
struct exception : if_must<word<"except">, except_name, blanks, star<except_part>, except_equal,
                           except_value, opt<because>> {};
struct define_declaration
    : if_must<word<"define">, define_name, blanks, opt<parameters>, opt<typed>, define_equal,
              define_value, opt<define_because>, star<exception>> {};

// ---- tier ---------------------------------------------------------------------------------------

struct requirement_name : name {};
struct requirement_colon : symbol<':'> {};
struct requirement_condition : suffix_expression {};
struct grace_days : digits {};
struct grace_unit : sor<keyword<"days">, keyword<"day">> {};
struct grace : if_must<word<"grace">, grace_days, number_end, blanks, grace_unit, blanks> {};
struct assessed_rhythm : keyword<"yearly"> {};
struct assessed : if_must<word<"assessed">, assessed_rhythm, blanks> {};
struct requirement_part : sor<valid_from, valid_until, because, grace, assessed> {};
struct requirement : if_must<word<"requires">, requirement_name, blanks, requirement_colon,
                             requirement_condition, star<requirement_part>> {};
struct tier_name : name {};
struct tier_parent : name {};
struct tier_open : block_open {};
struct tier_close : one<'}'> {};
struct tier_declaration
    : if_must<word<"tier">, tier_name, blanks, opt<if_must<word<"extends">, tier_parent, blanks>>,
              tier_open, star<requirement>, tier_close, blanks> {};

// ---- status -------------------------------------------------------------------------------------

struct launch_words : seq<word<"placed">, word<"at">, word<"once">> {};
struct launch_line : seq<if_must<word<"launch">, launch_words>, opt<because>> {};
struct starts_day : suffix_expression {};
struct starts_line : seq<if_must<word<"starts">, starts_day>, opt<because>> {};
struct ends_day : suffix_expression {};
struct ends_line : seq<if_must<word<"ends">, ends_day>, opt<because>> {};
struct promote_delay : primary {};
struct promote_after : if_must<word<"after">, promote_delay> {};
struct promote_day : suffix_expression {};
struct promote_on : if_must<word<"on">, promote_day> {};
struct promote_when : sor<promote_after, promote_on> {};
struct promote_line : seq<if_must<word<"promote">, promote_when>, opt<because>> {};
struct anniversary_words : seq<word<"anniversary">, word<"of">> {};
struct anniversary_day : suffix_expression {};
struct anniversary : if_must<word<"each">, anniversary_words, anniversary_day> {};
struct assess_day : plus<pegtl::digit> {};
struct assess_month : name {};
struct assess_date : seq<assess_day, blanks, must<assess_month>, blanks> {};
struct assess_on : word<"on"> {};
struct assess_when : sor<anniversary, assess_date> {};
struct once_condition : suffix_expression {};
struct once : if_must<word<"once">, once_condition> {};
struct assess_line : seq<if_must<word<"assess">, assess_on, assess_when>, opt<once>, opt<because>> {
};
struct best_words : seq<word<"the">, word<"best">, word<"tier">, word<"kept">> {};
struct demote_best : if_must<word<"to">, best_words> {};
struct most_word : word<"most"> {};
struct most_tiers : plus<pegtl::digit> {};
struct most_unit : sor<word<"tiers">, word<"tier">> {};
struct demote_some : if_must<word<"at">, most_word, most_tiers, blanks, most_unit> {};
struct demote_how : sor<demote_best, demote_some> {};
struct demote_line : seq<if_must<word<"demote">, demote_how>, opt<because>> {};
struct holds_until : word<"until"> {};
struct holds_day : suffix_expression {};
struct holds_line : seq<if_must<word<"holds">, holds_until, holds_day>, opt<because>> {};
struct status_tier : keyword<"tier"> {};
struct status_open : block_open {};
struct status_close : one<'}'> {};
struct status_declaration : if_must<word<"status">, status_tier, blanks, status_open,
                                    star<sor<launch_line, starts_line, ends_line, promote_line,
                                             assess_line, demote_line, holds_line>>,
                                    status_close, blanks> {};

// ---- bands --------------------------------------------------------------------------------------

struct lower_edge_word : sor<keyword<"from">, keyword<"above">> {};
struct lower_edge_value : or_expression {};
struct lower_edge : if_must<seq<lower_edge_word, blanks>, lower_edge_value> {};
struct upper_edge_word : sor<keyword<"below">, seq<word<"up">, keyword<"to">>> {};
struct upper_edge_value : or_expression {};
struct upper_edge : if_must<seq<upper_edge_word, blanks>, upper_edge_value> {};
struct band_colon : symbol<':'> {};
struct band_value : or_expression {};
struct band_flat : or_expression {};
struct flat : if_must<word<"flat">, band_flat> {};
struct band : seq<sor<seq<lower_edge, opt<upper_edge>>, upper_edge>, must<band_colon, band_value>,
                  opt<flat>, opt<because>> {};
struct bands_name : name {};
struct bands_on : word<"on"> {};
struct bands_axis : suffix_expression {};
struct bands_typed : typed {};
struct bands_because : because {};
struct bands_open : block_open {};
struct bands_close : one<'}'> {};
struct bands_declaration
    : if_must<word<"bands">, bands_name, blanks, bands_on, bands_axis, bands_typed,
              opt<bands_because>, bands_open, star<band>, bands_close, blanks> {};

// ---- decide and scenario ------------------------------------------------------------------------

struct output : reference {};
struct decide_declaration
    : if_must<word<"decide">, output, blanks, star<if_must<symbol<','>, output, blanks>>> {};

struct fact_field : name {};
struct fact_value : simple_value {};
struct fact : seq<fact_field, blanks, must<fact_value>> {};
struct facts_record : name {};
struct facts_close : one<'}'> {};
struct facts : seq<not_at<keyword<"expect">>, facts_record, blanks, must<block_open>, star<fact>,
                   must<facts_close>, blanks> {};

struct by_group : seq<not_at<keyword<"expect">>, reference> {};
struct by_edge_word : sor<lower_edge_word, upper_edge_word> {};
struct by_edge_value : unary {};
struct by_edge : if_must<seq<by_edge_word, blanks>, by_edge_value> {};
struct by_entry : sor<keyword<"otherwise">, name> {};
struct by_what : sor<by_edge, seq<by_entry, blanks>> {};
struct decided_by : seq<by_group, blanks, must<by_what>> {};
struct first_decided_by : decided_by {};
struct expect_because : if_must<word<"because">, first_decided_by,
                                star<sor<if_must<symbol<','>, first_decided_by>, decided_by>>> {};
struct missing_word : seq<at<word<"missing">, name>, keyword<"missing">> {};
struct missing_field : name {};
struct expect_name : reference {};
// One value in brackets is that value; several are the parts of a split.
struct parts_open : symbol<'('> {};
struct first_part : suffix_expression {};
struct next_part : suffix_expression {};
struct parts_close : one<')'> {};
struct expect_parts
    : seq<if_must<parts_open, first_part, star<if_must<symbol<','>, next_part>>, parts_close>,
          blanks> {};
struct expect_value : sor<expect_parts, simple_value> {};
struct expect_equal : if_must<symbol<'='>, expect_value> {};
struct expect_day : date {};
struct expect_from : if_must<word<"from">, expect_day, blanks> {};
struct expect_rest : sor<seq<expect_equal, opt<expect_from>, opt<expect_because>>, expect_because> {
};
struct expected_claim : name {};
struct expect_invariant : if_must<word<"invariant">, expected_claim, blanks> {};
struct expect_what : sor<seq<missing_word, blanks, missing_field, blanks>, expect_invariant,
                         seq<expect_name, blanks, must<expect_rest>>> {};
struct expect : if_must<word<"expect">, expect_what> {};
struct step_day : date {};
struct expects : plus<expect> {};
struct step : if_must<word<"today">, step_day, blanks, expects> {};
struct scenario_title : text {};
struct scenario_open : block_open {};
struct scenario_close : one<'}'> {};
struct steps : plus<step> {};
struct scenario_declaration : if_must<word<"scenario">, scenario_title, blanks, scenario_open,
                                      star<facts>, steps, scenario_close, blanks> {};

// ---- a file -------------------------------------------------------------------------------------

struct declaration
    : sor<define_declaration, table_declaration, tier_declaration, ledger_declaration,
          bands_declaration, enum_declaration, scenario_declaration, tiers_declaration,
          decide_declaration, subject_declaration, calendar_declaration, program_declaration,
          status_declaration, claim_declaration> {};
struct end_of_text : pegtl::eof {};
struct program_text : seq<blanks, star<declaration>, must<end_of_text>> {};

}  // namespace tierline::dsl::grammar
