#include "tools/prove/judge.hpp"

#include "base/assert.hpp"

namespace tierline::prove {

namespace {

bool is_given(const prover::Claim& claim, const decision::Decision& decision) {
  return !claim.given || decision.outputs[*claim.given].number != 0;
}

bool holds(prover::ClaimKind kind, const bytecode::BigInt& first, const bytecode::BigInt& second) {
  switch (kind) {
    case prover::ClaimKind::Always:
      return first != 0;
    case prover::ClaimKind::NeverFalls:
      return first <= second;
    case prover::ClaimKind::NeverRises:
      return first >= second;
    case prover::ClaimKind::Same:
      return first == second;
  }
  return false;
}

}  // namespace

Finding judge(const prover::Claim& claim, const decision::Decision& first,
              const decision::Decision* second) {
  const decision::Decision& other = second != nullptr ? *second : first;
  if (first.fault || other.fault) return Finding::Undetermined;
  if (!is_given(claim, first) || !is_given(claim, other)) return Finding::NotGiven;
  const bool held =
      holds(claim.kind, first.outputs[claim.subject].number, other.outputs[claim.subject].number);
  return held ? Finding::Holds : Finding::Fails;
}

void Judge::decide(const Partner& partner, Day today, decision::Decision& out) {
  decider_.decide(batch_of(program_.schema, partner), today, out);
}

Finding Judge::judge(const prover::Claim& claim, const Case& one) {
  TIERLINE_ASSERT(one.second.has_value() == (claim.kind != prover::ClaimKind::Always));
  decide(one.first, one.today, first_);
  if (!one.second) return prove::judge(claim, first_, nullptr);
  decide(*one.second, one.today, second_);
  return prove::judge(claim, first_, &second_);
}

}  // namespace tierline::prove
