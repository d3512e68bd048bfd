// Whether the facts of two scenarios are the two worlds of a claim.
#include <algorithm>
#include <optional>

#include "tools/prove/replay.hpp"

namespace tierline::prove {

namespace {

using checked::CheckedProgram;
using checked::Facts;
using prover::Claim;
using prover::Varied;
using prover::World;

/// A fact as it counts: what is said, else the field's default, else nothing.
std::optional<checked::Constant> fact_of(const checked::Record& record, const Facts& facts,
                                         size_t field) {
  for (const checked::FactValue& value : facts.values) {
    if (value.field == field) return value.value;
  }
  return record.fields[field].default_value;
}

bool same(const std::optional<checked::Constant>& a, const std::optional<checked::Constant>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->number == b->number && a->text == b->text;
}

/// Alike in all fields but `except`.
bool alike(const checked::Record& record, const Facts& a, const Facts& b,
           std::optional<size_t> except = {}) {
  for (size_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].derived || i == except) continue;
    if (!same(fact_of(record, a, i), fact_of(record, b, i))) return false;
  }
  return true;
}

std::vector<Facts> of_ledger(const World& world, uint32_t ledger) {
  std::vector<Facts> out;
  for (const Facts& facts : world.facts) {
    if (facts.ledger == ledger) out.push_back(facts);
  }
  if (out.empty() && ledger == checked::kNone) out.emplace_back();
  return out;
}

bool all_alike(const checked::Record& record, const std::vector<Facts>& a,
               const std::vector<Facts>& b, std::optional<size_t> except = {}) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](const Facts& x, const Facts& y) { return alike(record, x, y, except); });
}

/// The records of both worlds that the claim varies: the account, or the entries of its ledger.
struct Pair {
  const checked::Record& record;
  std::vector<Facts> one;
  std::vector<Facts> other;
};

Pair varied_in(const CheckedProgram& program, const Claim& claim, const World& one,
               const World& other) {
  const bool account = claim.how == Varied::AccountField;
  const uint32_t ledger = account ? checked::kNone : static_cast<uint32_t>(claim.ledger);
  return {account ? program.account : program.ledgers[claim.ledger], of_ledger(one, ledger),
          of_ledger(other, ledger)};
}

bool rest_is_alike(const CheckedProgram& program, const Claim& claim, const World& one,
                   const World& other) {
  const bool account = claim.how == Varied::AccountField;
  if (!account && !all_alike(program.account, of_ledger(one, checked::kNone),
                             of_ledger(other, checked::kNone))) {
    return false;
  }
  for (uint32_t i = 0; i < program.ledgers.size(); ++i) {
    if (!account && i == claim.ledger) continue;
    if (!all_alike(program.ledgers[i], of_ledger(one, i), of_ledger(other, i))) return false;
  }
  return true;
}

/// The second has exactly one more, wherever it stands.
bool has_one_more(const Pair& pair) {
  if (pair.other.size() != pair.one.size() + 1) return false;
  for (size_t left_out = 0; left_out < pair.other.size(); ++left_out) {
    std::vector<Facts> rest = pair.other;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    if (all_alike(pair.record, pair.one, rest)) return true;
  }
  return false;
}

/// How many of the varied facts are more in the second, less in it, or differ without an order.
struct Directions {
  size_t up = 0;
  size_t down = 0;
  size_t other = 0;
};

Directions directions_of(const Pair& pair, size_t field) {
  Directions out;
  for (size_t i = 0; i < pair.one.size(); ++i) {
    const auto a = fact_of(pair.record, pair.one[i], field);
    const auto b = fact_of(pair.record, pair.other[i], field);
    if (same(a, b)) continue;
    if (!a || !b || a->number == b->number) {
      ++out.other;
    } else {
      ++(a->number < b->number ? out.up : out.down);
    }
  }
  return out;
}

}  // namespace

std::optional<std::vector<World>> as_worlds_of(const CheckedProgram& program, const Claim& claim,
                                               const World& one, const World& other) {
  if (claim.kind == prover::ClaimKind::Always || !rest_is_alike(program, claim, one, other)) {
    return std::nullopt;
  }
  const Pair pair = varied_in(program, claim, one, other);
  if (claim.how == Varied::NewEntry) {
    if (has_one_more(pair)) return std::vector{one, other};
    if (has_one_more({pair.record, pair.other, pair.one})) return std::vector{other, one};
    return std::nullopt;
  }
  if (!all_alike(pair.record, pair.one, pair.other, claim.varied)) return std::nullopt;
  const Directions ways = directions_of(pair, claim.varied);
  if (ways.up + ways.down + ways.other == 0) return std::nullopt;
  if (claim.kind == prover::ClaimKind::Same) return std::vector{one, other};
  if (ways.other > 0 || (ways.up > 0 && ways.down > 0)) return std::nullopt;
  return ways.up > 0 ? std::vector{one, other} : std::vector{other, one};
}

}  // namespace tierline::prove
