#include "tools/cli/output/mutants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/mutate/diff.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;
using mutate::Fate;
using mutate::Mutant;
using mutate::Survey;
using mutate::Verdict;

constexpr std::array<std::string_view, mutate::kFates> kFateWords = {
    "refused", "same", "scenario", "claim", "equal", "survived"};

std::string_view word_of(Fate fate) { return kFateWords[static_cast<size_t>(fate)]; }

/// The name of a mutant: where, which kind, what.
std::string place_of(const Survey& survey, const Mutant& mutant) {
  return fmt::format("{}:{}", survey.original.texts.files[mutant.file].name, mutant.line);
}

std::string diff_of(const Survey& survey, const Mutant& mutant) {
  return mutate::unified_diff(survey.original.texts, mutant.edits);
}

/// `94.7`, never more than it is.
std::string percent_killed(const Survey& survey) {
  const size_t permille = survey.judged() == 0 ? 1000 : survey.killed() * 1000 / survey.judged();
  return fmt::format("{}.{}", permille / 10, permille % 10);
}

std::string head_text(const Survey& survey, const MutateArguments& arguments) {
  const checked::CheckedProgram& program = survey.original.program;
  const std::string sample =
      survey.mutants.size() < survey.made ? fmt::format(" of {}", grouped(survey.made)) : "";
  return fmt::format("`{}` {}: {}{} mutants, {} scenarios, {} claims, {} cases, seed {}\n",
                     bulk::escaped(program.title), bulk::escaped(program.version),
                     grouped(survey.mutants.size()), sample, program.scenarios.size(),
                     program.claims.size(), grouped(arguments.cases), arguments.seed);
}

std::string by_text(const Verdict& verdict) {
  if (verdict.by.empty()) return "";
  return fmt::format(": {}{}", bulk::escaped(verdict.by),
                     verdict.by_name ? " (it names a rule that is gone)" : "");
}

std::string mutant_text(const Survey& survey, size_t i, Color color) {
  const Mutant& mutant = survey.mutants[i];
  const Verdict& verdict = survey.verdicts[i];
  const bool survived = verdict.fate == Fate::Survived;
  const std::string word = fmt::format("{:<8}", word_of(verdict.fate));
  std::string out =
      fmt::format("{}  {}  {}: {}{}\n", survived ? painted(word, Paint::Red, color) : word,
                  place_of(survey, mutant), mutate::info(mutant.op).name,
                  bulk::escaped(mutant.what), by_text(verdict));
  if (survived) out += diff_of(survey, mutant) + "\n";
  return out;
}

/// How many mutants of a kind came to what.
using Counts = std::array<size_t, mutate::kFates>;

Counts counts_of(const Survey& survey, std::optional<mutate::Operator> op) {
  Counts counts{};
  for (size_t i = 0; i < survey.mutants.size(); ++i) {
    const bool counts_here = !op || survey.mutants[i].op == *op;
    if (counts_here && survey.verdicts[i].examined) {
      ++counts[static_cast<size_t>(survey.verdicts[i].fate)];
    }
  }
  return counts;
}

std::string row_text(std::string_view name, const Counts& counts) {
  std::string out = fmt::format("{:<13}", name);
  for (const Fate fate :
       {Fate::Scenario, Fate::Claim, Fate::Survived, Fate::Equal, Fate::Same, Fate::Refused}) {
    out += fmt::format("{:>10}", counts[static_cast<size_t>(fate)]);
  }
  return out + "\n";
}

std::string table_text(const Survey& survey) {
  std::string out = fmt::format("{:<13}", "");
  for (const char* name : {"scenario", "claim", "survived", "equal", "same", "refused"}) {
    out += fmt::format("{:>10}", name);
  }
  out += "\n";
  for (size_t i = 0; i < mutate::kOperators; ++i) {
    const auto op = static_cast<mutate::Operator>(i);
    const Counts counts = counts_of(survey, op);
    if (counts != Counts{}) out += row_text(mutate::info(op).name, counts);
  }
  return out + row_text("all", counts_of(survey, std::nullopt));
}

std::string end_text(const Survey& survey) {
  const auto by_name = std::count_if(survey.verdicts.begin(), survey.verdicts.end(),
                                     [](const Verdict& verdict) { return verdict.by_name; });
  if (survey.judged() == 0) {
    return fmt::format("no mutant was judged{}\n", survey.stopped ? "; interrupted" : "");
  }
  return fmt::format(
      "{}% killed: {} of {}, {} of them only since a scenario or claim names a rule "
      "that is gone{}\n",
      percent_killed(survey), grouped(survey.killed()), grouped(survey.judged()), by_name,
      survey.stopped ? "; interrupted" : "");
}

Json json_of(const Survey& survey, size_t i) {
  const Mutant& mutant = survey.mutants[i];
  const Verdict& verdict = survey.verdicts[i];
  Json out = {{"file", survey.original.texts.files[mutant.file].name},
              {"line", mutant.line},
              {"operator", mutate::info(mutant.op).name},
              {"what", mutant.what},
              {"fate", verdict.examined ? word_of(verdict.fate) : "not examined"},
              {"by", verdict.by},
              {"by_name", verdict.by_name}};
  if (verdict.examined && verdict.fate == Fate::Survived) out["diff"] = diff_of(survey, mutant);
  return out;
}

}  // namespace

std::string mutants_text(const Survey& survey, const MutateArguments& arguments, Color color) {
  std::string out = head_text(survey, arguments) + "\n";
  for (size_t i = 0; i < survey.mutants.size(); ++i) {
    const Verdict& verdict = survey.verdicts[i];
    if (!verdict.examined) continue;
    if (arguments.all || verdict.fate == Fate::Survived) out += mutant_text(survey, i, color);
  }
  return out + (out.ends_with("\n\n") ? "" : "\n") + table_text(survey) + "\n" + end_text(survey);
}

std::string mutants_json(const Survey& survey, const MutateArguments& arguments) {
  Json mutants = Json::array();
  for (size_t i = 0; i < survey.mutants.size(); ++i) mutants.push_back(json_of(survey, i));
  Json counts;
  const Counts all = counts_of(survey, std::nullopt);
  for (size_t i = 0; i < mutate::kFates; ++i) counts[std::string(kFateWords[i])] = all[i];
  const Json json = {{"program", survey.original.program.title},
                     {"version", survey.original.program.version},
                     {"cases", arguments.cases},
                     {"seed", arguments.seed},
                     {"made", survey.made},
                     {"interrupted", survey.stopped},
                     {"killed", survey.killed()},
                     {"judged", survey.judged()},
                     {"percent_killed", percent_killed(survey)},
                     {"counts", std::move(counts)},
                     {"mutants", std::move(mutants)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::cli
