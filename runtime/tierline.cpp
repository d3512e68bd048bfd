#include "runtime/tierline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/assert.hpp"
#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "runtime/account_batch.hpp"
#include "runtime/batch/entry_order.hpp"
#include "runtime/decision/decision.hpp"
#include "runtime/timeline/decider.hpp"

namespace tierline {

struct Program::State {
  std::optional<bytecode::Bytecode> bytecode;
  std::string problems;
  std::optional<timeline::Decider> decider;

  void compile(const compiler::ProgramText& text) {
    compiler::Compiled made = compiler::compile(text);
    bytecode = std::move(made.bytecode);
    problems = source::render_text(text.sources, made.diagnostics);
    if (bytecode) decider.emplace(*bytecode);
  }
};

Program::Program(std::unique_ptr<State> state) : state_(std::move(state)) {}
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(Program&&) noexcept = default;
Program::~Program() = default;

Program Program::from_path(const std::string& path) {
  auto state = std::make_unique<State>();
  const compiler::LoadedProgram loaded = compiler::load_program(path);
  if (loaded.program) {
    state->compile(*loaded.program);
  } else {
    state->problems = loaded.error;
  }
  return Program(std::move(state));
}

Program Program::from_text(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  program.load = [](std::string_view name) {
    return std::variant<std::string, std::string>(
        std::in_place_index<1>, fmt::format("`{}`: this program was given without files", name));
  };
  auto state = std::make_unique<State>();
  state->compile(program);
  return Program(std::move(state));
}

bool Program::ok() const { return state_->bytecode.has_value(); }
const std::string& Program::problems() const { return state_->problems; }

std::vector<std::string> Program::outputs() const {
  std::vector<std::string> names;
  if (!ok()) return names;
  for (const bytecode::OutputInfo& output : state_->bytecode->schema.outputs) {
    names.push_back(output.name);
  }
  return names;
}

namespace {

std::vector<Rule> rules_of(const std::vector<decision::DecidingRule>& rules) {
  std::vector<Rule> out;
  for (const decision::DecidingRule& rule : rules) {
    out.push_back({rule.group, rule.entry, rule.clause});
  }
  return out;
}

Output output_of(const bytecode::Schema& schema, size_t index, const bytecode::Value& value,
                 const std::vector<decision::DecidingRule>& rules) {
  const bytecode::OutputInfo& info = schema.outputs[index];
  return {info.name, decision::to_text(value, info.type, schema), rules_of(rules)};
}

Part part_of(const bytecode::Schema& schema, const bytecode::SplitInfo& info,
             const batch::LedgerBatch& entries, size_t row, const bytecode::BigInt& part) {
  Part out;
  const bytecode::RecordInfo& ledger = schema.ledgers[info.ledger];
  for (size_t i = 0; i < ledger.fields.size(); ++i) {
    const bytecode::FieldInfo& field = ledger.fields[i];
    if (!entries.columns[i].is_known(row)) continue;
    const bytecode::Value value = batch::value_at(field, entries.columns[i], row);
    out.entry.push_back({field.name, decision::to_text(value, field.type, schema)});
  }
  out.value = decision::to_text({part, ""}, info.type, schema);
  return out;
}

Split split_of(const bytecode::Schema& schema, size_t index, const batch::Batch& batch,
               const decision::Parts& parts, const std::vector<decision::DecidingRule>& rules) {
  const bytecode::SplitInfo& info = schema.splits[index];
  const batch::LedgerBatch& entries = batch.ledgers[info.ledger];
  Split split{info.name, {}, rules_of(rules)};
  for (const size_t row : batch::rows_of_parts(schema.ledgers[info.ledger], entries, 0, parts)) {
    split.parts.push_back(part_of(schema, info, entries, row, *parts[row]));
  }
  return split;
}

/// Names the day if it is not the day of the question.
std::string problem_of(const decision::Decision& decision, calendar::Day today,
                       const bytecode::Bytecode& program) {
  std::string problem = decision::describe(*decision.fault, program);
  if (decision.fault_day == today) return problem;
  return fmt::format("{}: {}", calendar::to_text(decision.fault_day), problem);
}

}  // namespace

Answer Program::decide(const Account& account, const std::string& today) {
  TIERLINE_ASSERT(ok());
  Answer answer;
  const bytecode::Schema& schema = state_->bytecode->schema;
  const auto day = calendar::parse_day(today);
  if (!day) {
    answer.problem = fmt::format("`{}` is not a day such as 2022-12-31", today);
    return answer;
  }
  const auto batch = account_batch(schema, account);
  if (!batch) {
    answer.problem = batch.error();
    return answer;
  }
  decision::Trace trace;
  decision::Decision decision;
  state_->decider->decide(batch.value(), 0, *day, decision, trace);
  if (decision.fault) {
    answer.problem = problem_of(decision, *day, *state_->bytecode);
    return answer;
  }
  if (decision.valid_until) answer.valid_until = calendar::to_text(*decision.valid_until);
  for (size_t i = 0; i < decision.outputs.size(); ++i) {
    answer.outputs.push_back(output_of(schema, i, decision.outputs[i], trace.because[i]));
  }
  for (size_t i = 0; i < decision.parts.size(); ++i) {
    const auto& because = trace.because[decision.outputs.size() + i];
    answer.splits.push_back(split_of(schema, i, batch.value(), decision.parts[i], because));
  }
  return answer;
}

std::string Answer::value(const std::string& output) const {
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const Output& one) { return one.name == output; });
  return found == outputs.end() ? "" : found->value;
}

}  // namespace tierline
