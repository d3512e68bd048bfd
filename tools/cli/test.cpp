// tierline test: the scenarios of a program; of each that fails, what was expected, what came, and
// the rules that decided it.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string place_of(const source::SourceSet& sources, base::Span span) {
  const source::Position at = sources.position(span.begin);
  return fmt::format("{}:{}", sources.files()[at.file].name, at.line);
}

std::string text_of(const ScenarioFailure& failure, const source::SourceSet& sources) {
  std::string out = fmt::format("       {}{}\n", place_of(sources, failure.span),
                                failure.today.empty() ? "" : ", today " + failure.today);
  out += fmt::format("         expected {}\n", failure.expected);
  out += fmt::format("         actual   {}\n", bulk::escaped(failure.actual));
  for (const decision::DecidingRule& rule : failure.because) {
    out += fmt::format("         decided by {}\n", describe(rule));
  }
  for (const std::string& line : failure.history) {
    out += fmt::format("         history  {}\n", line);
  }
  return out;
}

std::string text_of(const ScenarioResult& result, const source::SourceSet& sources, Color color) {
  std::string out = fmt::format(
      "{}  {}\n",
      result.passed() ? painted("ok  ", Paint::Green, color) : painted("FAIL", Paint::Red, color),
      bulk::escaped(result.title));
  for (const ScenarioFailure& failure : result.failures) out += text_of(failure, sources);
  return out;
}

Json json_of(const ScenarioFailure& failure, const source::SourceSet& sources) {
  Json because = Json::array();
  for (const decision::DecidingRule& rule : failure.because) {
    because.push_back({{"rule", rule.group}, {"entry", rule.entry}, {"clause", rule.clause}});
  }
  return {{"place", place_of(sources, failure.span)},
          {"today", failure.today},
          {"expected", failure.expected},
          {"actual", failure.actual},
          {"because", std::move(because)},
          {"history", failure.history}};
}

Json json_of(const ScenarioResult& result, const source::SourceSet& sources) {
  Json failures = Json::array();
  for (const ScenarioFailure& failure : result.failures) {
    failures.push_back(json_of(failure, sources));
  }
  return {{"title", result.title},
          {"place", place_of(sources, result.span)},
          {"passed", result.passed()},
          {"failures", std::move(failures)}};
}

std::string json_of(const std::vector<ScenarioResult>& results, size_t passed,
                    const source::SourceSet& sources) {
  Json scenarios = Json::array();
  for (const ScenarioResult& result : results) scenarios.push_back(json_of(result, sources));
  const Json json = {
      {"passed", passed}, {"failed", results.size() - passed}, {"scenarios", std::move(scenarios)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string text_of(const std::vector<ScenarioResult>& results, size_t passed,
                    const source::SourceSet& sources) {
  std::string out;
  for (const ScenarioResult& result : results) out += text_of(result, sources, color_of_out());
  return out + fmt::format("{} passed, {} failed\n", passed, results.size() - passed);
}

}  // namespace

Exit execute(const TestArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program) return program.error();
  const auto& [sources, compiled, files] = program.value();
  const auto results = run_scenarios(*compiled.checked, *compiled.bytecode, arguments.filter);
  if (results.empty() && !arguments.filter.empty()) {
    return unusable(fmt::format("no scenario's title holds {}", bulk::shown(arguments.filter)));
  }
  const auto passed = static_cast<size_t>(
      std::count_if(results.begin(), results.end(),
                    [](const ScenarioResult& result) { return result.passed(); }));
  print(arguments.format == Format::Json ? json_of(results, passed, sources)
                                         : text_of(results, passed, sources));
  return passed == results.size() ? Exit::Fine : Exit::DoesNotHold;
}

}  // namespace tierline::cli
