// ReplayPair: an example goes the way of all facts in both programs as they are: texts through the
// readers of data, then the scalar machine. Nothing is shown as a difference that is none here.
// Each program gets the facts that it knows.
// Made by: replay_pair.cpp    Read by: compare.cpp, scenario_of_pair.cpp
// Tested by: tests/unit/tools_compare, tests/cli/compare_test.cpp
#pragma once

#include "tools/compare/judge_pair.hpp"

namespace tierline::compare {

/// What both programs say of an example.
struct Replayed {
  bool differ = false;
  std::string answers[2];  // as texts
  std::string problem;     // why there is nothing to compare
  decision::Decision decisions[2];
};

Replayed replay(const Comparable& programs, const Item& item, const Counterexample& example);

/// The facts of the aligned records that one of the programs has; and what it does not have.
prover::World facts_of(const Comparable& programs, size_t side, const prover::World& world,
                       std::vector<std::string>* left_out = nullptr);

/// Where an output of this name stands in a program; nothing: it is not decided, as `tier` need not
/// be.
std::optional<size_t> output_called(const Bytecode& program, const std::string& name);
/// Where a split of this name stands; there must be one.
size_t split_called(const bytecode::Schema& schema, const std::string& name);

}  // namespace tierline::compare
