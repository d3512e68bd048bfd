// The values of each claim as extra outputs of a copy of the program.
#include "compiler/prover/claim.hpp"
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
  if (written.ledger == checked::kNone) return claim;
  claim.ledger = written.ledger;
  const bool entry = written.varies == checked::ClaimVaries::Entry;
  claim.how = entry ? Varied::NewEntry : Varied::EntryField;
  return claim;
}

}  // namespace

ClaimProgram claim_program(const checked::CheckedProgram& checked) {
  ClaimProgram out{checked, {}, {}};
  for (const checked::Claim& written : checked.claims) {
    out.claims.push_back(claim_of(out.program, written));
  }
  add_reaches(out);
  return out;
}

}  // namespace tierline::prover
