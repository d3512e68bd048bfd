#include "tools/prove/scenario_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/values/describe.hpp"

namespace tierline::prove {

namespace {

using calendar::Day;
using checked::CheckedProgram;

/// A text in quotes, with what quotes and line ends must be written as.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string value_of(const CheckedProgram& program, const checked::Type& type,
                     const checked::Constant& value) {
  if (type.kind == checked::Kind::Text) return quoted(value.text);
  return checked::value_text(value, type, program);
}

/// What is supposed is no fact of the account: it stands in a record of its own.
std::string facts_text(const CheckedProgram& program, const checked::Facts& facts) {
  const bool account = facts.ledger == checked::kNone;
  const checked::Record& record = account ? program.account : program.ledgers[facts.ledger];
  std::string out = "  " + record.name + " {";
  std::string supposed;
  for (const checked::FactValue& one : facts.values) {
    const checked::Field& field = record.fields[one.field];
    const std::string text =
        fmt::format(" {} {}", field.name, value_of(program, field.type, one.value));
    if (account && field.supposed) {
      supposed += text;
    } else {
      out += (out.back() == '{' ? "" : " ") + text;
    }
  }
  return out + " }\n" + (supposed.empty() ? "" : "  suppose {" + supposed + " }\n");
}

}  // namespace

std::string scenario(const CheckedProgram& program, const std::string& title,
                     const prover::World& world, Day today, const std::string& expected) {
  return scenario_text(program, title, world, today,
                       expected.empty() ? "" : "  expect " + expected);
}

std::string scenario_text(const CheckedProgram& program, const std::string& title,
                          const prover::World& world, Day today, const std::string& expects) {
  std::string out = fmt::format("scenario \"{}\" {{\n", title);
  for (const checked::Facts& facts : world.facts) out += facts_text(program, facts);
  return out + fmt::format("  today {}{}\n}}\n", calendar::to_text(today), expects);
}

std::string scenario_text(const CheckedProgram& program, const prover::Claim& claim,
                          const prover::Counterexample& example) {
  const std::string title = claim.name + " does not hold";
  const std::string expected = "invariant " + claim.name;
  if (example.worlds.size() == 1) {
    return scenario(program, title, example.worlds[0], example.today, expected);
  }
  return scenario(program, title + ": before", example.worlds[0], example.today, expected) +
         scenario(program, title + ": after", example.worlds[1], example.today, expected);
}

std::optional<std::string> scenario_text(const CheckedProgram& program, const prover::Reach& reach,
                                         const prover::Counterexample& example) {
  const bool tier_is_decided =
      std::any_of(program.outputs.begin(), program.outputs.end(),
                  [](const checked::Output& output) { return output.name == "tier"; });
  if (!tier_is_decided || !reach.name.starts_with("tier ")) return std::nullopt;
  const std::string& word = program.enums[0].words[static_cast<size_t>(reach.value)];
  return scenario(program, word + " is reached", example.worlds[0], example.today,
                  "tier = " + word);
}

}  // namespace tierline::prove
