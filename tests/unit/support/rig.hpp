// Rig: a program's text, compiled, and accounts decided by it, all in text.
// Each decision is made twice, by the code as lowered and by the code as optimised; both, and the
// rules that decided, must agree; and once more of entries that are not kept, where that is
// possible. So every test that decides anything also tests the passes and the roll-up. Header only.
// Read by: tests/unit, tests/golden
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "compiler/compile.hpp"
#include "compiler/emit/from_ir.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "dsl/source/render_text.hpp"
#include "runtime/account_batch.hpp"
#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/lasting_decider.hpp"
#include "tests/property/rolled_up.hpp"

namespace tierline::test {

using Facts = std::vector<Fact>;

class Rig {
 public:
  explicit Rig(std::string text) {
    compiler::ProgramText program;
    program.sources = source::SourceSet({{"program.tier", std::move(text)}});
    program.load = [](std::string_view) {
      return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
    };
    made_ = compiler::compile(program);
    if (!made_.bytecode) {
      ADD_FAILURE() << source::render_text(program.sources, made_.diagnostics);
      return;
    }
    const ir::Ir raw = ir::lower(*made_.checked);
    plain_ = emit::emit(raw, made_.bytecode->header.digest);
    expect_valid(raw, plain_);
    expect_valid(ir::optimise(raw), *made_.bytecode);
  }

  bool ok() const { return made_.bytecode.has_value(); }
  const bytecode::Bytecode& bytecode() const { return *made_.bytecode; }
  const bytecode::Bytecode& plain() const { return plain_; }
  const checked::CheckedProgram& checked() const { return *made_.checked; }

  struct Result {
    decision::Decision decision;
    decision::Trace trace;
    scalar::WidthCounts widths;
  };

  Result run(const Account& account, std::string_view today) const {
    const Result optimised = run_code(bytecode(), account, today);
    const Result plain = run_code(plain_, account, today);
    EXPECT_EQ(optimised.decision, plain.decision) << "the passes changed a decision";
    EXPECT_EQ(rules(optimised), rules(plain)) << "the passes changed the deciding rules";
    return optimised;
  }

  /// "tier=Gold earned=12.50", or "fault: ...".
  std::string decide(const Account& account, std::string_view today) const {
    const Result result = run(account, today);
    if (result.decision.fault)
      return "fault: " + decision::describe(*result.decision.fault, bytecode());
    std::string text;
    for (size_t i = 0; i < result.decision.outputs.size(); ++i) {
      text += (text.empty() ? "" : " ") + output_text(result, i);
    }
    return text;
  }

  /// "accelerator/from 100%, tier/Gold", for one output.
  std::string because(const Account& account, std::string_view today, size_t output = 0) const {
    const Result result = run(account, today);
    return result.decision.fault ? "fault" : rules_of(result, output);
  }

  /// "2022-07-01 none Gold: placed at launch", one for each change of tier from the first day to
  /// the last; the same by jumps and day by day.
  std::vector<std::string> history(const Account& account, std::string_view last) const {
    const std::vector<std::string> jumped = history(account, last, timeline::Pace::Jump);
    EXPECT_EQ(jumped, history(account, last, timeline::Pace::EveryDay));
    return jumped;
  }

  /// The last day of the decision, or "" for ever.
  std::string valid_until(const Account& account, std::string_view today) const {
    const auto day = run(account, today).decision.valid_until;
    return day ? calendar::to_text(*day) : "";
  }

  /// "Gold revenue: 100.00 EUR more", one for each requirement that is missing.
  std::vector<std::string> missing(const Account& account, std::string_view today) const {
    const auto batch = account_batch(bytecode().schema, account);
    timeline::Decider decider(bytecode());
    std::vector<std::string> all;
    for (const decision::Missing& found :
         decider.missing(batch.value(), 0, *calendar::parse_day(today))) {
      const bytecode::Tier& tier = bytecode().tiers[found.tier];
      all.push_back(bytecode().schema.enums[0].words[tier.word] + " " +
                    tier.requirements[found.requirement].name + ": " + found.words);
    }
    return all;
  }

  static std::string rules_of(const Result& result, size_t output) {
    std::string text;
    for (const decision::DecidingRule& rule : result.trace.because[output]) {
      text += (text.empty() ? "" : ", ") + rule.group + "/" + rule.entry;
      if (!rule.clause.empty()) text += " (" + rule.clause + ")";
    }
    return text;
  }

  std::string output_text(const Result& result, size_t i) const {
    const bytecode::Schema& schema = bytecode().schema;
    return schema.outputs[i].name + "=" +
           decision::to_text(result.decision.outputs[i], schema.outputs[i].type, schema);
  }

 private:
  std::vector<std::string> history(const Account& account, std::string_view last,
                                   timeline::Pace pace) const {
    const auto batch = account_batch(bytecode().schema, account);
    timeline::Decider decider(bytecode(), pace);
    std::vector<timeline::Change> changes;
    std::vector<std::string> lines;
    const std::vector<std::string>& tiers = bytecode().schema.enums[0].words;
    const auto stop =
        decider.history(batch.value(), 0, calendar::kDayMin, *calendar::parse_day(last), changes);
    for (const timeline::Change& change : changes) {
      lines.push_back(calendar::to_text(change.day) + " " + tiers[change.from] + " " +
                      tiers[change.to] + ": " + timeline::describe(change, bytecode()));
    }
    if (stop) {
      lines.push_back(calendar::to_text(stop->day) + " " +
                      decision::describe(stop->fault, bytecode()));
    }
    return lines;
  }

  static void expect_valid(const ir::Ir& ir, const bytecode::Bytecode& code) {
    EXPECT_EQ(ir::find_broken_invariant(ir).value_or(""), "");
    const auto fault = bytecode::validate(code);
    EXPECT_FALSE(fault) << fault->message << "\n" << bytecode::disassemble(code);
    const auto back = bytecode::read(bytecode::write(code));
    ASSERT_TRUE(back.ok()) << back.error().message;
    EXPECT_EQ(back.value(), code);
  }

  static Result run_code(const bytecode::Bytecode& code, const Account& account,
                         std::string_view today) {
    Result result;
    const auto batch = account_batch(code.schema, account);
    const auto day = calendar::parse_day(today);
    if (!batch || !day) {
      ADD_FAILURE() << (batch ? "the day of a test is wrong" : batch.error());
      return result;
    }
    timeline::Decider decider(code);
    decider.decide(batch.value(), 0, *day, result.decision);
    result.widths = decider.widths();
    decision::Decision traced;
    decider.decide(batch.value(), 0, *day, traced, result.trace);
    EXPECT_EQ(traced, result.decision);
    if (const auto rolled = rolled_up(code, batch.value(), *day)) {
      timeline::LastingDecider lasting(code);
      decision::Decision kept;
      lasting.decide(batch.value(), 0, *day, kept);
      lasting.decide(*rolled, 0, *day, traced);
      EXPECT_EQ(traced, result.decision) << "entries that are not kept come to something else";
      EXPECT_EQ(traced.valid_until, kept.valid_until) << "and they do not last as long";
    }
    return result;
  }

  static std::vector<std::string> rules(const Result& result) {
    std::vector<std::string> all;
    for (size_t i = 0; i < result.trace.because.size(); ++i) all.push_back(rules_of(result, i));
    return all;
  }

  compiler::Compiled made_;
  bytecode::Bytecode plain_;
};

/// A program head that most tests share.
inline std::string with_head(const std::string& rest) {
  return "program \"Test\" { version \"1\" in force from 2000-01-01 currency EUR month end clamp "
         "fiscal year starts 1 July }\n" +
         rest;
}

}  // namespace tierline::test
