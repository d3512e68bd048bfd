// prove: what was proved is not contradicted: no account that the generators make breaks a claim
// that the solvers took for proved, in one world or between two.
//
// To see it red: let both worlds share the tier in Encoder::compare_tiers, or leave out the order
// of the parts in Formula::compare_entries.
#include <algorithm>

#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "compiler/prover/conditions/prove.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using generators::Question;
using prover::Claim;
using prover::ClaimKind;
using prover::Varied;

constexpr size_t kQuestions = 6;

/// A claim of some output, and a way to make the second world of it from the first.
struct Drawn {
  Claim claim;
  bool possible = false;
};

bool has_order(const checked::Type& type) {
  return type.kind == checked::Kind::Number || type.kind == checked::Kind::Day ||
         type.kind == checked::Kind::Bool;
}

bool has_order_of_outputs(const checked::Type& type) {
  return has_order(type) ||
         (type.kind == checked::Kind::Enum && type.enum_id == checked::kTierEnum);
}

std::optional<size_t> pick_field(const checked::Record& record, generators::Choices& choices) {
  std::vector<size_t> fields;
  for (size_t i = 0; i < record.fields.size(); ++i) {
    if (!record.fields[i].derived) fields.push_back(i);
  }
  if (fields.empty()) return std::nullopt;
  return choices.pick(fields);
}

/// The output `tier`, or any.
size_t pick_subject(const checked::CheckedProgram& program, bool tier,
                    generators::Choices& choices) {
  for (size_t i = 0; i < program.outputs.size() && tier; ++i) {
    const checked::Type& type = program.outputs[i].type;
    if (type.kind == checked::Kind::Enum && type.enum_id == checked::kTierEnum) return i;
  }
  return choices.below(program.outputs.size());
}

Drawn draw_claim(const checked::CheckedProgram& program, bool tier, generators::Choices& choices) {
  Drawn drawn;
  Claim& claim = drawn.claim;
  claim.name = "drawn";
  if (program.outputs.empty()) return drawn;  // it decides splits only
  claim.subject = pick_subject(program, tier, choices);
  const bool ledgers = !program.ledgers.empty();
  claim.how = ledgers ? choices.pick(std::vector<Varied>{Varied::AccountField, Varied::EntryField,
                                                         Varied::NewEntry})
                      : Varied::AccountField;
  if (ledgers) claim.ledger = choices.below(program.ledgers.size());
  const checked::Record& record =
      claim.how == Varied::AccountField ? program.account : program.ledgers[claim.ledger];
  const auto field = pick_field(record, choices);
  if (!field) return drawn;
  claim.varied = *field;
  const bool rises = claim.how == Varied::NewEntry || has_order(record.fields[*field].type);
  const bool ordered = rises && has_order_of_outputs(program.outputs[claim.subject].type);
  claim.kind = ClaimKind::Same;
  if (ordered) {
    claim.kind = choices.pick(
        std::vector<ClaimKind>{ClaimKind::Same, ClaimKind::NeverFalls, ClaimKind::NeverRises});
  }
  drawn.possible = true;
  return drawn;
}

const checked::Constant* value_at(const generators::FactRow& row, const checked::Record& record,
                                  size_t field) {
  if (row[field]) return &*row[field];
  const auto& otherwise = record.fields[field].default_value;
  return otherwise ? &*otherwise : nullptr;
}

/// Gives the row another value; where the claim is of one that rises, only a larger one. False: it
/// stays as it is.
bool alter(generators::FactRow& row, const generators::FactRow& other,
           const checked::Record& record, const Claim& claim) {
  const auto* before = value_at(row, record, claim.varied);
  const auto* after = value_at(other, record, claim.varied);
  if (claim.kind != ClaimKind::Same) {
    if (before == nullptr || after == nullptr) return false;
    if (!(before->number < after->number)) return false;
  }
  row[claim.varied] = after != nullptr ? std::optional<checked::Constant>(*after) : std::nullopt;
  return true;
}

bool change(Question& second, const Question& other, const checked::CheckedProgram& program,
            const Claim& claim) {
  if (claim.how == Varied::AccountField) {
    return alter(second.facts.account, other.facts.account, program.account, claim);
  }
  auto& entries = second.facts.ledgers[claim.ledger];
  const auto& more = other.facts.ledgers[claim.ledger];
  if (more.empty()) return false;
  if (claim.how == Varied::NewEntry) {
    entries.push_back(more.front());
    return true;
  }
  bool any = false;
  for (size_t i = 0; i < entries.size(); ++i) {
    any = alter(entries[i], more[i % more.size()], program.ledgers[claim.ledger], claim) || any;
  }
  return any;
}

bool holds(ClaimKind kind, const bytecode::Value& first, const bytecode::Value& second) {
  if (kind == ClaimKind::NeverFalls) return first.number <= second.number;
  if (kind == ClaimKind::NeverRises) return second.number <= first.number;
  return first == second;
}

/// Every pair of worlds that the questions make.
int contradict(const generators::Built& built, const Claim& claim) {
  const checked::CheckedProgram& program = *built.compiled.checked;
  std::vector<Question> worlds;
  for (const Question& question : built.questions) {
    for (const Question& other : built.questions) {
      Question second = question;
      if (!change(second, other, program, claim)) continue;
      worlds.push_back(question);
      worlds.push_back(second);
    }
  }
  if (worlds.empty()) return 0;
  const auto batch = generators::to_batch(program, built.compiled.bytecode->schema, worlds);
  timeline::Decider decider(*built.compiled.bytecode);
  int pairs = 0;
  for (size_t i = 0; i < worlds.size(); i += 2) {
    decision::Decision first;
    decision::Decision second;
    decider.decide(batch, i, worlds[i].today, first);
    decider.decide(batch, i + 1, worlds[i].today, second);
    if (first.fault || second.fault) continue;
    ++pairs;
    if (holds(claim.kind, first.outputs[claim.subject], second.outputs[claim.subject])) continue;
    RC_FAIL("proved, but not true: output " + program.outputs[claim.subject].name + "\n" +
            generators::to_text(program, worlds[i]) + "\nand\n" +
            generators::to_text(program, worlds[i + 1]));
  }
  return pairs;
}

void check(const std::string& statement, generators::Status status, bool tier) {
  std::vector<std::unique_ptr<smt::Solver>> solvers;
  if (auto linked = smt::linked_solver()) solvers.push_back(std::move(linked));
  if (solvers.empty()) GTEST_SKIP() << "built without a linked solver";
  int proved = 0;
  int pairs = 0;
  const auto cases = generators::cases(kQuestions, status);
  // Two laws of so many programs: 500 unless said otherwise. A claim each, because it is the claims
  // that nobody decides that take the time.
  law::holds(statement, law::pairs() / 80, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const ir::Ir ir = ir::optimise(ir::lower(*built.compiled.checked));
    auto choices = generators::Choices::fresh(*rc::gen::arbitrary<uint64_t>());
    const Drawn drawn = draw_claim(*built.compiled.checked, tier, choices);
    if (!drawn.possible) return;
    prover::ProveOptions options;
    options.limits.milliseconds = 200;
    const prover::Proof proof = prover::prove(ir, drawn.claim, solvers, options);
    if (proof.outcome != prover::Outcome::Proved) return;
    ++proved;
    pairs += contradict(built, drawn.claim);
  });
  std::cout << "     " << proved << " claims proved, " << pairs << " pairs of worlds tried\n";
  EXPECT_GE(static_cast<uint64_t>(proved) * 800, law::pairs()) << "hardly any claim is proved";
}

TEST(LawProve, NothingThatWasProvedIsContradicted) {
  check("what was proved is not contradicted", generators::Status::AtTimes, false);
}

TEST(LawProve, NorOfTiersThatMoveInTime) {
  check("what was proved of tiers is not contradicted", generators::Status::Always, true);
}

}  // namespace
}  // namespace tierline
