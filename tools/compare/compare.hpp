// compare: what becomes of each thing that two programs decide: equal for all partners and days,
// different and for whom, or unknown and why. What is the same text needs nobody; then a few cases
// are looked at, which find most differences; then solvers are asked; what they leave open is
// searched for as long as was asked for.
// Made of: search_pair.hpp, compiler/prover/comparison    Read by: tools/cli/compare.cpp
// Tested by: tests/unit/tools_compare, tests/cli/compare_test.cpp,
// tests/prover/law_compare_test.cpp
#pragma once

#include "tools/compare/replay_pair.hpp"
#include "tools/compare/search_pair.hpp"

namespace tierline::compare {

/// Who is asked.
enum class By : uint8_t { Both, Search, Proof };

struct Request {
  const Comparable* programs = nullptr;
  By by = By::Both;
  uint64_t cases = 0;
  uint64_t seed = 0;
  int milliseconds = 0;  // for each question to a solver
  const std::atomic<bool>* stop = nullptr;
};

/// Proved: equal; Refuted: different, as the example shows, which was replayed in both programs.
struct ItemResult {
  Item item;
  prover::Outcome outcome = prover::Outcome::Unknown;
  std::string by;
  std::string why;  // Unknown
  std::optional<Counterexample> example;
  Replayed replayed;
};

struct Report {
  std::vector<ItemResult> results;
  uint64_t cases = 0;
  bool stopped = false;
  prover::SolverFailures failures;
};

/// The error says why nothing can be compared: too large, or nobody is left.
base::Result<Report, bulk::RunError> compare(const Request& request);

}  // namespace tierline::compare
