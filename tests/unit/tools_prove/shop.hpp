// A small program with claims, and partners of it, for the tests of tools/prove.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/compile.hpp"
#include "tests/unit/support/facts.hpp"
#include "tools/generate/interests.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::prove {

constexpr std::string_view kShop = R"(
program "Shop" { in force from 2024-01-01 until 2025-12-31  currency EUR }
tiers Silver < Gold
enum Region { North, South }
subject account { key id : text  points : int in 0 .. 1_000 = 0  region : Region  left_on : date? }
ledger sale of account {
  on       : date
  until    : date?
  site     : text
  amount   : EUR in -1_000 EUR .. 1_000 EUR
  discount : percent in 0% .. 100% = 0%
  net = amount * (1 - discount) rounded half even
}
define spent : EUR = sum of sale.net
tier Silver { requires some : points >= 10 }
tier Gold extends Silver { requires more : spent >= 100 EUR }
decide tier, spent
invariant small    : spent <= 500 EUR given points > 3
invariant rises    : spent never falls as sale.amount rises
invariant points_  : tier never rises as points rises
invariant regions  : tier stays the same as region changes
invariant more     : spent never falls as sale is added
invariant leaving  : tier stays the same as left_on changes
invariant sites    : tier stays the same as sale.site changes
)";

inline const Provable& shop() {
  static const compiler::Compiled compiled =
      compiler::compile({source::SourceSet({{"shop.tier", std::string(kShop)}}), {}});
  static const Provable provable = *make_provable(*compiled.checked, "");
  return provable;
}

inline const prover::Claim& claim(std::string_view name) {
  for (const prover::Claim& one : shop().claims.claims) {
    if (one.name == name) return one;
  }
  ADD_FAILURE() << "no claim " << name;
  return shop().claims.claims.front();
}

/// The claim as the search sees it: fields as in the schema.
inline prover::Claim stored_claim(std::string_view name) {
  return in_schema(claim(name), shop().claims.program);
}

inline Record sale(int64_t cents, std::string_view on = "2024-03-01", int64_t discount = 0) {
  return {day_fact(on), nothing(), word("B"), number(cents), number(discount)};
}

inline Partner partner(int64_t points, std::vector<Record> sales = {}) {
  return {{word("A"), number(points), number(0), nothing()}, {std::move(sales)}};
}

}  // namespace tierline::prove
