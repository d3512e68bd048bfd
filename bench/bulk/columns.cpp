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

template <class T>
Row<T> small_facts(const Facts& facts, size_t row) {
  Row<T> out;
  out.project_discount = facts.project_discount[row];
  out.days_since_expiry = facts.days_since_expiry[row];
  out.region = facts.region[row];
  out.advanced = facts.advanced[row];
  out.premier = facts.premier[row];
  out.current_tier = facts.current_tier[row];
  out.terms = facts.terms[row];
  out.plan = facts.plan[row];
  out.brand = facts.brand[row];
  return out;
}

template <class T>
Row<T> by_cells(const Facts& facts, size_t row) {
  Row<T> out = small_facts<T>(facts, row);
  out.software = facts.software[row];
  out.care = facts.care[row];
  out.hardware = facts.hardware[row];
  out.previous_revenue = facts.previous_revenue[row];
  return out;
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
  if (!stands_aside(*this, row)) return by_cells<Int128>(*this, row);
  Row<Int128> out = small_facts<Int128>(*this, row);
  const WideRow& wide = aside[place_aside(*this, row)];
  out.software = wide.software;
  out.care = wide.care;
  out.hardware = wide.hardware;
  out.previous_revenue = wide.previous_revenue;
  return out;
}

Row<int64_t> Facts::narrow_at(size_t row) const { return by_cells<int64_t>(*this, row); }

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
