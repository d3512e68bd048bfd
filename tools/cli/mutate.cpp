// tierline mutate: one small mistake after the other in a program, and whether a scenario or a
// claim notices it; what nothing notices is shown as a difference of the text.
#include <algorithm>
#include <optional>
#include <thread>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/input/scenarios.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/mutants.hpp"
#include "tools/cli/output/progress.hpp"
#include "tools/cli/output/solver_notes.hpp"

namespace tierline::cli {

namespace {

size_t processors() { return std::max(1U, std::thread::hardware_concurrency()); }

mutate::SurveyRequest request_of(const MutateArguments& arguments) {
  mutate::SurveyRequest request;
  request.settings.scenarios = scenarios_hold;
  request.settings.cases = arguments.cases;
  request.settings.seed = arguments.seed;
  request.settings.milliseconds = static_cast<int>(arguments.seconds * 1000);
  request.settings.stop = listen_for_interrupts();
  for (const std::string& name : arguments.operators) {
    request.operators.push_back(*mutate::operator_named(name));
  }
  request.sample = arguments.sample;
  request.threads = arguments.threads > 0 ? arguments.threads : processors();
  return request;
}

}  // namespace

Exit execute(const MutateArguments& arguments) {
  const auto opened = open_text(arguments.program, arguments.format);
  if (!opened) return Exit::Unusable;  // 1 is for mutants that nobody kills
  const compiler::LoadedProgram loaded = compiler::load_program(arguments.program);
  if (!loaded.program) return unusable(loaded.error);
  mutate::SurveyRequest request = request_of(arguments);
  if (request.settings.milliseconds > 0) note_missing_solvers();
  bulk::Progress progress;
  request.progress = &progress;
  std::optional<ProgressDisplay> display(std::in_place, progress, arguments.progress,
                                         ProgressWords{"examining", "mutants"});
  const auto survey = mutate::survey(*loaded.program, request);
  display.reset();
  if (!survey) return unusable(survey.error().message);
  print(arguments.format == Format::Json ? mutants_json(survey.value(), arguments)
                                         : mutants_text(survey.value(), arguments, color_of_out()));
  if (survey.value().stopped) return unusable("interrupted; what is said is of a part only");
  if (survey.value().judged() == 0 && arguments.least_killed > 0) {
    return unusable("no mutant was judged, so nothing can be said of --min-killed");
  }
  return survey.value().kills(arguments.least_killed) ? Exit::Fine : Exit::DoesNotHold;
}

}  // namespace tierline::cli
