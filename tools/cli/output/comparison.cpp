#include "tools/cli/output/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/compare/scenario_of_pair.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;
using compare::ItemResult;
using prover::Outcome;

std::string_view word_of(Outcome outcome) {
  constexpr std::string_view kWords[] = {"equal", "differs", "unknown"};
  return kWords[static_cast<size_t>(outcome)];
}

std::string_view word_of(compare::By by) {
  constexpr std::string_view kWords[] = {"proof and search", "search", "proof"};
  return kWords[static_cast<size_t>(by)];
}

size_t count(const Comparison& comparison, Outcome outcome) {
  const auto& results = comparison.report->results;
  return static_cast<size_t>(
      std::count_if(results.begin(), results.end(),
                    [&](const ItemResult& one) { return one.outcome == outcome; }));
}

std::string counts_text(const Comparison& comparison) {
  return fmt::format("{} equal, {} differ, {} unknown", count(comparison, Outcome::Proved),
                     count(comparison, Outcome::Refuted), count(comparison, Outcome::Unknown));
}

const checked::CheckedProgram& program_of(const Comparison& comparison, size_t side) {
  return *comparison.programs->originals[side].checked;
}

std::string name_text(const checked::CheckedProgram& program) {
  return fmt::format("`{}` {}", bulk::escaped(program.title), bulk::escaped(program.version));
}

std::string head_text(const Comparison& comparison) {
  const compare::Report& report = *comparison.report;
  const std::string searched = report.cases == 0
                                   ? ""
                                   : fmt::format(", {} case{}, seed {}", grouped(report.cases),
                                                 report.cases == 1 ? "" : "s", comparison.seed);
  return fmt::format("OLD {}, NEW {}: by {}{}{}\n", name_text(program_of(comparison, 0)),
                     name_text(program_of(comparison, 1)), word_of(comparison.by), searched,
                     report.stopped ? ", interrupted" : "");
}

std::string scenario_of(const Comparison& comparison, const ItemResult& result) {
  return compare::scenario_text(*comparison.programs, result.item, *result.example,
                                result.replayed);
}

std::string said_of(const ItemResult& result) {
  switch (result.outcome) {
    case Outcome::Proved:
      return "by " + result.by;
    case Outcome::Refuted:
      return fmt::format("OLD {}, NEW {}", result.replayed.answers[0], result.replayed.answers[1]);
    case Outcome::Unknown:
      break;
  }
  return result.why;
}

std::string line_text(const ItemResult& result, size_t width, Color color) {
  const std::string word = fmt::format("{:<7}", word_of(result.outcome));
  const std::string shown = result.outcome == Outcome::Refuted  ? painted(word, Paint::Red, color)
                            : result.outcome == Outcome::Proved ? painted(word, Paint::Green, color)
                                                                : word;
  return fmt::format("{}  {:<{}}  {}\n", shown, result.item.name, width, said_of(result));
}

Json json_of(const Comparison& comparison, const ItemResult& result) {
  Json out = {{"name", result.item.name},
              {"outcome", word_of(result.outcome)},
              {"by", result.by},
              {"why", result.why}};
  if (!result.example) return out;
  out["old"] = result.replayed.answers[0];
  out["new"] = result.replayed.answers[1];
  out["today"] = calendar::to_text(result.example->today);
  out["scenario"] = scenario_of(comparison, result);
  return out;
}

Json json_of(const checked::CheckedProgram& program) {
  return {{"program", program.title}, {"version", program.version}};
}

}  // namespace

std::string comparison_text(const Comparison& comparison, Color color) {
  std::string out = head_text(comparison);
  for (const std::string& note : comparison.programs->alignment.notes) {
    out += "note     " + note + "\n";
  }
  const auto& results = comparison.report->results;
  size_t width = 0;
  for (const ItemResult& result : results) width = std::max(width, result.item.name.size());
  for (const ItemResult& result : results) out += line_text(result, width, color);
  for (const ItemResult& result : results) {
    if (result.example) out += "\n" + scenario_of(comparison, result);
  }
  return out + "\n" + counts_text(comparison) + "\n";
}

std::string comparison_json(const Comparison& comparison) {
  Json outputs = Json::array();
  for (const ItemResult& result : comparison.report->results) {
    outputs.push_back(json_of(comparison, result));
  }
  const Json json = {{"old", json_of(program_of(comparison, 0))},
                     {"new", json_of(program_of(comparison, 1))},
                     {"by", word_of(comparison.by)},
                     {"cases", comparison.report->cases},
                     {"seed", comparison.seed},
                     {"interrupted", comparison.report->stopped},
                     {"equal", count(comparison, Outcome::Proved)},
                     {"differ", count(comparison, Outcome::Refuted)},
                     {"unknown", count(comparison, Outcome::Unknown)},
                     {"notes", comparison.programs->alignment.notes},
                     {"outputs", std::move(outputs)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::cli
