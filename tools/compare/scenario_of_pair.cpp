#include "tools/compare/scenario_of_pair.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/values/describe.hpp"
#include "tools/prove/scenario_text.hpp"

namespace tierline::compare {

namespace {

using checked::CheckedProgram;
using checked::Constant;

/// OLD's value as one that NEW can have; nothing if it has no such word, or fewer digits.
std::optional<Constant> as_new_value(const Comparable& programs, const checked::Type& type,
                                     const bytecode::Value& value,
                                     const bytecode::ValueType& old_type) {
  Constant out;
  out.number = {value.number, 0};
  if (type.kind == checked::Kind::Number) {
    const decimal::Decimal number{value.number, static_cast<int>(old_type.scale)};
    out.number = decimal::round(number, type.scale, decimal::Rounding::Down);
    if (out.number != number) return std::nullopt;
  }
  if (type.kind == checked::Kind::Enum) {
    const auto& old_words = programs.originals[0].bytecode->schema.enums[old_type.enum_index].words;
    const auto& words = programs.originals[1].checked->enums[type.enum_id.index()].words;
    const auto found =
        std::find(words.begin(), words.end(), old_words[static_cast<size_t>(value.number)]);
    if (found == words.end()) return std::nullopt;
    out.number = {static_cast<int64_t>(found - words.begin()), 0};
  }
  return out;
}

std::optional<std::string> expected_output(const Comparable& programs, const Item& item,
                                           const Replayed& replayed) {
  const CheckedProgram& program = *programs.originals[1].checked;
  const auto output = output_called(*programs.originals[1].bytecode, item.name);
  const auto old_output = output_called(*programs.originals[0].bytecode, item.name);
  if (!output || !old_output) return std::nullopt;
  const checked::Type& type = program.outputs[*output].type;
  const auto value = as_new_value(programs, type, replayed.decisions[0].outputs[*old_output],
                                  programs.originals[0].bytecode->schema.outputs[*old_output].type);
  if (!value) return std::nullopt;
  return fmt::format("{} = {}", item.name, checked::value_text(*value, type, program));
}

/// The parts of one program as a scenario sees them: an entry that takes no part has 0.
std::vector<bytecode::BigInt> parts_of(const Comparable& programs, const Replayed& replayed,
                                       const std::string& split, size_t side) {
  const size_t place = split_called(programs.originals[side].bytecode->schema, split);
  std::vector<bytecode::BigInt> out;
  for (const auto& part : replayed.decisions[side].parts[place]) out.push_back(part.value_or(0));
  return out;
}

/// Nothing where a scenario cannot tell OLD's parts from NEW's.
std::optional<std::string> expected_parts(const Comparable& programs, const Item& item,
                                          const Replayed& replayed) {
  const CheckedProgram& program = *programs.originals[1].checked;
  const std::vector<bytecode::BigInt> parts = parts_of(programs, replayed, item.name, 0);
  if (parts.empty() || parts == parts_of(programs, replayed, item.name, 1)) return std::nullopt;
  const auto split = std::find_if(program.splits.begin(), program.splits.end(),
                                  [&](const auto& one) { return one.name == item.name; });
  std::string list;
  for (const bytecode::BigInt& part : parts) {
    const Constant value{{part, split->type.scale}, {}};
    list += (list.empty() ? "" : ", ") + checked::value_text(value, split->type, program);
  }
  return item.name + " = " + (parts.size() == 1 ? list : "(" + list + ")");
}

std::string commented(const std::string& text) {
  std::string out = "# ";
  for (size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\n' && i + 1 < text.size()) out += "# ";
  }
  return out;
}

std::optional<std::string> expected(const Comparable& programs, const Item& item,
                                    const Replayed& replayed) {
  switch (item.what) {
    case Compared::Output:
      return expected_output(programs, item, replayed);
    case Compared::Split:
      return expected_parts(programs, item, replayed);
    case Compared::Answer:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string scenario_text(const Comparable& programs, const Item& item,
                          const Counterexample& example, const Replayed& replayed) {
  const CheckedProgram& program = programs.alignment.programs[1];
  const prover::World& world = example.worlds.front();
  std::string out = fmt::format("# OLD: {} is {}; NEW: {}\n", item.name, replayed.answers[0],
                                replayed.answers[1]);
  std::vector<std::string> unknown[2];
  const prover::World known = facts_of(programs, 1, world, &unknown[1]);
  facts_of(programs, 0, world, &unknown[0]);
  for (size_t side = 0; side < 2; ++side) {
    for (const std::string& what : unknown[side]) {
      out += fmt::format("# {} has no {}\n", prover::kSideNames[side], what);
    }
  }
  const auto expects = expected(programs, item, replayed);
  const std::string text = prove::scenario(program, item.name + " was another", known,
                                           example.today, expects.value_or(""));
  if (expects) return out + text;
  return out + "# no scenario of NEW can expect what OLD comes to:\n" + commented(text);
}

}  // namespace tierline::compare
