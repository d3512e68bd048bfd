#include "bench/bulk/columns.hpp"

#include <sys/mman.h>

#include <algorithm>

namespace tierline::bench {
namespace {

bool fits(Int128 amount) { return amount >= 0 && amount <= std::numeric_limits<int64_t>::max(); }

int64_t cell(Int128 amount) { return fits(amount) ? static_cast<int64_t>(amount) : kWide; }

// Where the row stands among those aside, or would stand.
size_t place_aside(const Facts& facts, size_t row) {
  const auto at = std::ranges::lower_bound(facts.aside, row, {}, &WideRow::row);
  return static_cast<size_t>(at - facts.aside.begin());
}

bool stands_aside(const Facts& facts, size_t row) {
  return facts.software[row] == kWide || facts.care[row] == kWide || facts.hardware[row] == kWide ||
         facts.previous_revenue[row] == kWide;
}

// The row but for amounts that stand aside.
Row<Int128> by_cells(const Facts& facts, size_t row) {
  return {.software = facts.software[row],
          .care = facts.care[row],
          .hardware = facts.hardware[row],
          .previous_revenue = facts.previous_revenue[row],
          .project_discount = facts.project_discount[row],
          .days_since_expiry = facts.days_since_expiry[row],
          .region = facts.region[row],
          .advanced = facts.advanced[row],
          .premier = facts.premier[row],
          .current_tier = facts.current_tier[row],
          .terms = facts.terms[row],
          .plan = facts.plan[row],
          .brand = facts.brand[row]};
}

}  // namespace

void ask_for_large_pages(void* memory, size_t bytes) {
  // Only advice: a system without them gives small pages, and the figures are a little worse.
  static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
}

Facts::Facts(size_t rows)
    : software(rows),
      care(rows),
      hardware(rows),
      previous_revenue(rows),
      project_discount(rows),
      days_since_expiry(rows),
      region(rows),
      advanced(rows),
      premier(rows),
      current_tier(rows),
      terms(rows),
      plan(rows),
      brand(rows) {}

void Facts::put(size_t row, const Row<Int128>& facts) {
  software[row] = cell(facts.software);
  care[row] = cell(facts.care);
  hardware[row] = cell(facts.hardware);
  previous_revenue[row] = cell(facts.previous_revenue);
  project_discount[row] = facts.project_discount;
  days_since_expiry[row] = facts.days_since_expiry;
  region[row] = facts.region;
  advanced[row] = facts.advanced;
  premier[row] = facts.premier;
  current_tier[row] = facts.current_tier;
  terms[row] = facts.terms;
  plan[row] = facts.plan;
  brand[row] = facts.brand;
  if (stands_aside(*this, row)) {
    aside.push_back({row, facts.software, facts.care, facts.hardware, facts.previous_revenue});
  }
}

Row<Int128> Facts::at(size_t row) const {
  Row<Int128> out = by_cells(*this, row);
  if (!stands_aside(*this, row)) return out;
  const WideRow& wide = aside[place_aside(*this, row)];
  out.software = wide.software;
  out.care = wide.care;
  out.hardware = wide.hardware;
  out.previous_revenue = wide.previous_revenue;
  return out;
}

Answers::Answers(const Facts& facts)
    : tier(facts.rows()),
      discount(facts.rows()),
      sales(facts.rows()),
      rebate(facts.rows()),
      aside(facts.aside.size()) {}

void Answers::forget() {
  std::ranges::fill(tier, uint8_t{0xff});
  std::ranges::fill(discount, int16_t{-1});
  std::ranges::fill(sales, int64_t{-1});
  std::ranges::fill(rebate, int64_t{-1});
  std::ranges::fill(aside, Answer<Int128>{-1, -1, 0xff});
}

void Answers::put(const Facts& facts, size_t row, const Answer<Int128>& answer,
                  int16_t ten_thousandths) {
  tier[row] = answer.tier;
  discount[row] = ten_thousandths;
  sales[row] = cell(answer.sales);
  rebate[row] = cell(answer.rebate);
  if (stands_aside(facts, row)) aside[place_aside(facts, row)] = answer;
}

void decide_any(const Facts& facts, Answers& answers, size_t row) {
  const Answer<Int128> answer = decide_row(facts.at(row));
  answers.put(facts, row, answer, kDiscount[answer.tier]);
}

std::optional<size_t> first_difference(const Facts& facts, const Answers& a, const Answers& b,
                                       size_t first, size_t end) {
  for (size_t i = first; i < end; ++i) {
    if (a.tier[i] != b.tier[i] || a.discount[i] != b.discount[i] || a.sales[i] != b.sales[i] ||
        a.rebate[i] != b.rebate[i]) {
      return i;
    }
  }
  for (size_t k = place_aside(facts, first); k < place_aside(facts, end); ++k) {
    const Answer<Int128>& x = a.aside[k];
    const Answer<Int128>& y = b.aside[k];
    if (x.tier != y.tier || x.sales != y.sales || x.rebate != y.rebate) return facts.aside[k].row;
  }
  return std::nullopt;
}

}  // namespace tierline::bench
