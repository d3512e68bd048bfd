#include "tools/mutate/examine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tools/mutate/compiled.hpp"
#include "tools/prove/proof.hpp"

namespace tierline::mutate {

namespace {

using bytecode::Bytecode;

/// A claim that the search refutes, by name.
base::Result<std::optional<std::string>, bulk::RunError> refuted(
    const checked::CheckedProgram& program, const Settings& settings) {
  if (settings.cases == 0 || program.claims.empty()) return std::optional<std::string>();
  auto provable = prove::make_provable(program, "");
  if (!provable) return bulk::RunError{"the program is too large for its claims"};
  provable->claims.reaches.clear();  // who comes where is not asked here
  prove::SearchRequest request{&*provable, {}, settings.cases, settings.seed, settings.stop};
  request.claims.resize(provable->claims.claims.size());
  std::iota(request.claims.begin(), request.claims.end(), size_t{0});
  request.end_at_first = true;
  const auto report = prove::search(request);
  if (!report) return report.error();
  for (const prove::SearchResult& result : report.value().results) {
    if (result.verdict.outcome != prover::Outcome::Refuted) continue;
    return std::optional(provable->claims.claims[result.claim].name);
  }
  return std::optional<std::string>();
}

/// Equal as far as no code says it: which facts are taken and how, and what there is to decide.
bool same_frame(const Bytecode& one, const Bytecode& other) {
  return one.header == other.header && one.schema == other.schema;
}

/// Whether the proof says that the parts of a split are the same, not only that their sums are.
bool parts_are_proved(const prover::Translation& translation) {
  return std::all_of(translation.equalities.begin(), translation.equalities.end(),
                     [](const prover::ProvedPart& part) {
                       return !part.name.starts_with("split ") ||
                              part.proof.by == prover::kSameTerm;
                     });
}

Verdict misfit_verdict(const CompiledMutant& made) {
  return {made.misfit_is_claim ? Fate::Claim : Fate::Scenario, *made.misfit, true, true};
}

}  // namespace

Bytecode without_places(Bytecode code) {
  code.header.digest.clear();
  const auto strip = [](auto& items) {
    for (auto& item : items) item.span = {};
  };
  for (bytecode::Table& table : code.tables) strip(table.rows);
  for (bytecode::RuleGroup& group : code.groups) strip(group.entries);
  for (bytecode::Tier& tier : code.tiers) strip(tier.requirements);
  strip(code.tiers);
  strip(code.outputs);
  strip(code.splits);
  if (code.status) code.status->span = {};
  return code;
}

base::Result<Original, bulk::RunError> make_original(Texts texts, checked::FileLoader load,
                                                     const Settings& settings) {
  const compiler::ProgramText text = program_of(texts, load);
  CompiledMutant made = compile_mutant(text);
  if (!made.bytecode || made.misfit) return bulk::RunError{"the program does not compile"};
  const ScenarioHolds holds = settings.scenarios(*made.program, *made.bytecode);
  for (size_t i = 0; i < made.program->scenarios.size(); ++i) {
    if (holds(i)) continue;
    return bulk::RunError{
        fmt::format("scenario \"{}\" fails in the program itself; `tierline test` says how",
                    made.program->scenarios[i].title)};
  }
  const auto claim = refuted(*made.program, settings);
  if (!claim) return claim.error();
  if (claim.value()) {
    return bulk::RunError{fmt::format(
        "claim `{}` does not hold in the program itself; `tierline prove` says for whom",
        *claim.value())};
  }
  return Original{std::move(texts), std::move(load), *std::move(made.program),
                  without_places(*std::move(made.bytecode))};
}

Examiner::Examiner(const Original& original, const Settings& settings)
    : original_(original), settings_(settings), order_(original.program.scenarios.size()) {
  std::iota(order_.begin(), order_.end(), size_t{0});
}

std::optional<size_t> Examiner::failing_scenario(const checked::CheckedProgram& program,
                                                 const Bytecode& bytecode) {
  const ScenarioHolds holds = settings_.scenarios(program, bytecode);
  for (auto at = order_.begin(); at != order_.end(); ++at) {
    if (holds(*at)) continue;
    std::rotate(order_.begin(), at, at + 1);
    return order_.front();
  }
  return std::nullopt;
}

Verdict Examiner::examine(const Mutant& mutant) {
  const CompiledMutant made =
      compile_mutant(program_of(altered(original_.texts, mutant.edits), original_.load));
  if (made.only_misfits) return misfit_verdict(made);
  if (!made.bytecode) return {Fate::Refused, made.error, false, true};
  if (without_places(*made.bytecode) == original_.bytecode) return {Fate::Same, "", false, true};
  if (const auto scenario = failing_scenario(*made.program, *made.bytecode)) {
    return {Fate::Scenario, original_.program.scenarios[*scenario].title, false, true};
  }
  // A mutant for which nobody can be drawn has no claim that is refuted; it survives that.
  const auto claim = refuted(*made.program, settings_);
  if (claim && claim.value()) return {Fate::Claim, *claim.value(), false, true};
  if (made.misfit) return misfit_verdict(made);
  return {Fate::Survived, "", false, true};
}

Verdict Examiner::prove(const Mutant& mutant) const {
  const CompiledMutant made =
      compile_mutant(program_of(altered(original_.texts, mutant.edits), original_.load));
  const int limit = settings_.milliseconds;
  if (same_frame(without_places(*made.bytecode), original_.bytecode)) {
    const prover::Translation same =
        prove::prove_compiler(*made.program, original_.bytecode, limit, settings_.stop);
    if (same.proved() && parts_are_proved(same)) return {Fate::Equal, "", false, true};
  }
  const auto provable = prove::make_provable(*made.program, "");
  if (!provable) return {Fate::Survived, "", false, true};
  for (size_t claim = 0; claim < provable->claims.claims.size(); ++claim) {
    const auto proofs = prove::prove_claims({&*provable, {claim}, limit, false, settings_.stop});
    if (proofs.front().result.verdict.outcome != prover::Outcome::Refuted) continue;
    return {Fate::Claim, provable->claims.claims[claim].name, false, true};
  }
  return {Fate::Survived, "", false, true};
}

}  // namespace tierline::mutate
