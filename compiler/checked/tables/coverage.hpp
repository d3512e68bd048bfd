// Coverage: whether a table has a row for every case in which it is asked, and if not, one case.
// Made by: nobody, these are functions    Read by: expressions/calls.cpp, tables
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"
#include "compiler/checked/values/bounds.hpp"

namespace tierline::checked {

/// The keys that one argument of a lookup can be.
struct KeyReach {
  std::vector<size_t> positions;      // rising
  std::optional<std::string> beyond;  // a key for which no position stands, if there can be one
};

struct Coverage {
  std::optional<std::string> witness;  // a case without a row: "`EMEA`, `Premier` on 2022-07-01"
  Days total;                          // without a witness: the days on which all cases have rows
};

KeyReach reach_of(const TableKey& key, const Expr& argument, const CheckedProgram& program);
KeyReach reach_of_all(const TableKey& key);

Coverage cover(const Table& table, const std::vector<KeyReach>& reach, Days today,
               const CheckedProgram& program);

/// How many keys are named; one position more, if there is one, stands for all other keys.
size_t named_positions(const TableKey& key, const CheckedProgram& program);

/// "`EMEA`", "\"DK\"", "any other text"
std::string key_text(const TableKey& key, size_t position, const CheckedProgram& program);

/// The position of interval `interval` of the cells of the keys at `positions`.
size_t cell_at(const Table& table, const std::vector<size_t>& positions, size_t interval);

/// The days that an interval holds: 0 up to before days[0], and so on.
Days days_of_interval(const Table& table, size_t interval);

/// Counts through all combinations of positions; false after the last one.
bool next_combination(const std::vector<size_t>& sizes, std::vector<size_t>& at);

}  // namespace tierline::checked
