// For any program and any claims about it: what the search refutes fails before the slow judge too,
// and as a scenario that is pasted into the program; and what the solvers prove, no search refutes.
//
// To see it red: in tools/prove/judge.cpp exchange the two worlds of `never rises`, or in
// tools/prove/scenario_text.cpp leave out the last fact of an entry; in
// Formula::question leave out `given`, or let days_of in compiler/prover/conditions/inputs.cpp end
// the day before.
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tests/prover/all_claims.hpp"
#include "tools/cli/input/scenarios.hpp"
#include "tools/prove/proof.hpp"
#include "tools/prove/scenario_text.hpp"
#include "tools/prove/search.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prover {
namespace {

using checked::CheckedProgram;
using checked::Kind;

constexpr uint64_t kCases = 200;
constexpr size_t kClaimsMax = 12;
constexpr int kProofMs = 200;  // for each question to a solver

bool has_order(const checked::Type& type) {
  return type.kind == Kind::Number || type.kind == Kind::Day || type.kind == Kind::Bool ||
         (type.kind == Kind::Enum && type.enum_id == checked::kTierEnum);
}

/// `points`, `sale.amount`: every fact that can change, and whether it can rise.
struct Changeable {
  std::string name;
  bool rises = false;
};

void add_fields(const checked::Record& record, const std::string& lead,
                std::vector<Changeable>& out) {
  for (const checked::Field& field : record.fields) {
    if (!field.derived && !field.key) out.push_back({lead + field.name, has_order(field.type)});
  }
}

std::vector<Changeable> changeables(const CheckedProgram& program) {
  std::vector<Changeable> out;
  add_fields(program.account, program.account.name + ".", out);
  for (const checked::Record& ledger : program.ledgers) {
    add_fields(ledger, ledger.name + ".", out);
  }
  return out;
}

/// Claims about every output in turn, and every fact in turn: most of them do not hold.
std::string claims_about(const CheckedProgram& program) {
  const std::vector<Changeable> facts = changeables(program);
  std::string out;
  const size_t outputs = program.outputs.size();
  for (size_t i = 0; outputs > 0 && i < kClaimsMax; ++i) {
    const checked::Output& output = program.outputs[i % outputs];
    out += "invariant claim_" + std::to_string(i) + " : " + output.name;
    const bool ordered = has_order(output.type);
    if (output.type.kind == Kind::Bool && i < outputs) {
      out += "\n";
    } else if (facts.empty() || (i % 5 == 4 && !program.ledgers.empty())) {
      const std::string& ledger =
          program.ledgers.empty() ? "" : program.ledgers[i % program.ledgers.size()].name;
      if (ledger.empty()) return "";
      out += (ordered ? " never falls as " : " stays the same as ") + ledger + " is added\n";
    } else {
      const Changeable& fact = facts[i % facts.size()];
      const bool rises = ordered && fact.rises;
      out += (!rises       ? " stays the same as "
              : i % 2 == 0 ? " never falls as "
                           : " never rises as ") +
             fact.name + (rises ? " rises\n" : " changes\n");
    }
  }
  return out;
}

/// `0 EUR`, `0%`, `0`.
std::string zero(const checked::Unit& unit) {
  if (unit.measure == checked::Measure::Money) return "0 " + unit.currency;
  return unit.measure == checked::Measure::Percent ? "0%" : "0";
}

/// Claims about one world, each under a condition that some do not meet.
std::string plain_claims_about(const CheckedProgram& program) {
  std::vector<std::string> signs;
  std::string out;
  for (const checked::Output& output : program.outputs) {
    if (output.type.optional) continue;
    if (output.type.kind == Kind::Bool) signs.push_back(output.name);
    if (output.type.kind == Kind::Number)
      signs.push_back(output.name + " > " + zero(output.type.unit));
  }
  for (size_t i = 0; i < signs.size() && i < kClaimsMax; ++i) {
    const std::string& given = signs[(i + 1) % signs.size()];
    out += "invariant plain_" + std::to_string(i) + " : not (" + signs[i] + ")";
    if (given != signs[i] && i % 3 != 0) out += " given not (" + given + ")";
    out += "\n";
  }
  return out;
}

/// Empty, or what is wrong with what was said of a program.
std::string judged(const generators::ProgramSource& source, const prove::Provable& provable,
                   const prove::SearchReport& report, size_t& refuted) {
  for (const prove::SearchResult& result : report.results) {
    if (!result.verdict.example) continue;
    ++refuted;
    const Claim& claim = provable.claims.claims[result.claim];
    const std::string text =
        prove::scenario_text(provable.claims.program, claim, *result.verdict.example);
    if (prove::second_opinion(provable, claim, *result.verdict.example) != prove::Finding::Fails) {
      return "the slow judge does not find it to fail:\n" + text;
    }
    generators::ProgramSource pasted = source;
    pasted.text += text;
    std::string why;
    const compiler::Compiled compiled = generators::compile(pasted, why);
    if (!compiled.bytecode) return "cannot be pasted: " + why + text;
    for (const auto& one :
         cli::run_scenarios(*compiled.checked, *compiled.bytecode, claim.name + " does not hold")) {
      if (one.passed()) return "passes where it is pasted:\n" + text;
      const std::string& actual = one.failures.front().actual;
      const bool by_claim = actual == "`no`" || actual.find("in one world") != std::string::npos;
      if (!by_claim) return "fails for another reason, " + actual + ":\n" + text;
    }
  }
  return "";
}

TEST(LawSearch, WhatIsRefutedFailsEverywhere) {
  size_t programs = 0;
  size_t refuted = 0;
  const auto cases = generators::cases(1);
  law::holds("a refuted claim fails in the engine, before the judge and in the program",
             law::pairs() / 32, [&] {
               const generators::Built built = generators::build(*cases);
               if (!built.refused.empty()) RC_FAIL(built.refused);
               generators::ProgramSource source = built.source;
               source.text += "\n" + claims_about(*built.compiled.checked);
               std::string why;
               const compiler::Compiled compiled = generators::compile(source, why);
               if (!compiled.bytecode) RC_FAIL("claims were refused:\n" + why);
               const auto provable = prove::make_provable(*compiled.checked, "");
               if (!provable) return;
               const std::vector<size_t> claims = all_claims(*provable);
               const auto report = prove::search({&*provable, claims, kCases, 1, nullptr});
               if (!report) return;
               ++programs;
               const std::string found = judged(source, *provable, report.value(), refuted);
               if (!found.empty()) RC_FAIL(found + source.text);
             });
  EXPECT_GE(programs * 32 * 5, law::pairs() * 4) << "most programs can be searched";
  EXPECT_GE(refuted * 2, programs) << "the claims are too easy";
  RecordProperty("refuted", static_cast<int>(refuted));
}

/// One of the claims about the program, if it is proved.
std::vector<size_t> proved_of(const prove::Provable& provable, generators::Choices& choices) {
  const std::vector<size_t> claims = all_claims(provable);
  if (claims.empty()) return {};
  const size_t asked = choices.pick(claims);
  std::vector<size_t> out;
  for (const prove::ClaimProof& proof :
       prove::prove_claims({&provable, {asked}, kProofMs, false, nullptr})) {
    if (proof.result.verdict.outcome == Outcome::Proved) out.push_back(proof.result.claim);
  }
  return out;
}

TEST(LawSearch, WhatIsProvedIsNotRefuted) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "there is no solver";
  size_t programs = 0;
  size_t proved = 0;
  uint64_t held = 0;
  const auto cases = generators::cases(1);
  law::holds("no search refutes what is proved", law::pairs() / 80, [&] {
    const generators::Built built = generators::build(*cases);
    if (!built.refused.empty()) RC_FAIL(built.refused);
    auto choices = generators::Choices::fresh(*rc::gen::arbitrary<uint64_t>());
    generators::ProgramSource source = built.source;
    source.text += "\n" + (choices.below(2) == 0 ? claims_about(*built.compiled.checked)
                                                 : plain_claims_about(*built.compiled.checked));
    std::string why;
    const compiler::Compiled compiled = generators::compile(source, why);
    if (!compiled.bytecode) RC_FAIL("claims were refused:\n" + why);
    const auto provable = prove::make_provable(*compiled.checked, "");
    if (!provable) return;
    ++programs;
    const std::vector<size_t> claims = proved_of(*provable, choices);
    if (claims.empty()) return;
    proved += claims.size();
    const auto report = prove::search({&*provable, claims, kCases, 1, nullptr});
    if (!report) return;
    for (const prove::SearchResult& result : report.value().results) {
      held += result.counts.held;
      if (!result.verdict.example) continue;
      const Claim& claim = provable->claims.claims[result.claim];
      RC_FAIL("proved, but refuted by\n" +
              prove::scenario_text(provable->claims.program, claim, *result.verdict.example) +
              source.text);
    }
  });
  std::cout << "     " << proved << " claims of " << programs << " programs proved, " << held
            << " cases in which they held\n";
  EXPECT_GE(proved * 800, law::pairs()) << "hardly any claim is proved";
  EXPECT_GE(held, proved * 20) << "hardly any claim that is proved was looked at";
}

}  // namespace
}  // namespace tierline::prover
