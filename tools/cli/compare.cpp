// tierline compare: what two programs decide otherwise; of each thing that differs the smallest
// partner, as a scenario that holds in the old one and fails in the new one.
#include <algorithm>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/conditions.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/comparison.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/solver_notes.hpp"

namespace tierline::cli {

namespace {

compare::By by_of(ProveBy by) {
  if (by == ProveBy::Both) return compare::By::Both;
  return by == ProveBy::Search ? compare::By::Search : compare::By::Proof;
}

compare::Original original(const TextProgram& program) {
  return {&*program.compiled.checked, &*program.compiled.bytecode};
}

Exit exit_of(const compare::Report& report) {
  const auto any = [&](prover::Outcome outcome) {
    return std::any_of(report.results.begin(), report.results.end(),
                       [&](const auto& result) { return result.outcome == outcome; });
  };
  if (any(prover::Outcome::Refuted)) return Exit::DoesNotHold;
  return any(prover::Outcome::Unknown) ? Exit::NotProved : Exit::Fine;
}

}  // namespace

Exit execute(const CompareArguments& arguments) {
  const auto first = open_text(arguments.old_program, arguments.format);
  if (!first) return Exit::Unusable;  // 1 is for what differs
  const auto second =
      open_with_conditions(arguments.new_program, "--except", arguments.except, arguments.format);
  if (!second) return Exit::Unusable;
  const auto comparable = compare::make_comparable(
      original(first.value()), original(second.value().program), second.value().conditions);
  if (!comparable) return unusable(comparable.error().message);
  if (arguments.by != ProveBy::Search) note_missing_solvers();
  compare::Request request;
  request.programs = &comparable.value();
  request.by = by_of(arguments.by);
  request.cases = arguments.cases;
  request.seed = arguments.seed;
  request.milliseconds = static_cast<int>(arguments.seconds * 1000);
  request.stop = listen_for_interrupts();
  const auto report = compare::compare(request);
  if (!report) return unusable(report.error().message);
  note_failed_solvers(report.value().failures);
  const Comparison comparison{&comparable.value(), &report.value(), request.by, arguments.seed};
  print(arguments.format == Format::Json ? comparison_json(comparison)
                                         : comparison_text(comparison, color_of_out()));
  return exit_of(report.value());
}

}  // namespace tierline::cli
