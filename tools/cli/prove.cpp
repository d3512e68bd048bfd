// tierline prove: what becomes of a program's claims; of each that does not hold, a partner as a
// scenario that fails when it is pasted into the program.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/proofs.hpp"
#include "tools/cli/output/solver_notes.hpp"
#include "tools/cli/output/version.hpp"
#include "tools/prove/evidence.hpp"

namespace tierline::cli {

namespace {

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

prove::ExaminationRequest request_of(const prove::Provable& program, std::vector<size_t> claims,
                                     const ProveArguments& arguments) {
  prove::ExaminationRequest out{&program, std::move(claims)};
  out.ask_solvers = arguments.by != ProveBy::Search;
  out.look_for_examples = arguments.by != ProveBy::Proof;
  out.all_answers = !arguments.evidence.empty();
  out.milliseconds = static_cast<int>(arguments.seconds * 1000);
  out.cases = arguments.cases;
  out.seed = arguments.seed;
  out.stop = listen_for_interrupts();
  return out;
}

/// Examines the claims; the folder for evidence is looked at before anything else.
base::Result<prove::Examination, bulk::RunError> examine(const TextProgram& text,
                                                         const prove::ExaminationRequest& request,
                                                         const ProveArguments& arguments) {
  if (arguments.evidence.empty()) return prove::examine(request);
  auto folder = prove::evidence_folder(arguments.evidence);
  if (!folder) return folder.error();
  auto found = prove::examine(request);
  if (!found) return found.error();
  const auto error =
      prove::write_evidence(folder.value(), *request.program, found.value(), evidence_title(text));
  if (error) return *error;
  return found;
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
  const size_t refuted = proofs.count(prover::Outcome::Refuted) + proofs.count_dead();
  if (refuted > 0) return Exit::DoesNotHold;
  return proofs.count(prover::Outcome::Unknown) > 0 ? Exit::NotProved : Exit::Fine;
}

}  // namespace

Exit execute(const ProveArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program) return Exit::Unusable;  // 1 is for a claim that does not hold
  if (arguments.by == ProveBy::Search && !arguments.evidence.empty()) {
    return unusable("--evidence is of proofs, and --by search makes none");
  }
  if (arguments.by != ProveBy::Search) note_missing_solvers();
  if (arguments.compiler) return prove_translation(program.value().compiled, arguments);
  const auto provable = prove::make_provable(*program.value().compiled.checked, "");
  if (!provable) return unusable("the program is too large for its claims");
  const auto claims = chosen(provable->claims, arguments.claims);
  if (!claims) return unusable(claims.error().message);
  const auto found =
      examine(program.value(), request_of(*provable, claims.value(), arguments), arguments);
  if (!found) return unusable(found.error().message);
  note_failed_solvers(found.value().failures);
  const prove::SearchReport& report = found.value().report;
  const Proofs proofs{&*provable,         &report,
                      arguments.seed,     words_of(arguments.by),
                      arguments.examples, prove::built_in_claims(*provable, report)};
  print(arguments.format == Format::Json ? proofs_json(proofs)
                                         : proofs_text(proofs, color_of_out()));
  return exit_of(proofs);
}

}  // namespace tierline::cli
