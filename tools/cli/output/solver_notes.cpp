#include "tools/cli/output/solver_notes.hpp"

#include <fmt/format.h>

#include "compiler/prover/smt/solver.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

void note_missing_solvers() {
  const std::vector<std::string> missing = smt::missing_solvers();
  if (missing.size() != 1) return;  // of none at all every claim says so
  print_error(fmt::format("tierline: note: {}: one solver is asked, not two\n", missing.front()));
}

void note_failed_solvers(const prover::SolverFailures& failures) {
  for (const auto& [solver, how] : failures) {
    print_error(
        fmt::format("tierline: note: {} failed, and what it was asked then rests on the "
                    "other solver: {}\n",
                    solver, how));
  }
}

}  // namespace tierline::cli
