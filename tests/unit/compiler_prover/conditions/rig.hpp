// A program with claims, its lowered form, and the engine to replay examples in. Header only.
// Read by: tests/unit/compiler_prover/conditions
#pragma once

#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "compiler/emit/from_ir.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "compiler/prover/conditions/prove.hpp"
#include "dsl/source/render_text.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/facts.hpp"

namespace tierline::prover {

class ClaimRig {
 public:
  explicit ClaimRig(const std::string& text) {
    compiler::ProgramText program;
    program.sources = source::SourceSet({{"program.tier", text}});
    program.load = [](std::string_view) {
      return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
    };
    compiler::Compiled made = compiler::compile(program);
    if (!made.bytecode) {
      ADD_FAILURE() << source::render_text(program.sources, made.diagnostics);
      return;
    }
    claims_ = claim_program(*made.checked);
    ir_ = ir::optimise(ir::lower(claims_.program));
    code_ = emit::emit(ir_, "digest");
    ok_ = true;
  }

  bool ok() const { return ok_; }
  const std::vector<Claim>& claims() const { return claims_.claims; }
  const ir::Ir& ir() const { return ir_; }
  const checked::CheckedProgram& program() const { return claims_.program; }

  /// What the engine decides of an account, the claims' values included.
  decision::Decision decide(const World& world, calendar::Day today) const {
    const auto batch =
        generators::to_batch(claims_.program, code_.schema, {question(world, today)});
    decision::Decision out;
    timeline::Decider(code_).decide(batch, 0, today, out);
    return out;
  }

  const Claim& claim(const std::string& name) const {
    for (const Claim& claim : claims_.claims) {
      if (claim.name == name) return claim;
    }
    ADD_FAILURE() << "no claim `" << name << "`";
    return claims_.claims[0];
  }

  Proof prove(const Claim& claim,
              std::vector<std::unique_ptr<smt::Solver>> solvers = smt::available_solvers()) const {
    ProveOptions options;
    options.limits.milliseconds = 3'000;
    options.replay = [&](const Counterexample& example) { return fails(claim, example); };
    return prover::prove(ir_, claim, solvers, options);
  }

  /// Whether the claim fails for this example in the engine.
  bool fails(const Claim& claim, const Counterexample& example) const {
    std::vector<generators::Question> questions;
    for (const World& world : example.worlds) questions.push_back(question(world, example.today));
    const auto batch = generators::to_batch(claims_.program, code_.schema, questions);
    timeline::Decider decider(code_);
    std::vector<decision::Decision> decided(questions.size());
    for (size_t i = 0; i < questions.size(); ++i) {
      decider.decide(batch, i, example.today, decided[i]);
      if (decided[i].fault) return false;
      if (claim.given && decided[i].outputs[*claim.given].number == 0) return false;
    }
    const auto& first = decided.front().outputs[claim.subject];
    const auto& second = decided.back().outputs[claim.subject];
    switch (claim.kind) {
      case ClaimKind::Always:
        return first.number == 0;
      case ClaimKind::NeverFalls:
        return second.number < first.number;
      case ClaimKind::NeverRises:
        return first.number < second.number;
      default:
        return first != second;
    }
  }

 private:
  generators::Question question(const World& world, calendar::Day today) const {
    generators::Question made;
    made.today = today;
    made.facts.account.resize(claims_.program.account.fields.size());
    made.facts.ledgers.resize(claims_.program.ledgers.size());
    for (const checked::Facts& facts : world.facts) {
      generators::FactRow* row = &made.facts.account;
      if (facts.ledger != checked::kNone) {
        auto& entries = made.facts.ledgers[facts.ledger];
        entries.emplace_back(claims_.program.ledgers[facts.ledger].fields.size());
        row = &entries.back();
      }
      for (const checked::FactValue& value : facts.values) (*row)[value.field] = value.value;
    }
    return made;
  }

  ClaimProgram claims_;
  ir::Ir ir_;
  bytecode::Bytecode code_;
  bool ok_ = false;
};

}  // namespace tierline::prover
