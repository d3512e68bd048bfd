// tierline prove: what becomes of a program's claims; of each that does not hold, a partner as a
// scenario that fails when it is pasted into the program.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/proofs.hpp"
#include "tools/cli/output/version.hpp"
#include "tools/prove/evidence.hpp"
#include "tools/prove/proof.hpp"

namespace tierline::cli {

namespace {

// For each question about what nobody was found to come to; most are answered in a hundredth of it.
constexpr uint64_t kUnreachedMs = 1'000;

/// The claims of these names, in the order of the program; all if there are none.
base::Result<std::vector<size_t>, bulk::RunError> chosen(const prover::ClaimProgram& program,
                                                         const std::vector<std::string>& names) {
  std::vector<std::string_view> known;
  for (const prover::Claim& claim : program.claims) known.push_back(claim.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return bulk::RunError{fmt::format("the program has no claim {}{}", bulk::shown(name),
                                      bulk::suggestion(name, known))};
  }
  std::vector<size_t> out;
  for (size_t i = 0; i < known.size(); ++i) {
    const bool named = std::find(names.begin(), names.end(), known[i]) != names.end();
    if (names.empty() || named) out.push_back(i);
  }
  return out;
}

std::string words_of(ProveBy by) {
  if (by == ProveBy::Both) return "proof and search";
  return by == ProveBy::Search ? "search" : "proof";
}

/// What the search found beside what the solvers said: its examples are smaller, and where neither
/// decides, both say why.
void add_search(std::vector<prove::SearchResult>& results, const prove::SearchReport& found) {
  for (const prove::SearchResult& one : found.results) {
    const auto said = std::find_if(results.begin(), results.end(),
                                   [&](const auto& result) { return result.claim == one.claim; });
    if (one.verdict.outcome == prover::Outcome::Refuted) {
      *said = one;
    } else if (said->verdict.outcome == prover::Outcome::Unknown) {
      const std::string why = said->verdict.why;
      *said = one;
      if (!why.empty()) said->verdict.why += "; not proved: " + why;
    }
  }
}

/// What evidence is about: the program's digest, and each claim as it is written.
prove::EvidenceTitle evidence_title(const TextProgram& program) {
  prove::EvidenceTitle out{version(), program.compiled.bytecode->header.digest, {}};
  for (const checked::Claim& claim : program.compiled.checked->claims) {
    for (const ast::Decl& decl : program.compiled.ast.decls) {
      const auto* written = std::get_if<ast::ClaimDecl>(&decl);
      if (!written || written->name.span != claim.span) continue;
      out.claims.emplace_back(program.sources.text(written->span));
    }
  }
  return out;
}

/// Solvers first, as far as they are wanted; then a search for what they do not prove.
base::Result<prove::SearchReport, bulk::RunError> examine(const prove::Provable& program,
                                                          const std::vector<size_t>& claims,
                                                          const prove::EvidenceTitle& title,
                                                          const ProveArguments& arguments) {
  const std::atomic<bool>* stop = listen_for_interrupts();
  prove::SearchRequest search{&program, claims, arguments.cases, arguments.seed, stop};
  if (arguments.by == ProveBy::Search) return prove::search(search);
  prove::SearchReport report;
  const auto proofs =
      prove::prove_claims({&program, claims, static_cast<int>(arguments.seconds * 1000),
                           !arguments.evidence.empty(), stop});
  if (!arguments.evidence.empty()) {
    const auto error = prove::write_evidence(arguments.evidence, program, proofs, title);
    if (error) return *error;
  }
  for (const prove::ClaimProof& proof : proofs) report.results.push_back(proof.result);
  search.claims.clear();
  for (const prove::SearchResult& result : report.results) {
    if (result.verdict.outcome != prover::Outcome::Proved) search.claims.push_back(result.claim);
  }
  report.stopped = stop->load();
  if (arguments.by == ProveBy::Proof || report.stopped) return report;
  auto found = prove::search(search);
  if (!found) return found.error();
  prove::ask_about_unreached(program,
                             static_cast<int>(std::min(arguments.seconds * 1000, kUnreachedMs)),
                             stop, found.value().reaches);
  add_search(report.results, found.value());
  found.value().results = std::move(report.results);
  return std::move(found).value();
}

/// Proves that what is emitted is the program, output by output.
Exit prove_translation(const compiler::Compiled& compiled, const ProveArguments& arguments) {
  const prover::Translation translation =
      prove::prove_compiler(*compiled.checked, *compiled.bytecode,
                            static_cast<int>(arguments.seconds * 1000), listen_for_interrupts());
  print(arguments.format == Format::Json
            ? translation_json(*compiled.checked, translation)
            : translation_text(*compiled.checked, translation, color_of_out()));
  if (!translation.differences.empty()) return Exit::DoesNotHold;
  return translation.proved() ? Exit::Fine : Exit::NotProved;
}

/// What nobody is known to come to is said; only what nobody can come to does not hold.
Exit exit_of(const Proofs& proofs) {
  const bool dead =
      std::any_of(proofs.built_in.begin(), proofs.built_in.end(),
                  [](const auto& one) { return one.outcome == prover::Outcome::Refuted; });
  if (dead || proofs.count(prover::Outcome::Refuted) > 0) return Exit::DoesNotHold;
  return proofs.count(prover::Outcome::Unknown) > 0 ? Exit::NotProved : Exit::Fine;
}

}  // namespace

Exit execute(const ProveArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program) return Exit::Unusable;  // 1 is for a claim that does not hold
  if (arguments.by == ProveBy::Search && !arguments.evidence.empty()) {
    return unusable("--evidence is of proofs, and --by search makes none");
  }
  if (arguments.compiler) return prove_translation(program.value().compiled, arguments);
  const auto provable = prove::make_provable(*program.value().compiled.checked, "");
  if (!provable) return unusable("the program is too large for its claims");
  const auto claims = chosen(provable->claims, arguments.claims);
  if (!claims) return unusable(claims.error().message);
  const auto report =
      examine(*provable, claims.value(), evidence_title(program.value()), arguments);
  if (!report) return unusable(report.error().message);
  const Proofs proofs{&*provable,         &report.value(),
                      arguments.seed,     words_of(arguments.by),
                      arguments.examples, prove::built_in_claims(*provable, report.value())};
  print(arguments.format == Format::Json ? proofs_json(proofs)
                                         : proofs_text(proofs, color_of_out()));
  return exit_of(proofs);
}

}  // namespace tierline::cli
