// Bands: with rising rates a rebate on everything never falls as the amount rises, a marginal one
// is also continuous and is the sum of what each unit pays, and cutting an amount in two never pays
// more. Discounts follow the tier. All of it said of the engine, beside the slow judge.
//
// To see it red: turn an edge's `>=` into `>` in compiler/ir/lower/bands.cpp, or let a marginal
// share start at the band's upper edge.
#include <algorithm>

#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using reference::Rational;

/// Edges in whole units, one rate more than edges; `inclusive[i]`: edge i belongs to the upper
/// band.
struct Ladder {
  std::vector<int> edges;
  std::vector<int> rates;  // per cent, rising
  std::vector<bool> inclusive;
};

Ladder any_ladder() {
  Ladder ladder;
  const int count = *rc::gen::inRange(1, 6);
  int edge = 0;
  int rate = *rc::gen::inRange(0, 4);
  ladder.rates.push_back(rate);
  for (int i = 0; i < count; ++i) {
    edge += *rc::gen::inRange(1, 40);
    rate += *rc::gen::inRange(0, 5);
    ladder.edges.push_back(edge);
    ladder.rates.push_back(rate);
    ladder.inclusive.push_back(*rc::gen::arbitrary<bool>());
  }
  return ladder;
}

std::string program_of(const Ladder& ladder) {
  std::string lines = ladder.inclusive[0] ? "  below " : "  up to ";
  lines += std::to_string(ladder.edges[0]) + " : " + std::to_string(ladder.rates[0]) + "%\n";
  for (size_t i = 0; i < ladder.edges.size(); ++i) {
    lines += (ladder.inclusive[i] ? "  from " : "  above ") + std::to_string(ladder.edges[i]) +
             " : " + std::to_string(ladder.rates[i + 1]) + "%\n";
  }
  return "program \"ladder\" { currency EUR }\n"
         "subject account { key id : text  amount : decimal(2) in 0 .. 1_000_000 }\n"
         "bands ladder on amount : percent {\n" +
         lines +
         "}\n"
         "define all = whole ladder of amount\n"
         "define slices = marginal ladder of amount\n"
         "define limits = each to its limit ladder of amount\n"
         "define everything = each on everything ladder of amount\n"
         "define paid : EUR = (whole ladder of amount) * 1 EUR rounded half even\n"
         "decide all, slices, limits, everything, paid\n";
}

enum Output : size_t { kAll, kSlices, kLimits, kEverything, kPaid };

/// Decides each amount, given in hundredths; all outputs, checked against the judge on the way.
std::vector<std::vector<Rational>> decide(const std::string& text,
                                          const std::vector<int64_t>& amounts) {
  const auto program = law::ready(text);
  if (!program) RC_FAIL("refused");
  std::vector<generators::Question> questions;
  for (const int64_t amount : amounts) {
    const law::Named facts = {{"id", {{}, "A"}}, {"amount", {{decimal::BigInt(amount), 2}, ""}}};
    questions.push_back(
        {{law::row_of(program->checked.account, facts), {}}, calendar::to_day({2022, 7, 1})});
  }
  const std::string found = law::disagreement(program->checked, program->bytecode, questions);
  if (!found.empty()) RC_FAIL(found);
  const auto batch = generators::to_batch(program->checked, program->bytecode.schema, questions);
  scalar::Machine machine(program->bytecode);
  std::vector<std::vector<Rational>> out;
  for (size_t i = 0; i < amounts.size(); ++i) {
    const auto decision = machine.decide(batch, i, questions[i].today);
    out.emplace_back();
    for (size_t k = 0; k < decision.outputs.size(); ++k) {
      const auto value =
          law::to_reference(decision.outputs[k], program->bytecode.schema.outputs[k].type);
      out.back().push_back(std::get<Rational>(value));
    }
  }
  return out;
}

/// On an edge, one hundredth beside it, or anywhere; in hundredths.
int64_t any_amount(const Ladder& ladder) {
  const int edge = *rc::gen::elementOf(ladder.edges);
  if (*rc::gen::arbitrary<bool>()) return edge * 100 + *rc::gen::inRange(-1, 2);
  return *rc::gen::inRange<int64_t>(0, 20'000);
}

uint64_t programs() { return law::pairs() / 50; }

TEST(LawBands, ARebateNeverFalls) {
  law::holds("with rising rates every mode rises with the amount, rounded or not", programs(), [] {
    const Ladder ladder = any_ladder();
    std::vector<int64_t> amounts;
    for (int i = 0; i < 6; ++i) amounts.push_back(any_amount(ladder));
    std::sort(amounts.begin(), amounts.end());
    const auto decided = decide(program_of(ladder), amounts);
    for (size_t i = 1; i < decided.size(); ++i) {
      for (size_t k = 0; k < decided[i].size(); ++k) RC_ASSERT(decided[i - 1][k] <= decided[i][k]);
    }
  });
}

TEST(LawBands, MarginalIsContinuous) {
  law::holds("a marginal result moves by no more than the highest rate", programs(), [] {
    const Ladder ladder = any_ladder();
    const int64_t amount = any_amount(ladder);
    const auto decided = decide(program_of(ladder), {amount, amount + 1});
    const Rational step = decided[1][kSlices] - decided[0][kSlices];
    RC_ASSERT(step >= 0);
    RC_ASSERT(step <= Rational(ladder.rates.back(), 10'000));
  });
}

TEST(LawBands, MarginalIsTheSumOfItsUnits) {
  law::holds("each unit of an amount pays the rate of the band in which it lies", programs(), [] {
    const Ladder ladder = any_ladder();
    const int units = *rc::gen::inRange(0, 200);
    Rational sum = 0;
    for (int unit = 0; unit < units; ++unit) {
      size_t band = 0;
      while (band < ladder.edges.size() && unit >= ladder.edges[band]) ++band;
      sum += Rational(ladder.rates[band], 100);
    }
    const auto decided = decide(program_of(ladder), {units * int64_t{100}});
    RC_ASSERT(decided[0][kSlices] == sum);
  });
}

TEST(LawBands, CuttingAnAmountNeverPaysMore) {
  law::holds("two parts get no more than the whole", programs(), [] {
    const Ladder ladder = any_ladder();
    const int64_t first = any_amount(ladder);
    const int64_t second = any_amount(ladder);
    const auto decided = decide(program_of(ladder), {first, second, first + second});
    RC_ASSERT(Rational(decided[0][kAll] + decided[1][kAll]) <= decided[2][kAll]);
    RC_ASSERT(Rational(decided[0][kSlices] + decided[1][kSlices]) <= decided[2][kSlices]);
  });
}

TEST(LawBands, ModesAreOrdered) {
  law::holds("marginal pays least, then whole, then each on everything", programs(), [] {
    const Ladder ladder = any_ladder();
    const auto decided = decide(program_of(ladder), {any_amount(ladder)});
    RC_ASSERT(decided[0][kSlices] <= decided[0][kAll]);
    RC_ASSERT(decided[0][kAll] <= decided[0][kEverything]);
    RC_ASSERT(decided[0][kLimits] <= decided[0][kEverything]);
  });
}

// ---- a partner program in small
// -------------------------------------------------------------------

std::string partner_program(const std::vector<int>& thresholds, const std::vector<int>& discounts) {
  const auto number = [](int value) { return std::to_string(value); };
  return "program \"partners\" { currency EUR }\n"
         "tiers Authorized < Advanced < Premier\n"
         "subject account { key id : text  last_year : EUR in 1 EUR .. 100_000 EUR }\n"
         "ledger sale of account { on : date  price : EUR }\n"
         "define revenue : EUR = sum of sale.price where on in year of today\n"
         "tier Authorized { requires revenue : revenue >= " +
         number(thresholds[0]) +
         " EUR }\n"
         "tier Advanced { requires revenue : revenue >= " +
         number(thresholds[1]) +
         " EUR }\n"
         "tier Premier { requires revenue : revenue >= " +
         number(thresholds[2]) +
         " EUR }\n"
         "table benefits(Tier) complete {\n"
         "            none Authorized Advanced Premier\n"
         "  discount : 0% " +
         number(discounts[0]) + "% " + number(discounts[1]) + "% " + number(discounts[2]) +
         "%\n}\n"
         "bands accelerator on revenue / (120% * last_year) : percent {\n"
         "  below 100% : 0%\n  from 100% : 2.5%\n  from 125% : 3%\n  from 150% : 4%\n}\n"
         "define earned : EUR = if tier = Premier then whole accelerator of revenue else 0 EUR\n"
         "  rounded half even\n"
         "decide tier, discount, earned\n";
}

generators::FactRow sale(const checked::CheckedProgram& program, int64_t cents) {
  const calendar::Day on = calendar::to_day({2022, 3, 1});
  return law::row_of(program.ledgers[0], {{"on", {{decimal::BigInt(on), 0}, ""}},
                                          {"price", {{decimal::BigInt(cents), 2}, ""}}});
}

std::vector<int> rising(int low, int high) {
  std::vector<int> out = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(low, high));
  std::sort(out.begin(), out.end());
  return out;
}

TEST(LawBands, MoreRevenueNeverHurts) {
  law::holds("tier, discount and rebate never fall as revenue rises", programs(), [] {
    const std::vector<int> thresholds = rising(0, 3000);
    const auto program = law::ready(partner_program(thresholds, rising(0, 60)));
    if (!program) RC_FAIL("refused");
    const int64_t last_year = *rc::gen::inRange<int64_t>(100, 200'000);
    std::vector<int64_t> revenues = {*rc::gen::inRange<int64_t>(0, 400'000),
                                     *rc::gen::elementOf(thresholds) * int64_t{100} - 1,
                                     last_year * 12 / 10, last_year * 15 / 10};
    std::sort(revenues.begin(), revenues.end());
    std::vector<generators::Question> questions;
    for (const int64_t revenue : revenues) {
      const law::Named facts = {{"id", {{}, "A"}},
                                {"last_year", {{decimal::BigInt(last_year), 2}, ""}}};
      questions.push_back(
          {{law::row_of(program->checked.account, facts), {{sale(program->checked, revenue)}}},
           calendar::to_day({2022, 7, 1})});
    }
    const std::string found = law::disagreement(program->checked, program->bytecode, questions);
    if (!found.empty()) RC_FAIL(found);
    const auto batch = generators::to_batch(program->checked, program->bytecode.schema, questions);
    scalar::Machine machine(program->bytecode);
    for (size_t i = 1; i < questions.size(); ++i) {
      const auto less = machine.decide(batch, i - 1, questions[i].today);
      const auto more = machine.decide(batch, i, questions[i].today);
      for (size_t k = 0; k < more.outputs.size(); ++k) {
        RC_ASSERT(less.outputs[k].number <= more.outputs[k].number);
      }
    }
  });
}

}  // namespace
}  // namespace tierline
