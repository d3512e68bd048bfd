// What each must-rule of a declaration says when it fails, and the control that asks for it.
// Made of: dsl/grammar/grammar.hpp    Read by: dsl/ast/from_source.cpp
// Tested by: tests/golden/parse
#pragma once

#include "dsl/grammar/expected.hpp"
#include "dsl/grammar/expression_messages.hpp"

namespace tierline::dsl::grammar {

// ---- shared parts -------------------------------------------------------------------------------

TIERLINE_EXPECTED(clause_source, name_of("a source and its clause", "write `because faq.price`"));
TIERLINE_EXPECTED(clause_point, part("`.` and a clause", "write `because faq.price`"));
TIERLINE_EXPECTED(clause_id, name_of("a clause of the source", "write `because faq.price`"));
TIERLINE_EXPECTED(from_day, date_for("a date after `from`"));
TIERLINE_EXPECTED(until_day, date_for("a date after `until`"));
TIERLINE_EXPECTED(type_after_colon,
                  name_of("a type",
                          "one of `int`, `decimal`, `percent`, a currency such as `EUR`, "
                          "`bool`, `date`, `text`, `Tier` or an enum"));
TIERLINE_EXPECTED(type_digits, part("the number of digits", "write `decimal(2)`"));
TIERLINE_EXPECTED(type_digits_close, close("`)`"));
TIERLINE_EXPECTED(type_low, value("the lower limit of the range", "write `percent in 0% .. 100%`"));
TIERLINE_EXPECTED(type_dots, part("`..` and the upper limit", "write `percent in 0% .. 100%`"));
TIERLINE_EXPECTED(type_high,
                  value("the upper limit of the range", "write `percent in 0% .. 100%`"));

// ---- program ------------------------------------------------------------------------------------

TIERLINE_EXPECTED(program_title,
                  part("the title in quotes", "write `program \"My program\" { ... }`"));
TIERLINE_EXPECTED(program_open, part("`{`", "write `program \"My program\" { currency EUR }`"));
TIERLINE_EXPECTED(
    program_close,
    close("`version`, `in force`, `currency`, `fiscal year`, `month end`, `source` or `}`",
          "write `program \"My program\" { version \"2022\"  currency EUR }`"));
TIERLINE_EXPECTED(program_version, part("the version in quotes", "write `version \"2022\"`"));
TIERLINE_EXPECTED(force_word, part("`force` after `in`", "write `in force from 2022-07-01`"));
TIERLINE_EXPECTED(force_from_word, part("`from` and a date", "write `in force from 2022-07-01`"));
TIERLINE_EXPECTED(program_currency, part("a currency in three capitals", "write `currency EUR`"));
TIERLINE_EXPECTED(fiscal_words, part("`year starts`", "write `fiscal year starts 1 July`"));
TIERLINE_EXPECTED(fiscal_day, part("the day of the month", "write `fiscal year starts 1 July`"));
TIERLINE_EXPECTED(fiscal_month,
                  name_of("the name of a month", "write `fiscal year starts 1 July`"));
TIERLINE_EXPECTED(month_words, part("`end` after `month`", "write `month end clamp`"));
TIERLINE_EXPECTED(month_policy, part("`reject`, `clamp` or `next`", "write `month end clamp`"));
TIERLINE_EXPECTED(source_id, name_of("a short name for the source",
                                     "write `source faq \"Questions and answers\"`"));
TIERLINE_EXPECTED(source_title, part("the title of the source in quotes",
                                     "write `source faq \"Questions and answers\"`"));
TIERLINE_EXPECTED(clause_title, part("the title of the clause in quotes",
                                     "write `price \"how the price is formed\"`"));
TIERLINE_EXPECTED(source_close, close("a clause with its title, or `}`",
                                      "write `price \"how the price is formed\"`"));

// ---- tiers, enum, calendar ----------------------------------------------------------------------

TIERLINE_EXPECTED(tiers_first, name_of("the lowest tier", "write `tiers Silver < Gold`"));
TIERLINE_EXPECTED(tiers_next, name_of("the next higher tier", "write `tiers Silver < Gold`"));
TIERLINE_EXPECTED(enum_name,
                  name_of("a name for the enum", "write `enum Region { North, South }`"));
TIERLINE_EXPECTED(enum_open, part("`{` and the words", "write `enum Region { North, South }`"));
TIERLINE_EXPECTED(enum_first,
                  name_of("the first word of the enum", "write `enum Region { North, South }`"));
TIERLINE_EXPECTED(enum_next,
                  name_of("a word after the comma", "write `enum Region { North, South }`"));
TIERLINE_EXPECTED(enum_close,
                  close("`,` and a further word, or `}`", "write `enum Region { North, South }`"));
TIERLINE_EXPECTED(calendar_name, name_of("a name for the calendar"));
TIERLINE_EXPECTED(calendar_open,
                  part("`{`", "write `calendar business { weekend Saturday, Sunday }`"));
TIERLINE_EXPECTED(known_days, part("`from` or `until` and a date",
                                   "write `in force from 2022-01-01 until 2024-12-31`"));
TIERLINE_EXPECTED(calendar_close, close("`weekend`, `holidays`, `working days`, `in force` or `}`",
                                        "write `calendar business { weekend Saturday, Sunday }`"));
TIERLINE_EXPECTED(weekend_day, name_of("the name of a day", "write `weekend Saturday, Sunday`"));
TIERLINE_EXPECTED(holidays_list, {Missing::Date, "dates, or `from` and a file",
                                  "write `holidays 2022-12-25, 2022-12-26` or "
                                  "`holidays from \"holidays.csv\"`"});
TIERLINE_EXPECTED(holidays_file,
                  part("a file name in quotes", "write `holidays from \"holidays.csv\"`"));
TIERLINE_EXPECTED(holidays_day, date_for("a date after the comma"));
TIERLINE_EXPECTED(working_word, part("`days` after `working`", "write `working days 2022-12-10`"));
TIERLINE_EXPECTED(working_list, {Missing::Date, "dates, or `from` and a file",
                                 "write `working days 2022-12-10` or "
                                 "`working days from \"extra.csv\"`"});
TIERLINE_EXPECTED(working_file,
                  part("a file name in quotes", "write `working days from \"extra.csv\"`"));
TIERLINE_EXPECTED(working_day, date_for("a date after the comma"));

// ---- subject and ledger -------------------------------------------------------------------------

TIERLINE_EXPECTED(field_rest, part("`:` and the type of the field, or `=` and its value",
                                   "write `region : Region` or `credit = price * 50%`"));
TIERLINE_EXPECTED(field_default,
                  value("the default value", "a literal, a word, or an expression in brackets"));
TIERLINE_EXPECTED(field_value, value("the value of the field"));
TIERLINE_EXPECTED(subject_name,
                  name_of("a name for the subject", "write `subject account { ... }`"));
TIERLINE_EXPECTED(subject_open, part("`{`", "write `subject account { key partner : text }`"));
TIERLINE_EXPECTED(subject_close, close("a field (`NAME : TYPE`) or `}`",
                                       "write `subject account { key partner : text }`"));
TIERLINE_EXPECTED(ledger_name,
                  name_of("a name for the ledger", "write `ledger sale of account { ... }`"));
TIERLINE_EXPECTED(ledger_of,
                  part("`of` and the subject", "write `ledger sale of account { ... }`"));
TIERLINE_EXPECTED(ledger_subject, name_of("the subject", "write `ledger sale of account { ... }`"));
TIERLINE_EXPECTED(ledger_open, part("`{`", "write `ledger sale of account { on : date }`"));
TIERLINE_EXPECTED(ledger_close,
                  close_after_value("a field (`NAME : TYPE` or `NAME = VALUE`) or `}`",
                                    "write `ledger sale of account { on : date }`"));

// ---- table --------------------------------------------------------------------------------------

TIERLINE_EXPECTED(table_name, name_of("a name for the table"));
TIERLINE_EXPECTED(keys_open,
                  part("`(` and the keys", "write `table share(Product) : percent { ... }`"));
TIERLINE_EXPECTED(key_type,
                  name_of("the type of a key", "write `table share(Product) : percent { ... }`"));
TIERLINE_EXPECTED(keys_close, close("`,` and a further key, or `)`",
                                    "write `table share(Product) : percent { ... }`"));
TIERLINE_EXPECTED(table_file, part("a file name in quotes", "write `from \"thresholds.csv\"`"));
TIERLINE_EXPECTED(row_key, value("a key", "write `Software, Care : 100%`"));
TIERLINE_EXPECTED(row_colon, part("`:` and the value of the row", "write `Software : 100%`"));
TIERLINE_EXPECTED(row_value,
                  value("the value of the row", "a literal, a word, or an expression in brackets"));
TIERLINE_EXPECTED(line_colon,
                  part("`:` and the values of the line", "write `discount : 0% 20% 30%`"));
TIERLINE_EXPECTED(line_cells, value("the values of the line, one for each column",
                                    "write `discount : 0% 20% 30%`"));
TIERLINE_EXPECTED(table_close, close("a row (`KEY : VALUE`) or `}`",
                                     "write `Software, Care : 100%`, or for a matrix "
                                     "`discount : 0% 20% 30%`"));

// ---- define -------------------------------------------------------------------------------------

TIERLINE_EXPECTED(define_name,
                  name_of("a name for the definition", "write `define goal = 500 EUR`"));
TIERLINE_EXPECTED(parameter_name,
                  name_of("a parameter", "write `define revenue(p : period) = ...`"));
TIERLINE_EXPECTED(parameter_colon, part("`:` and the type of the parameter",
                                        "write `define revenue(p : period) = ...`"));
TIERLINE_EXPECTED(parameter_type,
                  name_of("the type of the parameter", "write `define revenue(p : period) = ...`"));
TIERLINE_EXPECTED(parameters_close, close("`,` and a further parameter, or `)`",
                                          "write `define revenue(p : period) = ...`"));
TIERLINE_EXPECTED(define_equal, part("`=` and the value", "write `define goal : EUR = 500 EUR`"));
TIERLINE_EXPECTED(define_value, value("the value of the definition"));
TIERLINE_EXPECTED(except_name, name_of("a name for the exception",
                                       "write `except launch from 2022-07-01 = yes`"));
TIERLINE_EXPECTED(except_parent, name_of("the exception that this one belongs to"));
TIERLINE_EXPECTED(when_condition, value("a condition after `when`"));
TIERLINE_EXPECTED(except_equal,
                  part("`to`, `from`, `until`, `when`, `agreeing`, or `=` and the value",
                       "write `except launch from 2022-07-01 = yes`"));
TIERLINE_EXPECTED(except_value, value("the value of the exception"));

// ---- tier ---------------------------------------------------------------------------------------

TIERLINE_EXPECTED(tier_name, name_of("the tier", "write `tier Gold { requires ... }`"));
TIERLINE_EXPECTED(tier_parent, name_of("the tier whose requirements are inherited",
                                       "write `tier Gold extends Silver { ... }`"));
TIERLINE_EXPECTED(tier_open,
                  part("`{` and the requirements",
                       "write `tier Gold { requires brand : brand_aligned_on by today }`"));
TIERLINE_EXPECTED(tier_close,
                  close_after_value("a requirement (`requires NAME : CONDITION`) or `}`",
                                    "write `requires brand : brand_aligned_on by today`"));
TIERLINE_EXPECTED(requirement_name, name_of("a name for the requirement",
                                            "write `requires brand : brand_aligned_on by today`"));
TIERLINE_EXPECTED(requirement_colon, part("`:` and the condition",
                                          "write `requires brand : brand_aligned_on by today`"));
TIERLINE_EXPECTED(requirement_condition, value("the condition of the requirement"));
TIERLINE_EXPECTED(grace_days, part("the number of days", "write `grace 60 days`"));
TIERLINE_EXPECTED(grace_unit, part("`days`", "a grace is counted in days: write `grace 60 days`"));
TIERLINE_EXPECTED(assessed_rhythm,
                  part("`yearly`",
                       "requirements are assessed once a year: write `assessed yearly`"));

// ---- status -------------------------------------------------------------------------------------

TIERLINE_EXPECTED(status_tier,
                  part("`tier`", "write `status tier { promote after 3 business days }`"));
TIERLINE_EXPECTED(status_open,
                  part("`{`", "write `status tier { promote after 3 business days }`"));
TIERLINE_EXPECTED(status_close,
                  close_after_value("`launch`, `starts`, `ends`, `promote`, `assess`, `demote`, "
                                    "`holds` or `}`",
                                    "write `status tier { promote after 3 business days }`"));
TIERLINE_EXPECTED(launch_words, part("`placed at once`", "write `launch placed at once`"));
TIERLINE_EXPECTED(starts_day,
                  value("the day on which the account begins", "write `starts joined_on`"));
TIERLINE_EXPECTED(ends_day, value("the last day of the account", "write `ends closed_on`"));
TIERLINE_EXPECTED(promote_when,
                  part("`after` and a number of days, or `on` and a day",
                       "write `promote after 3 days`, or `promote on today + 3 business days`"));
TIERLINE_EXPECTED(promote_delay,
                  value("a number of days", "write `promote after 3 business days`"));
TIERLINE_EXPECTED(promote_day, value("a day", "write `promote on today + 3 business days`"));
TIERLINE_EXPECTED(assess_on,
                  part("`on` and a day of the year",
                       "write `assess on 1 January` or `assess on each anniversary of joined_on`"));
TIERLINE_EXPECTED(assess_when,
                  part("a day of the year or `each anniversary of`",
                       "write `assess on 1 January` or `assess on each anniversary of joined_on`"));
TIERLINE_EXPECTED(assess_month, name_of("the name of a month", "write `assess on 1 January`"));
TIERLINE_EXPECTED(anniversary_words, part("`anniversary of` and a day",
                                          "write `assess on each anniversary of joined_on`"));
TIERLINE_EXPECTED(anniversary_day,
                  value("a day", "write `assess on each anniversary of joined_on`"));
TIERLINE_EXPECTED(once_condition,
                  value("a condition after `once`",
                        "write `once a full calendar year has passed since joined_on`"));
TIERLINE_EXPECTED(demote_how,
                  part("`to the best tier kept` or `at most` and a number",
                       "write `demote to the best tier kept` or `demote at most 1 tier`"));
TIERLINE_EXPECTED(best_words, part("`the best tier kept`", "write `demote to the best tier kept`"));
TIERLINE_EXPECTED(most_word, part("`most` and a number", "write `demote at most 1 tier`"));
TIERLINE_EXPECTED(most_tiers, part("the number of tiers", "write `demote at most 1 tier`"));
TIERLINE_EXPECTED(most_unit, part("`tiers`", "write `demote at most 1 tier`"));
TIERLINE_EXPECTED(holds_until, part("`until` and a day", "write `holds until end of year today`"));
TIERLINE_EXPECTED(holds_day, value("a day", "write `holds until end of year today`"));

// ---- bands --------------------------------------------------------------------------------------

TIERLINE_EXPECTED(bands_name, name_of("a name for the bands"));
TIERLINE_EXPECTED(bands_on, part("`on` and what is measured",
                                 "write `bands rebate on revenue : percent { ... }`"));
TIERLINE_EXPECTED(bands_axis,
                  value("what is measured", "write `bands rebate on revenue : percent { ... }`"));
TIERLINE_EXPECTED(bands_typed,
                  part_after_value("`:` and the type of the bands' values",
                                   "write `bands rebate on revenue : percent { ... }`"));
TIERLINE_EXPECTED(bands_open,
                  part("`{` and the bands", "write `{ below 100 EUR : 0%  from 100 EUR : 2% }`"));
TIERLINE_EXPECTED(bands_close,
                  close_after_value("a band (`from EDGE : VALUE`) or `}`",
                                    "a band begins with `from`, `above`, `below` or `up to`"));
TIERLINE_EXPECTED(lower_edge_value,
                  value("the lower edge of the band", "write `from 100 EUR : 2%`"));
TIERLINE_EXPECTED(upper_edge_value,
                  value("the upper edge of the band", "write `below 100 EUR : 0%`"));
TIERLINE_EXPECTED(band_colon,
                  part_after_value("`:` and the value of the band", "write `from 100 EUR : 2%`"));
TIERLINE_EXPECTED(band_value, value("the value of the band", "write `from 100 EUR : 2%`"));
TIERLINE_EXPECTED(band_flat, value("the amount due on entering the band",
                                   "write `from 100 EUR : 2% flat 50 EUR`"));

// ---- decide and scenario ------------------------------------------------------------------------

TIERLINE_EXPECTED(output, name_of("what is decided", "write `decide tier, discount`"));
TIERLINE_EXPECTED(scenario_title,
                  part("the title in quotes", "write `scenario \"A new partner\" { ... }`"));
TIERLINE_EXPECTED(scenario_open, part("`{`", "write `scenario \"A new partner\" { ... }`"));
TIERLINE_EXPECTED(steps, part("facts (`account { ... }`), or `today` and a date",
                              "a scenario ends with `today 2022-12-31  expect tier = Gold`"));
TIERLINE_EXPECTED(scenario_close, close("`expect`, `today` or `}`",
                                        "write `today 2022-12-31  expect tier = Gold`"));
TIERLINE_EXPECTED(block_open, part("`{` and the facts", "write `account { region EMEA }`"));
TIERLINE_EXPECTED(fact_value,
                  value("the value of the field", "a literal or a word, as in `region EMEA`"));
TIERLINE_EXPECTED(facts_close, close("a field with its value (`region EMEA`) or `}`",
                                     "write `account { region EMEA  joined_on 2020-03-02 }`"));
TIERLINE_EXPECTED(step_day, date_for("a date after `today`"));
TIERLINE_EXPECTED(expects, part("`expect`", "write `today 2022-12-31  expect tier = Gold`"));
TIERLINE_EXPECTED(expect_what, name_of("what is expected",
                                       "write `expect tier = Gold` or `expect missing region`"));
TIERLINE_EXPECTED(expect_rest, part("`=` and a value, or `because`", "write `expect tier = Gold`"));
TIERLINE_EXPECTED(expect_value, value("a value after `=`", "a literal or a word, as in `= Gold`"));
TIERLINE_EXPECTED(expect_day, date_for("the day since which the tier is held, after `from`"));
TIERLINE_EXPECTED(first_part, value("a value after `(`", "write `= 5 EUR` or `= (3 EUR, 2 EUR)`"));
TIERLINE_EXPECTED(next_part, value("the next part after the comma", "write `= (3 EUR, 2 EUR)`"));
TIERLINE_EXPECTED(parts_close,
                  close_after_value("`,` and the next part, or `)`", "write `= (3 EUR, 2 EUR)`"));
TIERLINE_EXPECTED(first_decided_by,
                  name_of("the rule that decides",
                          "write `because rebate from 125%` or `because tier Gold`"));
TIERLINE_EXPECTED(by_what, part("a band, an exception, a tier or `otherwise`",
                                "write `because rebate from 125%` or `because tier Gold`"));
TIERLINE_EXPECTED(by_edge_value, value("the edge of the band", "write `because rebate from 125%`"));

// ---- claims -------------------------------------------------------------------------------------

TIERLINE_EXPECTED(claim_name, name_of("a name for the claim"));
TIERLINE_EXPECTED(claim_colon, part("`:` and what must always hold",
                                    "write `invariant rebate_is_capped : rebate <= 100 EUR`"));
TIERLINE_EXPECTED(claim_subject, value("what must always hold",
                                       "write `invariant rebate_is_capped : rebate <= 100 EUR`"));
TIERLINE_EXPECTED(claim_given_condition,
                  value("a condition after `given`", "write `given revenue >= 0 EUR`"));
TIERLINE_EXPECTED(claim_way, part("`falls` or `rises`", "write `never falls as points rises`"));
TIERLINE_EXPECTED(claim_same_words,
                  part("`the same as`", "write `stays the same as sale.site changes`"));
TIERLINE_EXPECTED(claim_as, part("`as` and a field", "write `never falls as points rises`"));
TIERLINE_EXPECTED(claim_varied, name_of("a field of the account, or a ledger and its field",
                                        "write `never falls as sale.amount rises`"));
TIERLINE_EXPECTED(claim_member, name_of("a field of the ledger", "write `sale.amount`"));
TIERLINE_EXPECTED(claim_rises,
                  part("`rises` or `is added`", "write `never falls as points rises`"));
TIERLINE_EXPECTED(claim_changes,
                  part("`changes` or `is added`", "write `stays the same as sale.site changes`"));
TIERLINE_EXPECTED(expected_claim,
                  name_of("the name of a claim", "write `expect invariant rebate_is_capped`"));

// ---- a file -------------------------------------------------------------------------------------

TIERLINE_EXPECTED(end_of_text, {Missing::Declaration, "a declaration", {}, true});

#undef TIERLINE_EXPECTED

/// PEGTL's control: says where reading stopped, and throws no words until they are shown.
template <class Rule>
struct control : pegtl::normal<Rule> {
  template <class Input, class Builder>
  [[noreturn]] static void raise(const Input& in, Builder& builder) {
    static_assert(kNeverFails<Rule> || !kExpected<Rule>.what.empty(),
                  "a must-rule needs its message in dsl/grammar/messages.hpp");
    throw Failure{builder.offset_of(in.current()), kExpected<Rule>};
  }
};

}  // namespace tierline::dsl::grammar
