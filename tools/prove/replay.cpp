#include "tools/prove/replay.hpp"

#include <fmt/format.h>

#include "runtime/decimal/text.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prove {

namespace {

using checked::CheckedProgram;
using checked::Constant;
using checked::Kind;

/// The decision of one world; the problem if there is none.
std::string decide(const Provable& program, const prover::World& world, Day today,
                   decision::Decision& out) {
  const auto built =
      bulk::build_facts(program.bytecode.schema, records_of(program.claims.program, world.facts));
  if (!built) return built.error().message;
  if (!built.value().problems.empty()) return bulk::describe(built.value().problems.front());
  ClaimDecider(program.bytecode, held_in_schema(program.claims))
      .decide(built.value().batch, today, out);
  return out.fault ? decision::describe(*out.fault, program.bytecode) : "";
}

/// Takes back what the slow judge does not say as well.
void confirm(const Provable& program, const prover::Claim& claim,
             const prover::Counterexample& example, Replayed& out) {
  if (!can_walk_to(program.claims, example.today)) {
    out.finding = Finding::Undetermined;
    out.problem = fmt::format(
        "an example on {} was found, too many days after the program's first to be judged twice",
        calendar::to_text(example.today));
  } else if (second_opinion(program, claim, example) != Finding::Fails) {
    out.finding = Finding::Undetermined;
    out.problem =
        "an example was found, but engine and slow judge do not agree about it: please report it";
  }
}

Seen seen_in(const Provable& program, const prover::Claim& claim,
             const decision::Decision& decision) {
  const bytecode::Schema& schema = program.bytecode.schema;
  return {decision::to_text(decision.outputs[claim.subject], schema.outputs[claim.subject].type,
                            schema),
          !claim.given || decision.outputs[*claim.given].number != 0};
}

}  // namespace

std::string fact_text(const CheckedProgram& program, const checked::Type& type,
                      const Constant& constant) {
  const auto position = [&] { return static_cast<size_t>(constant.number.coefficient); };
  switch (type.kind) {
    case Kind::Bool:
      return decimal::is_zero(constant.number) ? "no" : "yes";
    case Kind::Day:
      return calendar::to_text(static_cast<calendar::Day>(constant.number.coefficient));
    case Kind::Enum:
      return program.enums[type.enum_id.index()].words[position()];
    case Kind::Text:
      return constant.text;
    default:
      return decimal::to_text(constant.number);
  }
}

bulk::FactRecord record_of(const CheckedProgram& program, const checked::Facts& facts) {
  const checked::Record& record =
      facts.ledger == checked::kNone ? program.account : program.ledgers[facts.ledger];
  bulk::FactRecord out{record.name, {}};
  for (const checked::FactValue& value : facts.values) {
    const checked::Field& field = record.fields[value.field];
    out.fields.push_back({field.name, fact_text(program, field.type, value.value)});
  }
  return out;
}

std::vector<bulk::FactRecord> records_of(const CheckedProgram& program,
                                         const std::vector<checked::Facts>& facts) {
  std::vector<bulk::FactRecord> out;
  for (const checked::Facts& one : facts) out.push_back(record_of(program, one));
  return out;
}

bool speaks_of(const Provable& program, const prover::Claim& claim,
               const prover::Counterexample& example) {
  if (claim.kind != prover::ClaimKind::Always) {
    const bool pair =
        example.worlds.size() == 2 &&
        as_worlds_of(program.claims.program, claim, example.worlds[0], example.worlds[1]);
    if (!pair) return false;
  }
  return replay(program, claim, example).finding == Finding::Holds;
}

Replayed replay(const Provable& program, const prover::Claim& claim,
                const prover::Counterexample& example) {
  Replayed out;
  std::vector<decision::Decision> decisions(example.worlds.size());
  for (size_t i = 0; i < decisions.size(); ++i) {
    out.problem = decide(program, example.worlds[i], example.today, decisions[i]);
    if (!out.problem.empty()) return out;
    out.seen.push_back(seen_in(program, claim, decisions[i]));
  }
  const bool pair = claim.kind != prover::ClaimKind::Always;
  if (decisions.size() != (pair ? 2U : 1U)) {
    out.problem = fmt::format("a claim of this kind has {}", pair ? "two worlds" : "one world");
    return out;
  }
  out.finding = judge(claim, decisions[0], pair ? &decisions[1] : nullptr);
  if (out.finding == Finding::Fails) confirm(program, claim, example, out);
  return out;
}

}  // namespace tierline::prove
