// A small program with bands, tiers and a ledger, and partners of it, for the tests of
// tools/cliffs.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "tests/unit/support/facts.hpp"
#include "tools/cliffs/cliffs.hpp"

namespace tierline::cliffs {

constexpr std::string_view kShop = R"(
program "Shop" { in force from 2024-01-01 until 2024-12-31  currency EUR }
tiers Silver < Gold
enum Region { North, South }
subject account { key id : text  region : Region  points : int in 0 .. 100 = 0 }
ledger sale of account {
  on       : date
  amount   : EUR in -1_000 EUR .. 1_000 EUR
  discount : percent in 0% .. 100% = 0%
  net = amount * (1 - discount) rounded half even
}
define spent : EUR = sum of sale.net
define best : EUR = max(spent, 0 EUR)
table wanted(Region) : EUR complete { North : 300 EUR  South : 200 EUR }
bands rate on spent : percent { below 100 EUR : 0%  from 100 EUR : 2%  above 200 EUR : 1% }
define rebate : EUR = whole rate of best rounded half even
define fee : EUR = marginal rate of best rounded half even
tier Silver { requires some : points >= 10 }
tier Gold extends Silver { requires more : best >= wanted(region) }
decide tier, rebate, fee
)";

inline compiler::Compiled compiled(std::string text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"shop.tier", std::move(text)}});
  program.load = [](std::string_view) {
    return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
  };
  auto out = compiler::compile(program);
  if (!out.bytecode) ADD_FAILURE() << source::render_text(program.sources, out.diagnostics);
  return out;
}

inline const compiler::Compiled& shop() {
  static const compiler::Compiled one = compiled(std::string(kShop));
  return one;
}

using prove::day;
using prove::day_fact;
using prove::nothing;
using prove::number;
using prove::word;

/// An account of so many points, with sales of so many cents on 1 March.
inline prove::Partner partner(int64_t points, const std::vector<int64_t>& cents) {
  prove::Partner out{{word("A"), number(0), number(points)}, {{}}};
  for (const int64_t amount : cents) {
    out.ledgers[0].push_back({day_fact("2024-03-01"), number(amount), number(0)});
  }
  return out;
}

}  // namespace tierline::cliffs
