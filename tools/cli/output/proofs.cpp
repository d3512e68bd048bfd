#include "tools/cli/output/proofs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/prove/scenario_text.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;
using prove::SearchResult;
using prover::Outcome;

std::string_view word_of(Outcome outcome) {
  constexpr std::string_view kWords[] = {"proved", "refuted", "unknown"};
  return kWords[static_cast<size_t>(outcome)];
}

const prover::Claim& claim_of(const Proofs& proofs, const SearchResult& result) {
  return proofs.program->claims.claims[result.claim];
}

std::string scenario_of(const Proofs& proofs, const SearchResult& result) {
  return prove::scenario_text(proofs.program->claims.program, claim_of(proofs, result),
                              *result.verdict.example);
}

/// `no`; of two worlds `34.00, then 33.99`.
std::string seen_text(const SearchResult& result) {
  std::string out;
  for (const prove::Seen& seen : result.replayed.seen) {
    out += (out.empty() ? "" : ", then ") + seen.subject;
  }
  return out;
}

/// `z3 4.8.12, whole cents, in 0.120 s`.
std::string by_whom(const std::string& by, int64_t milliseconds) {
  return fmt::format("{}, in {}.{:03} s", by, milliseconds / 1000, milliseconds % 1000);
}

std::string line_text(const Proofs& proofs, const SearchResult& result, size_t width, Color color) {
  const Outcome outcome = result.verdict.outcome;
  const std::string word = fmt::format("{:<7}", word_of(outcome));
  const std::string shown = outcome == Outcome::Refuted  ? painted(word, Paint::Red, color)
                            : outcome == Outcome::Proved ? painted(word, Paint::Green, color)
                                                         : word;
  return fmt::format("{}  {:<{}}  {}\n", shown, claim_of(proofs, result).name, width,
                     outcome == Outcome::Refuted ? seen_text(result)
                     : outcome == Outcome::Proved
                         ? "by " + by_whom(result.verdict.by, *result.verdict.milliseconds)
                         : result.verdict.why);
}

std::string head_text(const Proofs& proofs) {
  const auto& program = proofs.program->claims.program;
  const size_t claims = proofs.report->results.size();
  const std::string searched =
      proofs.report->cases == 0
          ? ""
          : fmt::format(", {} cases, seed {}", grouped(proofs.report->cases), proofs.seed);
  return fmt::format("`{}` {}: {} claim{}, by {}{}{}\n", bulk::escaped(program.title),
                     bulk::escaped(program.version), claims, claims == 1 ? "" : "s", proofs.by,
                     searched, proofs.report->stopped ? ", interrupted" : "");
}

const prover::Reach& reach_of(const Proofs& proofs, const prove::ReachResult& result) {
  return proofs.program->claims.reaches[result.reach];
}

/// What is claimed without being written, a line each.
std::string built_in_text(const Proofs& proofs, Color color) {
  std::string out;
  for (const prove::BuiltIn& one : proofs.built_in) {
    const std::string word = fmt::format("{:<7}", word_of(one.outcome));
    const std::string shown = one.outcome == Outcome::Refuted  ? painted(word, Paint::Red, color)
                              : one.outcome == Outcome::Proved ? painted(word, Paint::Green, color)
                                                               : word;
    out += fmt::format("{}  {}{}{}\n", shown, one.claim, one.by.empty() ? "" : ", by " + one.by,
                       one.why.empty() ? "" : ": " + one.why);
  }
  return out.empty() ? "" : "\nbuilt in\n" + out;
}

/// What nobody came to, a line each: it may be that nobody can.
std::string reaches_text(const Proofs& proofs) {
  const auto& reaches = proofs.report->reaches;
  const auto reached =
      std::count_if(reaches.begin(), reaches.end(),
                    [](const prove::ReachResult& one) { return one.example.has_value(); });
  if (reaches.empty()) return "";
  std::string out =
      fmt::format("\n{} of {} tiers, requirements, bands, exceptions and rows reached\n", reached,
                  reaches.size());
  for (const prove::ReachResult& one : reaches) {
    if (!one.example) out += fmt::format("not reached  {}\n", reach_of(proofs, one).name);
  }
  return out;
}

std::string examples_text(const Proofs& proofs) {
  std::string out;
  for (const prove::ReachResult& one : proofs.report->reaches) {
    if (!one.example) continue;
    const auto text =
        prove::scenario_text(proofs.program->claims.program, reach_of(proofs, one), *one.example);
    if (text) out += "\n" + *text;
  }
  return out;
}

Json json_of(const std::optional<int64_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json json_of(const Proofs& proofs, const prove::ReachResult& result) {
  const prover::Reach& reach = reach_of(proofs, result);
  Json out = {{"what", reach.name}, {"reached", result.example.has_value()}};
  if (!result.example) return out;
  const auto text = prove::scenario_text(proofs.program->claims.program, reach, *result.example);
  if (text) out["scenario"] = *text;
  return out;
}

Json json_of(const Proofs& proofs, const SearchResult& result) {
  Json out = {{"claim", claim_of(proofs, result).name},
              {"outcome", word_of(result.verdict.outcome)},
              {"by", result.verdict.by},
              {"why", result.verdict.why},
              {"milliseconds", json_of(result.verdict.milliseconds)},
              {"held", result.counts.held},
              {"not_given", result.counts.not_given},
              {"undetermined", result.counts.undetermined},
              {"vacuous", result.is_vacuous()}};
  if (!result.verdict.example) return out;
  Json values = Json::array();
  for (const prove::Seen& seen : result.replayed.seen) values.push_back(seen.subject);
  out["values"] = std::move(values);
  out["scenario"] = scenario_of(proofs, result);
  return out;
}

}  // namespace

size_t Proofs::count(Outcome outcome) const {
  return static_cast<size_t>(
      std::count_if(report->results.begin(), report->results.end(),
                    [&](const SearchResult& one) { return one.verdict.outcome == outcome; }));
}

size_t Proofs::count_dead() const {
  return static_cast<size_t>(std::count_if(built_in.begin(), built_in.end(), [](const auto& one) {
    return one.outcome == Outcome::Refuted;
  }));
}

std::string proofs_text(const Proofs& proofs, Color color) {
  std::string out = head_text(proofs);
  size_t width = 0;
  for (const SearchResult& result : proofs.report->results) {
    width = std::max(width, claim_of(proofs, result).name.size());
  }
  for (const SearchResult& result : proofs.report->results) {
    out += line_text(proofs, result, width, color);
  }
  for (const SearchResult& result : proofs.report->results) {
    if (result.verdict.example) out += "\n" + scenario_of(proofs, result);
  }
  if (proofs.examples) out += examples_text(proofs);
  const size_t dead = proofs.count_dead();
  return out + built_in_text(proofs, color) + reaches_text(proofs) +
         fmt::format("\n{} proved, {} refuted, {} unknown{}\n", proofs.count(Outcome::Proved),
                     proofs.count(Outcome::Refuted), proofs.count(Outcome::Unknown),
                     dead > 0 ? fmt::format("; built in: {} refuted", dead) : "");
}

std::string proofs_json(const Proofs& proofs) {
  Json claims = Json::array();
  for (const SearchResult& result : proofs.report->results) {
    claims.push_back(json_of(proofs, result));
  }
  Json reaches = Json::array();
  for (const prove::ReachResult& one : proofs.report->reaches) {
    reaches.push_back(json_of(proofs, one));
  }
  Json built_in = Json::array();
  for (const prove::BuiltIn& one : proofs.built_in) {
    built_in.push_back({{"claim", one.claim},
                        {"outcome", word_of(one.outcome)},
                        {"by", one.by},
                        {"why", one.why}});
  }
  const auto& program = proofs.program->claims.program;
  const Json json = {{"program", program.title},
                     {"version", program.version},
                     {"by", proofs.by},
                     {"cases", proofs.report->cases},
                     {"seed", proofs.seed},
                     {"interrupted", proofs.report->stopped},
                     {"proved", proofs.count(Outcome::Proved)},
                     {"refuted", proofs.count(Outcome::Refuted)},
                     {"unknown", proofs.count(Outcome::Unknown)},
                     {"built_in_refuted", proofs.count_dead()},
                     {"claims", std::move(claims)},
                     {"built_in", std::move(built_in)},
                     {"reaches", std::move(reaches)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// ---- the compiler's own work --------------------------------------------------------------------

namespace {

size_t count_proved(const prover::Translation& translation) {
  return static_cast<size_t>(
      std::count_if(translation.equalities.begin(), translation.equalities.end(),
                    [](const auto& one) { return one.proof.outcome == Outcome::Proved; }));
}

}  // namespace

std::string translation_text(const checked::CheckedProgram& program,
                             const prover::Translation& translation, Color color) {
  std::string out = fmt::format("`{}` {}: the bytecode and the program\n",
                                bulk::escaped(program.title), bulk::escaped(program.version));
  for (const std::string& difference : translation.differences) {
    out += fmt::format("{}  {}\n", painted("differs", Paint::Red, color), difference);
  }
  size_t width = 0;
  for (const auto& one : translation.equalities) width = std::max(width, one.name.size());
  for (const auto& one : translation.equalities) {
    const bool is_proved = one.proof.outcome == Outcome::Proved;
    const std::string word = fmt::format("{:<7}", word_of(one.proof.outcome));
    out += fmt::format(
        "{}  {:<{}}  {}\n", is_proved ? painted(word, Paint::Green, color) : word, one.name, width,
        is_proved ? "by " + by_whom(one.proof.by, one.proof.milliseconds) : one.proof.why);
  }
  return out + fmt::format("\n{} of {} proved the same, {} difference{}\n",
                           count_proved(translation), translation.equalities.size(),
                           translation.differences.size(),
                           translation.differences.size() == 1 ? "" : "s");
}

std::string translation_json(const checked::CheckedProgram& program,
                             const prover::Translation& translation) {
  Json equalities = Json::array();
  for (const auto& one : translation.equalities) {
    equalities.push_back({{"same", one.name},
                          {"outcome", word_of(one.proof.outcome)},
                          {"by", one.proof.by},
                          {"why", one.proof.why},
                          {"milliseconds", one.proof.milliseconds}});
  }
  const Json json = {{"program", program.title},
                     {"version", program.version},
                     {"proved", count_proved(translation)},
                     {"differences", translation.differences},
                     {"equalities", std::move(equalities)}};
  return json.dump(2) + "\n";
}

}  // namespace tierline::cli
