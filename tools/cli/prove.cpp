// tierline prove: what becomes of a program's claims; of each that does not hold, a partner as a
// scenario that fails when it is pasted into the program.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/proofs.hpp"

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

Exit exit_of(const Proofs& proofs) {
  if (proofs.count(prover::Outcome::Refuted) > 0) return Exit::DoesNotHold;
  return proofs.count(prover::Outcome::Unknown) > 0 ? Exit::NotProved : Exit::Fine;
}

}  // namespace

Exit execute(const ProveArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program) return Exit::Unusable;  // 1 is for a claim that does not hold
  const auto provable = prove::make_provable(*program.value().compiled.checked, "");
  if (!provable) return unusable("the program is too large for its claims");
  const auto claims = chosen(provable->claims, arguments.claims);
  if (!claims) return unusable(claims.error().message);
  prove::SearchRequest request{&*provable, claims.value(), arguments.cases, arguments.seed,
                               listen_for_interrupts()};
  const auto report = prove::search(request);
  if (!report) return unusable(report.error().message);
  const Proofs proofs{&*provable, &report.value(), arguments.seed, arguments.examples};
  print(arguments.format == Format::Json ? proofs_json(proofs)
                                         : proofs_text(proofs, color_of_out()));
  return exit_of(proofs);
}

}  // namespace tierline::cli
