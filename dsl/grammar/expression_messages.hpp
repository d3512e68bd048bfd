// What each must-rule of dsl/grammar/expressions.hpp says when it fails.
// Made of: dsl/grammar/expressions.hpp    Read by: dsl/grammar/messages.hpp
// Tested by: tests/golden/parse
#pragma once

#include "dsl/grammar/expected.hpp"

namespace tierline::dsl::grammar {

// ---- words and literals -------------------------------------------------------------------------

TIERLINE_EXPECTED(text_close, {Missing::TextClose, "a closing quote"});
TIERLINE_EXPECTED(escape_letter, {Missing::EscapeLetter, "`\\\"`, `\\\\` or `\\n`"});
TIERLINE_EXPECTED(date_digits, date_for("a date"));
TIERLINE_EXPECTED(number_end, {Missing::NumberEnd, "the end of the number"});
TIERLINE_EXPECTED(word_end, {Missing::NumberEnd, "the end of the number"});

// ---- expressions --------------------------------------------------------------------------------

TIERLINE_EXPECTED(bracket_value, value("an expression in the brackets"));
TIERLINE_EXPECTED(close_bracket, close_after_value("an operator or `)`"));
TIERLINE_EXPECTED(known_argument, value("a field", "write `known(joined_on)`"));
TIERLINE_EXPECTED(known_close, close_after_value("`)`", "write `known(joined_on)`"));
TIERLINE_EXPECTED(first_argument, value("an argument"));
TIERLINE_EXPECTED(next_argument, value("an argument after the comma"));
TIERLINE_EXPECTED(arguments_open, part("`(` and the arguments"));
TIERLINE_EXPECTED(arguments_close,
                  close_after_value("`,` and a further argument, or `)`", "write `max(a, b)`"));
TIERLINE_EXPECTED(value_member_word, name_of("a word after the point"));
TIERLINE_EXPECTED(member_word, name_of("a word after the point", "write `sale.credit`"));
TIERLINE_EXPECTED(value_after_minus, value("a number after the minus"));
TIERLINE_EXPECTED(if_condition,
                  value("a condition after `if`", "write `if tier = Premier then 3% else 0%`"));
TIERLINE_EXPECTED(then_word, part_after_value("`then`", "write `if CONDITION then A else B`"));
TIERLINE_EXPECTED(if_then, value("a value after `then`"));
TIERLINE_EXPECTED(else_word,
                  part_after_value("`else`",
                                   "every `if` says what holds otherwise: `if C then A else B`"));
TIERLINE_EXPECTED(if_else, value("a value after `else`"));
TIERLINE_EXPECTED(aggregate_ledger,
                  name_of("the name of a ledger", "write `sum of sale.credit` or `count of sale`"));
TIERLINE_EXPECTED(aggregate_point,
                  part("`.` and the field of the ledger", "write `sum of sale.credit`"));
TIERLINE_EXPECTED(aggregate_field, name_of("a field of the ledger", "write `sum of sale.credit`"));
TIERLINE_EXPECTED(aggregate_condition, value("a condition after `where`"));
TIERLINE_EXPECTED(split_amount, value("an amount", "write `split AMOUNT over LEDGER by WEIGHT`"));
TIERLINE_EXPECTED(split_over, part_after_value("`over` and a ledger",
                                               "write `split AMOUNT over LEDGER by WEIGHT`"));
TIERLINE_EXPECTED(split_ledger,
                  name_of("the name of a ledger", "write `split AMOUNT over LEDGER by WEIGHT`"));
TIERLINE_EXPECTED(split_by,
                  part("`by` and a weight", "write `split AMOUNT over LEDGER by WEIGHT`"));
TIERLINE_EXPECTED(split_weight,
                  value("the weight of an entry", "write `split AMOUNT over LEDGER by WEIGHT`"));
TIERLINE_EXPECTED(period_day, value("a day", "write `year of today` or `quarter of (on + 1 day)`"));
TIERLINE_EXPECTED(edge_period, value("a period", "write `end of quarter of today`"));
TIERLINE_EXPECTED(year_number_day, value("a day", "write `year number of today`"));
TIERLINE_EXPECTED(tier_day,
                  value("a day",
                        "the tier at the end of yesterday is written `tier before today`"));
TIERLINE_EXPECTED(passed_kind, part("`calendar year` or `fiscal year`",
                                    "write `a full calendar year has passed since joined_on`"));
TIERLINE_EXPECTED(passed_year,
                  part("`year`", "write `a full calendar year has passed since joined_on`"));
TIERLINE_EXPECTED(passed_words, part("`has passed since` and a day",
                                     "write `a full calendar year has passed since joined_on`"));
TIERLINE_EXPECTED(passed_day,
                  value("a day", "write `a full calendar year has passed since joined_on`"));
TIERLINE_EXPECTED(bands_used, name_of("the name of bands", "write `whole BANDS of AMOUNT`"));
TIERLINE_EXPECTED(bands_of_word, part("`of` and an amount", "write `whole BANDS of AMOUNT`"));
TIERLINE_EXPECTED(bands_amount, value("an amount", "write `whole BANDS of AMOUNT`"));
TIERLINE_EXPECTED(at_day, value("a day after `at`", "write `revenue at 2022-12-31`"));
TIERLINE_EXPECTED(minus_operand, value("a value after the minus"));
TIERLINE_EXPECTED(times_operand, value("a value after the operator"));
TIERLINE_EXPECTED(plus_operand, value("a value after the operator"));
TIERLINE_EXPECTED(comparison_operand, value("a value to compare with"));
TIERLINE_EXPECTED(in_period, value("a period after `in`", "write `on in year of today`"));
TIERLINE_EXPECTED(by_day, value("a day after `by`", "write `terms_accepted_on by today`"));
TIERLINE_EXPECTED(not_operand, value("a condition after `not`"));
TIERLINE_EXPECTED(condition_not_operand, value("a condition after `not`"));
TIERLINE_EXPECTED(and_operand, value("a condition after `and`"));
TIERLINE_EXPECTED(condition_and_operand, value("a condition after `and`"));
TIERLINE_EXPECTED(or_operand, value("a condition after `or`"));
TIERLINE_EXPECTED(condition_or_operand, value("a condition after `or`"));
TIERLINE_EXPECTED(mode_word,
                  part("`even`, `up` or `down` after `half`", "write `rounded half even`"));
TIERLINE_EXPECTED(rounding_mode, part("how to round",
                                      "one of `half even`, `half up`, `half down`, `up`, `down`, "
                                      "`ceiling`, `floor`"));
TIERLINE_EXPECTED(quantum, value("the step to round to", "write `rounded half even to 0.05`"));
TIERLINE_EXPECTED(otherwise_value, value("a value after `otherwise`"));

}  // namespace tierline::dsl::grammar
