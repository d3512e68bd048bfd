// The values of each claim as extra outputs of a copy of the program.
#include "compiler/prover/claim.hpp"

#include <algorithm>

#include "compiler/prover/reach.hpp"

namespace tierline::prover {

namespace {

/// The value becomes the last output; a name with a blank in it is no output of a program.
size_t add_output(checked::CheckedProgram& program, const std::string& name, checked::ExprId value,
                  base::Span span) {
  checked::Output output;
  output.name = name;
  output.value = value;
  output.type = program[value].type;
  output.span = span;
  program.outputs.push_back(std::move(output));
  return program.outputs.size() - 1;
}

using checked::Expr;
using checked::ExprId;

ExprId put(checked::CheckedProgram& program, Expr expr) {
  program.exprs.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
}

/// The bounds within which the checker relied on a definition; none if nobody uses it.
checked::Bounds bounds_of(const checked::CheckedProgram& program, uint32_t define) {
  for (const Expr& expr : program.exprs) {
    if (expr.kind == checked::ExprKind::Call && expr.ref == define) return expr.bounds;
  }
  return {};
}

/// Makes a fact of a definition, unless it is one already; its place among the account's fields.
/// The definition is the fact where that is known: `fact otherwise VALUE`, in every exception too.
size_t suppose(checked::CheckedProgram& program, uint32_t define) {
  auto& fields = program.account.fields;
  checked::Define& supposed = program.defines[define];
  const auto known = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& field) { return field.name == supposed.name; });
  if (known != fields.end()) return static_cast<size_t>(known - fields.begin());
  checked::Field field;
  field.name = supposed.name;
  field.type = supposed.type;
  field.type.optional = true;
  field.supposed = true;
  field.bounds = bounds_of(program, define);
  field.span = supposed.span;
  fields.push_back(field);
  Expr fact;
  fact.kind = checked::ExprKind::AccountField;
  fact.type = field.type;
  fact.bounds = field.bounds;
  fact.ref = static_cast<uint32_t>(fields.size() - 1);
  const ExprId fact_id = put(program, fact);
  const auto replace = [&](ExprId& value) {
    Expr otherwise;
    otherwise.kind = checked::ExprKind::Otherwise;
    otherwise.type = supposed.type;
    otherwise.bounds = field.bounds;
    otherwise.span = program[value].span;
    otherwise.kids = {fact_id, value};
    value = put(program, std::move(otherwise));
  };
  replace(supposed.value);
  for (checked::Exception& exception : supposed.exceptions) replace(exception.value);
  return fields.size() - 1;
}

/// The tier of a day becomes a fact of the account, `none` until somebody says what it is.
HeldOn hold(checked::CheckedProgram& program, ExprId id) {
  const Expr asked = program[id];
  HeldOn held;
  held.before = asked.period_before;
  const std::string number = std::to_string(id.value);
  held.day = add_output(program, "day of tier " + number, asked.kids[0], asked.span);
  checked::Field field;
  field.name = "tier " + number;
  field.type = asked.type;
  field.held = checked::TierOnDay{asked.kids[0], asked.period_before};
  field.default_value = checked::Constant{};
  field.span = asked.span;
  program.account.fields.push_back(field);
  held.field = program.account.fields.size() - 1;
  Expr& fact = program.exprs[id.value];
  fact.kind = checked::ExprKind::AccountField;
  fact.kids.clear();
  fact.ref = static_cast<uint32_t>(held.field);
  return held;
}

Claim claim_of(checked::CheckedProgram& program, const checked::Claim& written) {
  Claim claim;
  claim.name = written.name;
  claim.kind = written.kind;
  claim.span = written.span;
  claim.subject = add_output(program, "subject of " + written.name, written.subject, written.span);
  if (written.given) {
    claim.given = add_output(program, "given of " + written.name, *written.given, written.span);
  }
  if (written.kind == ClaimKind::Always) return claim;
  claim.varied = written.field;
  if (written.varies == checked::ClaimVaries::Definition) {
    claim.varied = suppose(program, written.field);
  }
  if (written.ledger == checked::kNone) return claim;
  claim.ledger = written.ledger;
  const bool entry = written.varies == checked::ClaimVaries::Entry;
  claim.how = entry ? Varied::NewEntry : Varied::EntryField;
  return claim;
}

}  // namespace

ClaimProgram claim_program(const checked::CheckedProgram& checked) {
  ClaimProgram out;
  out.program = checked;
  for (uint32_t i = 0; i < checked.exprs.size(); ++i) {
    if (checked.exprs[i].kind != checked::ExprKind::TierOn) continue;
    out.held.push_back(hold(out.program, ExprId{i}));
  }
  for (const checked::Claim& written : checked.claims) {
    out.claims.push_back(claim_of(out.program, written));
  }
  out.outputs_of_claims = out.program.outputs.size();
  add_reaches(out);
  return out;
}

checked::CheckedProgram ClaimProgram::without_reaches() const {
  checked::CheckedProgram out = program;
  out.outputs.resize(outputs_of_claims);
  return out;
}

}  // namespace tierline::prover
