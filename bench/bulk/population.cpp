#include "bench/bulk/population.hpp"

#include "bench/random.hpp"

namespace tierline::bench {
namespace {

using Facts128 = Row<Int128>;

constexpr uint64_t kMillion = 1'000'000;
constexpr int kLargeBits = 42;

// An amount of a size from 2^bits_min to 2^bits_max cents, all sizes alike; three in ten in whole
// euros.
int64_t amount(Random& random, uint64_t bits_min, uint64_t bits_max) {
  const uint64_t bits = bits_min + random.below(bits_max - bits_min + 1);
  const int64_t cents = static_cast<int64_t>(random.below(uint64_t{1} << bits));
  return random.one_of(3, 10) ? cents / 100 * 100 : cents;
}

uint16_t project_discount(Random& random) {
  const uint64_t kind = random.below(10);
  if (kind < 5) return 0;
  return static_cast<uint16_t>(kind < 8 ? 50 * random.below(41) : random.below(3001));
}

int16_t days_since_expiry(Random& random) {
  const uint64_t kind = random.below(100);
  if (kind < 60) return -1;
  if (kind < 70) return kind < 65 ? kGraceDays : kGraceDays + 1;
  return static_cast<int16_t>(random.below(401));
}

uint8_t current_tier(Random& random) {
  const uint64_t kind = random.below(100);
  return kind < 30 ? 0 : kind < 60 ? 1 : kind < 85 ? 2 : 3;
}

// Last year's revenue between 0.3 and 1.5 times this year's; one in twenty had none.
Int128 previous_revenue(Random& random, const Facts128& row) {
  const Int128 per_mille = static_cast<Int128>(300 + random.below(1201));
  return random.one_of(1, 20) ? Int128{0} : sales_revenue(row) * per_mille / 1000;
}

Facts128 ordinary_row(Random& random) {
  Facts128 row;
  row.region = static_cast<uint8_t>(random.below(kRegions));
  row.software = amount(random, 10, 32);
  row.care = random.one_of(9, 10) ? amount(random, 8, 30) : 0;
  row.hardware = random.one_of(85, 100) ? amount(random, 8, 32) : 0;
  row.project_discount = project_discount(random);
  row.advanced = static_cast<uint8_t>(random.below(6));
  row.premier = static_cast<uint8_t>(random.below(6));
  row.days_since_expiry = days_since_expiry(random);
  row.terms = random.one_of(95, 100);
  row.plan = random.one_of(70, 100);
  row.brand = random.one_of(75, 100);
  row.current_tier = current_tier(random);
  row.previous_revenue = previous_revenue(random, row);
  return row;
}

void meet_all_but_revenue(Facts128& row) {
  row.advanced = row.premier = 2;
  row.days_since_expiry = kGraceDays;
  row.terms = row.plan = row.brand = 1;
}

// Nothing but software, at full price: revenue is what it costs.
void sell_only(Facts128& row, Int128 software) {
  row.software = software;
  row.care = row.hardware = 0;
  row.project_discount = 0;
  row.current_tier = 0;
}

void put_on_threshold(Facts128& row, Random& random) {
  const int64_t* from[] = {kAuthorizedFrom, kAdvancedFrom, kPremierFrom};
  const int64_t cent_below = random.one_of(1, 2) ? 1 : 0;
  sell_only(row, from[random.below(3)][row.region] - cent_below);
  meet_all_but_revenue(row);
}

// Revenue is 1.2, 1.5 or 1.8 times last year's: attainment 100 %, 125 %, 150 %; or a cent below.
void put_on_goal(Facts128& row, Random& random) {
  const int64_t tenths = 12 + 3 * static_cast<int64_t>(random.below(3));
  const int64_t tenth = static_cast<int64_t>(10'000'000 + random.below(100'000'000));
  const int64_t cent_below = random.one_of(1, 4) ? 1 : 0;
  sell_only(row, tenths * tenth - cent_below);
  row.previous_revenue = 10 * tenth;
  meet_all_but_revenue(row);
}

// Half of an odd number of cents is a tie. From 2^58 on, and so with amounts from 2^39, a double
// does not hold amount times share any more: there an estimate that is not repaired goes to the
// wrong cent.
void put_on_half_cents(Facts128& row, Random& random) {
  const auto odd = [&] {
    const uint64_t bits = 39 + random.below(3);
    return Int128{static_cast<int64_t>((uint64_t{1} << bits) + random.below(uint64_t{1} << bits)) |
                  1};
  };
  row.software = odd();
  row.care = odd();
  row.hardware = odd();
  row.project_discount = kWholeDiscount / 2;
  row.current_tier = 0;
  row.previous_revenue = row.software;
}

// All amounts grow to `bits` bits and keep their proportions.
void grow(Facts128& row, Random& random, int bits) {
  row.software = (Int128{1} << bits) + static_cast<Int128>(random.below(kMillion));
  row.hardware = row.software / 3 + static_cast<Int128>(random.below(2));
  row.care = row.software / 100;
  row.previous_revenue = row.software / 2 + static_cast<Int128>(random.below(kMillion));
  meet_all_but_revenue(row);
}

Facts128 make_row(Random& random, const Recipe& recipe) {
  Facts128 row = ordinary_row(random);
  const uint64_t edge = random.below(1000);
  if (edge < 10) put_on_goal(row, random);
  if (edge >= 10 && edge < 15) put_on_threshold(row, random);
  if (edge >= 15 && edge < 20) put_on_half_cents(row, random);
  const uint64_t size = random.below(kMillion);
  if (size < recipe.wide_per_million) {
    grow(row, random, 63 + static_cast<int>(random.below(3)));
  } else if (size < recipe.wide_per_million + recipe.large_per_million) {
    grow(row, random, kLargeBits + static_cast<int>(random.below(18)));
  }
  return row;
}

bool meets_a_tie(const Facts128& row) {
  const Int128 paid =
      Int128{kPaidPercent[row.current_tier]} * Int128{kWholeDiscount - row.project_discount};
  const auto tie = [&](Int128 list) { return list * paid % kPerPaid == kPerPaid / 2; };
  return tie(row.software) || tie(row.care) || tie(row.hardware);
}

bool on_threshold(const Facts128& row, Int128 sales) {
  return sales == kAuthorizedFrom[row.region] || sales == kAdvancedFrom[row.region] ||
         sales == kPremierFrom[row.region];
}

bool on_goal(const Facts128& row, const Answer<Int128>& answer) {
  const Int128 reached = 10 * answer.sales;
  const Int128 last = row.previous_revenue;
  return answer.tier == 3 && last > 0 &&
         (reached == 12 * last || reached == 15 * last || reached == 18 * last);
}

void count(Tally& tally, const Facts128& row) {
  const Answer<Int128> answer = decide_row(row);
  ++tally.tiers[answer.tier];
  tally.half_cents += meets_a_tie(row);
  tally.on_threshold += on_threshold(row, answer.sales);
  tally.on_goal += on_goal(row, answer);
  const bool wide = row.software > std::numeric_limits<int64_t>::max();
  tally.wide += wide;
  tally.large += !wide && row.software >> kLargeBits != 0;
}

}  // namespace

Population make_population(const Recipe& recipe) {
  Random random(recipe.seed);
  Facts facts(recipe.rows);
  Tally tally;
  for (size_t i = 0; i < recipe.rows; ++i) {
    const Facts128 row = make_row(random, recipe);
    facts.put(i, row);
    count(tally, row);
  }
  Answers expected(facts);
  for (size_t i = 0; i < recipe.rows; ++i) decide_any(facts, expected, i);
  return {std::move(facts), std::move(expected), tally};
}

}  // namespace tierline::bench
