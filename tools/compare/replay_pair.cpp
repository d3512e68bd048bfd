#include "tools/compare/replay_pair.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/prove/replay.hpp"

namespace tierline::compare {

namespace {

using bytecode::BigInt;
using bytecode::Schema;
using bytecode::Value;
using bytecode::ValueKind;
using bytecode::ValueType;
using checked::CheckedProgram;
using checked::Record;

const Record* record_called(const CheckedProgram& program, const std::string& name) {
  const auto found = std::find_if(program.ledgers.begin(), program.ledgers.end(),
                                  [&](const Record& one) { return one.name == name; });
  return found == program.ledgers.end() ? nullptr : &*found;
}

bool has_field(const Record& record, const std::string& name) {
  return std::any_of(record.fields.begin(), record.fields.end(),
                     [&](const checked::Field& one) { return !one.derived && one.name == name; });
}

/// Decides one of the programs as it is; what is wrong if it cannot be.
std::string decide(const Comparable& programs, size_t side, const Counterexample& example,
                   decision::Decision& out) {
  const Original& original = programs.originals[side];
  std::vector<bulk::FactRecord> records;
  for (const checked::Facts& facts : facts_of(programs, side, example.worlds.front()).facts) {
    records.push_back(prove::record_of(programs.alignment.programs[side], facts));
    // The subject need not have the same name in both.
    if (facts.ledger == checked::kNone) records.back().record = original.checked->account.name;
  }
  const auto built = bulk::build_facts(original.bytecode->schema, records);
  if (!built) return built.error().message;
  if (!built.value().problems.empty()) return bulk::describe(built.value().problems.front());
  timeline::Decider(*original.bytecode).decide(built.value().batch, 0, example.today, out);
  return "";
}

/// A value with what it takes to read it.
struct Answer {
  Value value;
  ValueType type;
};

Answer answer_of(const Bytecode& program, const decision::Decision& decision,
                 const std::string& name) {
  if (const auto output = output_called(program, name)) {
    return {decision.outputs[*output], program.schema.outputs[*output].type};
  }
  ValueType tier;
  tier.kind = ValueKind::Enum;
  Value value;
  value.number = decision.tier;
  return {std::move(value), tier};
}

BigInt widened(BigInt number, uint32_t from, uint32_t to) {
  for (; from < to; ++from) number *= 10;
  return number;
}

/// Words are the same if they are written alike, numbers whatever digits they are written with.
bool are_same(const Answer& a, const Answer& b, const std::string (&texts)[2]) {
  if (a.type.kind != ValueKind::Number) return texts[0] == texts[1];
  const uint32_t scale = std::max(a.type.scale, b.type.scale);
  return widened(a.value.number, a.type.scale, scale) ==
         widened(b.value.number, b.type.scale, scale);
}

void compare_outputs(const Comparable& programs, const Item& item, Replayed& out) {
  Answer answers[2];
  for (size_t side = 0; side < 2; ++side) {
    const Bytecode& program = *programs.originals[side].bytecode;
    answers[side] = answer_of(program, out.decisions[side], item.name);
    out.answers[side] = decision::to_text(answers[side].value, answers[side].type, program.schema);
  }
  out.differ = !are_same(answers[0], answers[1], out.answers);
}

std::string parts_text(const decision::Parts& parts, const ValueType& type, const Schema& schema) {
  std::string out;
  for (const auto& part : parts) {
    Value value;
    if (part) value.number = *part;
    out += (out.empty() ? "" : ", ") + (part ? decision::to_text(value, type, schema) : "no part");
  }
  return parts.size() == 1 ? out : "(" + out + ")";
}

void compare_splits(const Comparable& programs, const Item& item, Replayed& out) {
  const decision::Parts* parts[2];
  for (size_t side = 0; side < 2; ++side) {
    const Schema& schema = programs.originals[side].bytecode->schema;
    const size_t split = split_called(schema, item.name);
    parts[side] = &out.decisions[side].parts[split];
    out.answers[side] = parts_text(*parts[side], schema.splits[split].type, schema);
  }
  out.differ = *parts[0] != *parts[1];
}

void compare_answers(const Comparable& programs, Replayed& out) {
  for (size_t side = 0; side < 2; ++side) {
    const auto& fault = out.decisions[side].fault;
    out.answers[side] =
        fault ? "none: " + decision::describe(*fault, *programs.originals[side].bytecode) : "one";
  }
  out.differ = out.decisions[0].fault.has_value() != out.decisions[1].fault.has_value();
}

/// Whether the partner is one of those who are compared.
bool is_given(const Comparable& programs, const Counterexample& example) {
  const auto built = bulk::build_facts(
      programs.given.schema,
      prove::records_of(programs.alignment.programs[1], example.worlds.front().facts));
  if (!built || !built.value().problems.empty()) return false;
  decision::Decision decision;
  timeline::Decider(programs.given).decide(built.value().batch, 0, example.today, decision);
  return !decision.fault && decision.outputs[0].number != 0;
}

}  // namespace

size_t split_called(const Schema& schema, const std::string& name) {
  const auto found = std::find_if(schema.splits.begin(), schema.splits.end(),
                                  [&](const auto& one) { return one.name == name; });
  return static_cast<size_t>(found - schema.splits.begin());
}

std::optional<size_t> output_called(const Bytecode& program, const std::string& name) {
  const auto& outputs = program.schema.outputs;
  const auto found = std::find_if(outputs.begin(), outputs.end(),
                                  [&](const auto& one) { return one.name == name; });
  if (found == outputs.end()) return std::nullopt;
  return static_cast<size_t>(found - outputs.begin());
}

prover::World facts_of(const Comparable& programs, size_t side, const prover::World& world,
                       std::vector<std::string>* left_out) {
  const CheckedProgram& own = *programs.originals[side].checked;
  const CheckedProgram& aligned = programs.alignment.programs[side];
  prover::World out;
  for (const checked::Facts& facts : world.facts) {
    const bool account = facts.ledger == checked::kNone;
    const Record& record = account ? aligned.account : aligned.ledgers[facts.ledger];
    const Record* known = account ? &own.account : record_called(own, record.name);
    if (known == nullptr) {
      if (left_out) left_out->push_back("an entry of `" + record.name + "`");
      continue;
    }
    checked::Facts kept = facts;
    std::erase_if(kept.values, [&](const checked::FactValue& value) {
      const std::string& name = record.fields[value.field].name;
      const bool missing = !has_field(*known, name);
      if (missing && left_out) left_out->push_back("`" + record.name + "." + name + "`");
      return missing;
    });
    out.facts.push_back(std::move(kept));
  }
  return out;
}

Replayed replay(const Comparable& programs, const Item& item, const Counterexample& example) {
  Replayed out;
  for (size_t side = 0; side < 2; ++side) {
    out.problem = decide(programs, side, example, out.decisions[side]);
    if (!out.problem.empty()) return out;
  }
  if (!is_given(programs, example)) {
    out.problem = "the partner is not one of those who are compared";
    return out;
  }
  if (item.what == Compared::Answer) {
    compare_answers(programs, out);
    return out;
  }
  for (size_t side = 0; side < 2; ++side) {
    if (!out.decisions[side].fault) continue;
    out.problem = fmt::format("{} has no answer", prover::kSideNames[side]);
    return out;
  }
  item.what == Compared::Split ? compare_splits(programs, item, out)
                               : compare_outputs(programs, item, out);
  return out;
}

}  // namespace tierline::compare
