// A traced decision of ../ir/rebate.tier: every step with its value, then the deciding rules.
#include <fmt/format.h>

#include "compiler/compile.hpp"
#include "runtime/account_batch.hpp"
#include "runtime/scalar/machine.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

Account acme() {
  return {{{"partner", "ACME"}, {"joined", "2020-01-01"}},
          {{"sale", {{"on", "2021-05-01"}, {"product", "Software"}, {"price", "1000.00"}}},
           {"sale", {{"on", "2022-05-01"}, {"product", "Software"}, {"price", "1400.00"}}},
           {"sale", {{"on", "2022-06-01"}, {"product", "Hardware"}, {"price", "200.01"}}}}};
}

std::string show(const bytecode::Bytecode& program, const decision::Decision& decision,
                 const decision::Trace& trace) {
  std::string text;
  for (const decision::StepValue& step : trace.steps) {
    const bytecode::Instruction& code = program.code[step.instruction];
    const std::string entry =
        step.entry == UINT32_MAX ? "" : fmt::format(" sale {}", step.entry + 1);
    text += fmt::format("{:3}{}: r{} = {} ({})\n", step.instruction, entry, code.dst, step.text,
                        bytecode::info(code.op).name);
  }
  for (size_t i = 0; i < decision.outputs.size(); ++i) {
    const bytecode::OutputInfo& output = program.schema.outputs[i];
    text += fmt::format("\n{} = {}\n", output.name,
                        decision::to_text(decision.outputs[i], output.type, program.schema));
    for (const decision::DecidingRule& rule : trace.because[i]) {
      text += fmt::format("  {} {}{}\n", rule.group, rule.entry,
                          rule.clause.empty() ? "" : " because " + rule.clause);
    }
  }
  return text;
}

TEST(GoldenTrace, Rebate) {
  const auto loaded = compiler::load_program(golden::folder("ir") / "rebate.tier");
  ASSERT_TRUE(loaded.program) << loaded.error;
  const compiler::Compiled made = compiler::compile(*loaded.program);
  ASSERT_TRUE(made.bytecode);
  const auto batch = account_batch(made.bytecode->schema, acme());
  ASSERT_TRUE(batch.ok()) << batch.error();
  for (const char* day : {"2022-04-01", "2022-12-31"}) {
    scalar::Machine machine(*made.bytecode);
    decision::Trace trace;
    const auto decision = machine.decide(batch.value(), 0, *calendar::parse_day(day), trace);
    ASSERT_FALSE(decision.fault);
    const auto file = golden::folder("trace") / fmt::format("rebate_{}.trace", day);
    golden::expect_same(file, show(*made.bytecode, decision, trace));
  }
}

}  // namespace
}  // namespace tierline
