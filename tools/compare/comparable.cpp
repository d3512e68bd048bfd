#include "tools/compare/comparable.hpp"

#include <fmt/format.h>

#include "compiler/compile.hpp"

namespace tierline::compare {

namespace {

using checked::CheckedProgram;
using prove::Fact;

bulk::RunError too_large() {
  return {
      "the two programs are too large to be compared: one of them unfolds to more steps than a "
      "program may have"};
}

/// NEW without anything but the question whether a partner is compared.
CheckedProgram given_program(const prover::Alignment& alignment) {
  CheckedProgram program = alignment.programs[1];
  program.outputs = {program.outputs[alignment.given]};
  program.splits.clear();
  return program;
}

/// In an aligned record the fields of the schema stand first, in the same order.
std::optional<prove::Record> record_of(const bytecode::RecordInfo& info,
                                       const checked::Facts& facts) {
  prove::Record out(info.fields.size(), Fact{false, 0, {}});
  for (const checked::FactValue& value : facts.values) {
    const size_t stored = value.field;
    const bytecode::FieldInfo& field = info.fields[stored];
    const bool scaled = field.type.kind == bytecode::ValueKind::Number;
    const int scale = scaled ? static_cast<int>(field.type.scale) : 0;
    const auto number = decimal::to_int64(
        decimal::round(value.value.number, scale, decimal::Rounding::Down).coefficient);
    if (!number) return std::nullopt;
    out[stored] = {true, *number, value.value.text};
  }
  for (size_t i = 0; i < info.fields.size(); ++i) {
    const auto& filled = info.fields[i].default_value;
    if (out[i].known || !filled) continue;
    out[i] = {true, static_cast<int64_t>(filled->number), filled->text};
  }
  return prove::is_accepted(info, out) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

base::Result<Comparable, bulk::RunError> make_comparable(
    const Original& first, const Original& second, const std::vector<checked::ExprId>& except) {
  Comparable out;
  out.originals[0] = first;
  out.originals[1] = second;
  out.alignment = prover::align(*first.checked, *second.checked, except);
  if (!out.alignment.problems.empty()) {
    std::string why = "the two programs cannot be compared";
    for (const std::string& problem : out.alignment.problems) why += "\n" + problem;
    return bulk::RunError{why};
  }
  for (size_t side = 0; side < 2; ++side) {
    auto made =
        compiler::to_bytecode(prover::claim_program(out.alignment.programs[side]).program, "");
    if (!made) return too_large();
    out.aligned[side] = *std::move(made);
  }
  auto given = compiler::to_bytecode(given_program(out.alignment), "");
  if (!given) return too_large();
  out.given = *std::move(given);
  return out;
}

std::optional<prove::Case> case_of(const Comparable& programs, const Counterexample& example) {
  const bytecode::Schema& schema = programs.aligned[1].schema;
  prove::Case out;
  out.today = example.today;
  out.first.ledgers.resize(schema.ledgers.size());
  for (const checked::Facts& facts : example.worlds.front().facts) {
    const bool account = facts.ledger == checked::kNone;
    auto record = record_of(account ? schema.account : schema.ledgers[facts.ledger], facts);
    if (!record) return std::nullopt;
    if (account) {
      out.first.account = *std::move(record);
    } else {
      out.first.ledgers[facts.ledger].push_back(*std::move(record));
    }
  }
  return out;
}

}  // namespace tierline::compare
