// Examine: what becomes of one mutant. It is compiled; if its bytecode is new, the scenarios are
// run until one fails, then its claims are searched until one is refuted. What nothing notices
// survives: the program's examples and claims do not say that this mistake would be one.
// Made of: compiler, tools/prove    Read by: survey.hpp
// Tested by: tests/unit/tools_mutate/examine_test.cpp
#pragma once

#include <atomic>
#include <functional>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/mutate/mutant.hpp"

namespace tierline::mutate {

enum class Fate : uint8_t {
  Refused,   // does not compile
  Same,      // the bytecode of the program itself
  Scenario,  // a scenario fails
  Claim,     // a claim is refuted
  Equal,     // proved to decide the same for all facts
  Survived,
};
inline constexpr size_t kFates = static_cast<size_t>(Fate::Survived) + 1;

struct Verdict {
  Fate fate = Fate::Survived;
  std::string by;         // Refused: the first error. Scenario, Claim: its title or name
  bool by_name = false;   // it only names a rule that the mutant does not have any more
  bool examined = false;  // false: the survey was stopped before
};

/// Whether the scenario of a number holds, for a program and its bytecode, which outlive it.
using ScenarioHolds = std::function<bool(size_t scenario)>;
using ScenariosHold = std::function<ScenarioHolds(const checked::CheckedProgram& program,
                                                  const bytecode::Bytecode& bytecode)>;

struct Settings {
  ScenariosHold scenarios;
  uint64_t cases = 0;    // for the claims of each mutant; 0: they are not searched
  uint64_t seed = 0;     // of the cases
  int milliseconds = 0;  // for each question to a solver about what is left; 0: none is asked
  const std::atomic<bool>* stop = nullptr;
};

/// The program itself, which must be sound: all its scenarios hold, the search refutes no claim.
struct Original {
  Texts texts;
  checked::FileLoader load;
  checked::CheckedProgram program;
  bytecode::Bytecode bytecode;  // without places and digest
};
base::Result<Original, bulk::RunError> make_original(Texts texts, checked::FileLoader load,
                                                     const Settings& settings);

/// Examines mutants one after the other. It remembers which scenario killed the one before, and
/// asks it first: what notices one mistake in a rule is likely to notice the next.
class Examiner {
 public:
  /// Both must outlive the examiner.
  Examiner(const Original& original, const Settings& settings);

  Verdict examine(const Mutant& mutant);

  /// Asks solvers about a survivor: is it the program after all, or is a claim refuted?
  Verdict prove(const Mutant& mutant) const;

 private:
  std::optional<size_t> failing_scenario(const checked::CheckedProgram& program,
                                         const bytecode::Bytecode& bytecode);

  const Original& original_;
  const Settings& settings_;
  std::vector<size_t> order_;  // of the scenarios
};

/// The bytecode without what says where in the texts something stands.
bytecode::Bytecode without_places(bytecode::Bytecode code);

}  // namespace tierline::mutate
