// encoding: what a program does is never excluded by the formula that stands for it, and where a
// formula calls itself exact it allows nothing else.
// Every step of an account is made an output, so that the engine says what each of them is; with
// the facts fixed, the formula must allow just these values. An encoding that excludes what happens
// would be a claim proved wrongly.
//
// To see it red: exchange the two arms of `Up` in compiler/prover/conditions/quotients.cpp, or a
// sum over fewer entries be at least the sum over more in aggregates.cpp.
#include <algorithm>

#include "compiler/emit/from_ir.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "compiler/prover/conditions/encoder.hpp"
#include "compiler/prover/smt/solver.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tests/property/pinned_facts.hpp"
#include "tests/property/pinned_formula.hpp"

namespace tierline {
namespace {

using prover::Encoder;
using prover::Encoding;
using smt::Term;
using smt::Terms;

constexpr size_t kStepsShown = 400;    // of a program, so that no case takes minutes
constexpr size_t kEntriesMax = 4;      // of a ledger, when entries are written out
constexpr uint64_t kProgramsMin = 20;  // fewer say nothing: one hard program outweighs the others

checked::Type type_of(const ir::Type& type) {
  checked::Type out;
  switch (type.kind) {
    case ir::Storage::Bool:
      out.kind = checked::Kind::Bool;
      break;
    case ir::Storage::Number:
      out.kind = checked::Kind::Number;
      out.scale = type.scale;
      break;
    case ir::Storage::Day:
      out.kind = checked::Kind::Day;
      break;
    case ir::Storage::Enum:
      out.kind = checked::Kind::Enum;
      out.enum_id = checked::EnumId{type.enum_index};
      break;
    case ir::Storage::Text:
      out.kind = checked::Kind::Text;
      break;
  }
  return out;
}

/// A program whose every step of the account, as far as outputs need it, is an output too.
struct Shown {
  checked::CheckedProgram program;
  ir::Ir ir;
  bytecode::Bytecode code;
};

std::vector<bool> needed(const ir::Ir& ir) {
  std::vector<bool> out(ir.steps.size());
  std::vector<ir::StepId> work = ir.demands;
  for (const ir::Output& output : ir.outputs) work.push_back(output.value);
  while (!work.empty()) {
    const ir::StepId id = work.back();
    work.pop_back();
    if (out[id.index()]) continue;
    out[id.index()] = true;
    for (const ir::StepId arg : ir[id].args) {
      if (!arg.is_none()) work.push_back(arg);
    }
  }
  return out;
}

void show_all(const checked::CheckedProgram& program, Shown& shown) {
  shown.program = program;
  shown.ir = ir::optimise(ir::lower(shown.program));
  const std::vector<bool> wanted = needed(shown.ir);
  for (uint32_t i = 0; i < shown.ir.steps.size(); ++i) {
    const ir::Step& step = shown.ir.steps[i];
    if (!wanted[i] || step.level != ir::kAccountLevel || step.op == ir::Op::demand_) continue;
    if (step.op == ir::Op::constant_ || shown.ir.outputs.size() >= kStepsShown) continue;
    const uint32_t scope = shown.ir.outputs.empty() ? ir::kNone : shown.ir.outputs[0].scope;
    shown.ir.outputs.push_back({ir::StepId{i}, scope});
    checked::Output output;
    output.name = "step" + std::to_string(i);
    output.type = type_of(step.type);
    shown.program.outputs.push_back(output);
  }
  shown.code = emit::emit(shown.ir, "digest");
}

/// A formula about one account, with facts and answers pinned down.
class Pinned {
 public:
  Pinned(const Shown& shown, const Encoding& encoding)
      : shown_(shown), encoding_(encoding), encoder_(shown.ir, encoding, terms_) {
    std::vector<ir::StepId> roots = shown.ir.demands;
    for (const ir::Output& output : shown.ir.outputs) roots.push_back(output.value);
    encoder_.encode(0, claim_, roots);
    for (const ir::StepId demand : shown.ir.demands) pins_.push_back(encoder_.value(0, demand));
  }

  void pin_facts(const generators::Question& question) {
    for (const Term pin :
         law::pinned_facts(shown_.program, encoding_, question, encoder_, terms_)) {
      pins_.push_back(pin);
    }
  }

  Term answers(const decision::Decision& decision) {
    std::vector<Term> all;
    for (size_t i = 0; i < shown_.ir.outputs.size(); ++i) {
      const Term term = encoder_.value(0, shown_.ir.outputs[i].value);
      const bytecode::Value& value = decision.outputs[i];
      const bool text = shown_.program.outputs[i].type.kind == checked::Kind::Text;
      all.push_back(law::is(
          terms_, term, text ? encoder_.inputs().text(value.text) : terms_.number(value.number)));
    }
    return terms_.all(all);
  }

  smt::Script script(Term more) {
    std::vector<Term> roots = pins_;
    roots.push_back(more);
    return law::script_of(encoder_, terms_, std::move(roots));
  }

  bool exact(const smt::Script& script) {
    return encoder_.definitions().approximations(script.assertions).empty();
  }

  Terms& terms() { return terms_; }

 private:
  const Shown& shown_;
  Encoding encoding_;
  prover::Claim claim_;
  Terms terms_;
  Encoder encoder_;
  std::vector<Term> pins_;
};

void check_exact(Pinned& pinned, const decision::Decision& decision, smt::Solver& solver,
                 law::SolverCounts& counts) {
  const Term otherwise = pinned.terms().negation(pinned.answers(decision));
  const smt::Script script = pinned.script(otherwise);
  if (pinned.exact(script)) law::check_nothing_else(script, solver, counts);
}

void check(const Shown& shown, const generators::Question& question,
           const decision::Decision& decision, smt::Solver& solver, law::SolverCounts& counts) {
  Pinned any(shown, {.name = "any entries"});
  any.pin_facts(question);
  law::check_allowed(any.script(any.answers(decision)), solver, counts);
  size_t most = 0;
  for (const auto& entries : question.facts.ledgers) most = std::max(most, entries.size());
  if (most > kEntriesMax) return;
  Encoding few{.name = "few entries", .products = prover::Products::Exact};
  few.entries = static_cast<uint32_t>(most);
  Pinned written(shown, few);
  written.pin_facts(question);
  law::check_allowed(written.script(written.answers(decision)), solver, counts);
  check_exact(written, decision, solver, counts);
}

TEST(LawEncoding, NothingThatHappensIsExcluded) {
  const auto solver = smt::linked_solver();
  if (!solver) GTEST_SKIP() << "built without a linked solver";
  law::SolverCounts counts;
  const auto cases = generators::cases(2);
  law::holds(
      "a formula allows what the program does", std::max(law::pairs() / 200, kProgramsMin), [&] {
        const generators::Built built = generators::build(*cases);
        RC_ASSERT(built.refused == "");
        Shown shown;
        show_all(*built.compiled.checked, shown);
        const auto batch = generators::to_batch(shown.program, shown.code.schema, built.questions);
        timeline::Decider decider(shown.code);
        decision::Decision decision;
        for (size_t i = 0; i < built.questions.size(); ++i) {
          decider.decide(batch, i, built.questions[i].today, decision);
          if (!decision.fault) check(shown, built.questions[i], decision, *solver, counts);
        }
      });
  std::cout << "     " << counts.allowed << " allowed, " << counts.exact << " exact, "
            << counts.unknown << " without an answer in time\n";
  // How many a solver leaves open depends on the machine; that most are answered does not.
  EXPECT_GT(counts.allowed, counts.unknown);
}

}  // namespace
}  // namespace tierline
