#include "tools/prove/scenario_text.hpp"

#include <fmt/format.h>

#include "compiler/checked/values/describe.hpp"

namespace tierline::prove {

namespace {

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

std::string facts_text(const CheckedProgram& program, const checked::Facts& facts) {
  const bool account = facts.ledger == checked::kNone;
  const checked::Record& record = account ? program.account : program.ledgers[facts.ledger];
  std::string out = "  " + record.name + " {";
  for (const checked::FactValue& one : facts.values) {
    const checked::Field& field = record.fields[one.field];
    out += fmt::format("{} {} {}", out.back() == '{' ? "" : " ", field.name,
                       value_of(program, field.type, one.value));
  }
  return out + " }\n";
}

}  // namespace

std::string scenario_text(const CheckedProgram& program, const prover::Claim& claim,
                          const prover::Counterexample& example) {
  std::string out;
  for (size_t i = 0; i < example.worlds.size(); ++i) {
    const bool pair = example.worlds.size() > 1;
    out += fmt::format("scenario \"{} does not hold{}\" {{\n", claim.name,
                       !pair    ? ""
                       : i == 0 ? ": before"
                                : ": after");
    for (const checked::Facts& facts : example.worlds[i].facts) out += facts_text(program, facts);
    out += fmt::format("  today {}  expect invariant {}\n}}\n",
                       calendar::to_text(example.today), claim.name);
  }
  return out;
}

}  // namespace tierline::prove
