// optimiser: no pass of the compiler changes a decision, a fault or a deciding rule.
//
// To see it red: let a rule of compiler/ir/simplify.cpp turn `select(c, a, b)` into `a`.
#include <algorithm>

#include "compiler/emit/from_ir.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using decision::DecidingRule;

std::vector<std::pair<std::string, std::string>> rules(const std::vector<DecidingRule>& because) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const DecidingRule& rule : because) out.emplace_back(rule.group, rule.entry);
  std::sort(out.begin(), out.end());
  return out;
}

void check_same(const bytecode::Bytecode& plain, const bytecode::Bytecode& passed,
                const generators::Built& built) {
  const auto batch = generators::to_batch(*built.compiled.checked, plain.schema, built.questions);
  timeline::Decider first(plain);
  timeline::Decider second(passed);
  decision::Decision expected;
  decision::Decision decided;
  for (size_t i = 0; i < built.questions.size(); ++i) {
    decision::Trace before;
    decision::Trace after;
    const auto today = built.questions[i].today;
    first.decide(batch, i, today, expected, before);
    second.decide(batch, i, today, decided, after);
    RC_ASSERT(decided == expected);
    if (expected.fault) continue;
    for (size_t k = 0; k < before.because.size(); ++k) {
      RC_ASSERT(rules(after.because[k]) == rules(before.because[k]));
    }
  }
}

TEST(LawOptimiser, NoPassChangesADecision) {
  const auto cases = generators::cases(3);
  law::holds("no pass changes a decision, a fault or a deciding rule", law::pairs() / 40, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const ir::Ir lowered = ir::lower(*built.compiled.checked);
    const bytecode::Bytecode plain = emit::emit(lowered, "digest");
    check_same(plain, emit::emit(ir::fold_constants(lowered), "digest"), built);
    check_same(plain, emit::emit(ir::simplify(lowered), "digest"), built);
    check_same(plain, emit::emit(ir::optimise(lowered), "digest"), built);
  });
}

}  // namespace
}  // namespace tierline
