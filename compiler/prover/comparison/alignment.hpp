// Alignment: two programs made comparable. Each is written onto the same facts: the fields, words
// and ledgers of both, in one order, so that one partner is the same columns to either. What both
// decide stands at the same place in either list of outputs. Where the programs do not fit
// together, a note says what is left out; where nothing is left, a problem says why.
// The first program is called OLD and the second NEW, as on the command line.
// Made by: align.cpp    Read by: equality.cpp, tools/compare
// Tested by: tests/unit/compiler_prover/comparison
#pragma once

#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"

namespace tierline::prover {

inline constexpr const char* kSideNames[] = {"OLD", "NEW"};

enum class Compared : uint8_t {
  Output,
  Split,
  Answer,  // whether there is one at all: a day that does not exist, a calendar that has ended
};

/// Something that both programs come to.
struct Item {
  std::string name;
  Compared what{};
  size_t index = 0;  // among the outputs or splits of both aligned programs
};

struct Alignment {
  checked::CheckedProgram programs[2];
  std::vector<Item> items;
  size_t given = 0;  // output of both: the partners and days that are compared
  checked::Day first_day = 0;
  checked::Day last_day = 0;  // both programs are in force from the first to the last
  std::vector<std::string> notes;
  std::vector<std::string> problems;  // if there are any, the rest is not to be used
};

/// Aligns two programs.
///   except  conditions of the second program: partners for whom one holds are not compared
Alignment align(const checked::CheckedProgram& first, const checked::CheckedProgram& second,
                const std::vector<checked::ExprId>& except = {});

}  // namespace tierline::prover
