// Mutant: a program with one small mistake, as an alteration of its texts: a threshold a cent
// higher, `<` for `<=`, an exception left out. What is compiled is the altered text itself, so the
// difference that is shown is all there is to a mutant.
// Made by: make/make.hpp    Read by: diff.hpp, examine.hpp, tools/cli
// Tested by: tests/unit/tools_mutate/make_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compile.hpp"

namespace tierline::mutate {

/// The kinds of mistakes, in the order in which they are listed.
enum class Operator : uint8_t {
  Thresholds,
  Rates,
  Cells,
  Edges,
  Modes,
  Dates,
  Delays,
  Grace,
  Assessment,
  Comparisons,
  Logic,
  Arithmetic,
  Extremes,
  Choices,
  Conditions,
  Periods,
  Rounding,
  Words,
  Otherwise,
  Defaults,
  Requirements,
  Exceptions,
  Status,
  Calendars,
};
inline constexpr size_t kOperators = static_cast<size_t>(Operator::Calendars) + 1;

struct OperatorInfo {
  std::string_view name;   // as on the command line
  std::string_view about;  // what becomes of what
};
const std::array<OperatorInfo, kOperators>& operators();
inline const OperatorInfo& info(Operator op) { return operators()[static_cast<size_t>(op)]; }
std::optional<Operator> operator_named(std::string_view name);

/// The files of a program: its texts, then the CSV files that they name.
struct Texts {
  std::vector<source::SourceFile> files;
  size_t programs = 0;  // how many of them are texts of the program
};

/// The bytes [begin, end) of a file become `text`.
struct Edit {
  size_t file = 0;
  size_t begin = 0;
  size_t end = 0;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Mutant {
  Operator op{};
  size_t file = 0;          // where it begins, and on which line
  size_t line = 0;          // from 1
  std::string what;         // "`>=` becomes `>`"
  std::vector<Edit> edits;  // by file and place; they do not overlap
  size_t group = 0;         // mutants of one declaration or file share it
};

/// The texts with the edits made.
Texts altered(const Texts& texts, const std::vector<Edit>& edits);

/// The texts as a program: a CSV file that is not among them is asked of `load`.
compiler::ProgramText program_of(const Texts& texts, const checked::FileLoader& load);

}  // namespace tierline::mutate
