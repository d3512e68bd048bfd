// over time: claims that ask for the tier of the day before, or of another day, about generated
// programs in which tiers move. What is proved is contradicted neither by the accounts that the
// generators make, on many days, nor by the search; what is refuted fails before the slow judge.
//
// To see it red: in compiler/prover/conditions/step/tier_step.cpp let a tier that is crossed today
// be due tomorrow.
#include <algorithm>

#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tests/prover/all_claims.hpp"
#include "tools/prove/claim_decider.hpp"
#include "tools/prove/proof.hpp"
#include "tools/prove/scenario_text.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prover {
namespace {

using checked::CheckedProgram;
using generators::Choices;

constexpr uint64_t kCases = 1'500;  // of the search, for each program
constexpr size_t kQuestions = 4;
constexpr int kClaims = 4;
constexpr int kMilliseconds = 250;
constexpr int kDaysJudged = 1'500;  // from the first day, one by one
constexpr int kDaysAround[] = {-400, -60, -10, -3, -2, -1, 0, 1, 2, 3, 4, 11, 31, 61, 91, 366};

/// Writes claims about the tier of yesterday, today and other days.
class Writer {
 public:
  Writer(const CheckedProgram& program, const std::string& text, Choices& choices)
      : program_(program), choices_(choices) {
    for (const checked::Tier& tier : program.tiers) {
      for (const checked::Requirement& each : tier.requirements) {
        const auto span = program[each.condition].span;
        const std::string words = text.substr(span.begin, span.end - span.begin);
        if (words.find("tier") == std::string::npos) conditions_.push_back("(" + words + ")");
      }
    }
  }

  std::string claim(int number) {
    std::string out = "\ninvariant over_time_" + std::to_string(number) + " : " + compared();
    for (uint32_t more = choices_.below(4), i = 0; i < more; ++i) {
      out += (i == 0 ? " given " : " and ") + condition();
    }
    return out;
  }

 private:
  std::string day() {
    return "(today - " + choices_.pick({"1", "2", "3", "10", "30", "60", "61", "90"}) + " days)";
  }

  std::string word() {
    const auto& words = program_.enums[0].words;
    return words[choices_.below(words.size())];
  }

  std::string tier() {
    switch (choices_.below(6)) {
      case 0:
      case 1:
        return "tier before today";
      case 2:
        return "tier after " + day();
      case 3:
        return "tier before " + day();
      default:
        return "tier";
    }
  }

  std::string compared() {
    const std::string order = choices_.pick({" >= ", " <= ", " = ", " < ", " >= "});
    return tier() + order + (choices_.chance(1, 2) ? word() : tier());
  }

  std::string condition() {
    if (conditions_.empty() || choices_.chance(1, 3)) return compared();
    const std::string met = choices_.pick(conditions_);
    switch (choices_.below(4)) {
      case 0:
        return met;
      case 1:
        return "not " + met;
      case 2:
        return "(" + met + " at " + day() + ")";
      default:
        return "not (" + met + " at " + day() + ")";
    }
  }

  const CheckedProgram& program_;
  Choices& choices_;
  std::vector<std::string> conditions_;
};

/// The program with those claims that the compiler takes: not all conditions may be asked on a day.
std::string with_claims(const generators::Built& built, Choices& choices) {
  Writer writer(*built.compiled.checked, built.source.text, choices);
  generators::ProgramSource source = built.source;
  for (int i = 0; i < kClaims; ++i) {
    generators::ProgramSource more = source;
    more.text += writer.claim(i);
    std::string why;
    if (generators::compile(more, why).bytecode) source = more;
  }
  return source.text + "\n";
}

/// The account of a question on days around its own; how often the claim held.
int contradict(const prove::Provable& provable, const Claim& claim,
               const generators::Question& asked) {
  const CheckedProgram& program = provable.claims.program;
  generators::Question question = asked;
  question.facts.account.resize(program.account.fields.size());
  const auto batch = generators::to_batch(program, provable.bytecode.schema, {question});
  prove::ClaimDecider decider(provable.bytecode, prove::held_in_schema(provable.claims));
  int held = 0;
  for (const int around : kDaysAround) {
    const calendar::Day today = question.today + around;
    if (today < *program.in_force_from) continue;
    if (program.in_force_until && today > *program.in_force_until) continue;
    decision::Decision decision;
    decider.decide(batch, today, decision);
    const prove::Finding finding = prove::judge(claim, decision, nullptr);
    held += finding == prove::Finding::Holds ? 1 : 0;
    if (finding != prove::Finding::Fails) continue;
    RC_FAIL("proved, but not true on " + calendar::to_text(today) + ": " + claim.name + "\n" +
            generators::to_text(program, question));
  }
  return held;
}

struct Counts {
  int claims = 0;
  int proved = 0;
  int refuted = 0;
  int held = 0;
};

void check_proved(const prove::Provable& provable, const prove::ClaimProof& proof,
                  const generators::Built& built, Counts& counts) {
  ++counts.proved;
  const size_t index = proof.result.claim;
  const Claim& claim = provable.claims.claims[index];
  for (const generators::Question& question : built.questions) {
    counts.held += contradict(provable, claim, question);
  }
  const auto found = prove::search({&provable, {index}, kCases, 1, nullptr});
  if (!found || !found.value().results[0].verdict.example) return;
  RC_FAIL("proved by " + proof.result.verdict.by + ", but not true:\n" +
          prove::scenario_text(provable.claims.program, claim,
                               *found.value().results[0].verdict.example));
}

void check_refuted(const prove::Provable& provable, const prove::ClaimProof& proof,
                   Counts& counts) {
  ++counts.refuted;
  const Claim& claim = provable.claims.claims[proof.result.claim];
  const auto& example = *proof.result.verdict.example;
  if (example.today > *provable.claims.program.in_force_from + kDaysJudged) return;
  if (prove::second_opinion(provable, claim, example) == prove::Finding::Fails) return;
  RC_FAIL("refuted, but the slow judge does not find it to fail:\n" +
          prove::scenario_text(provable.claims.program, claim, example));
}

void check(const generators::Built& built, Choices& choices, Counts& counts) {
  generators::ProgramSource source = built.source;
  source.text = with_claims(built, choices);
  std::string why;
  const compiler::Compiled compiled = generators::compile(source, why);
  if (!compiled.bytecode) RC_FAIL("claims were refused:\n" + why);
  const auto provable = prove::make_provable(*compiled.checked, "");
  if (!provable) return;
  const std::vector<size_t> claims = all_claims(*provable);
  counts.claims += static_cast<int>(claims.size());
  const auto proofs = prove::prove_claims({&*provable, claims, kMilliseconds, false, nullptr});
  for (const prove::ClaimProof& proof : proofs) {
    const Outcome outcome = proof.result.verdict.outcome;
    if (outcome == Outcome::Proved) check_proved(*provable, proof, built, counts);
    if (outcome == Outcome::Refuted) check_refuted(*provable, proof, counts);
  }
}

/// The claims follow from the program, so that a smaller program keeps failing for the same reason.
uint64_t seed_of(const std::string& text) {
  uint64_t seed = text.size();
  for (const char letter : text) seed = seed * 31 + static_cast<unsigned char>(letter);
  return seed;
}

TEST(LawOverTime, NothingThatWasProvedIsContradicted) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "there is no solver";
  Counts counts;
  const auto cases = generators::cases(kQuestions, generators::Status::Always);
  law::holds("what was proved of tiers over time is not contradicted", law::pairs() / 400, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    auto choices = Choices::fresh(seed_of(built.source.text));
    check(built, choices, counts);
  });
  std::cout << "     of " << counts.claims << " claims " << counts.proved << " proved, "
            << counts.refuted << " refuted; they held " << counts.held << " times\n";
  EXPECT_GT(counts.proved, 0);
}

}  // namespace
}  // namespace tierline::prover
