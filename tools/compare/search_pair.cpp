#include "tools/compare/search_pair.hpp"

#include <algorithm>

#include "tools/generate/interests.hpp"

namespace tierline::compare {

namespace {

using generate::FieldInterest;
using generate::Interests;

template <class What>
void add(std::vector<What>& all, const std::vector<What>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

void add(FieldInterest& all, const FieldInterest& more) {
  add(all.numbers, more.numbers);
  add(all.days, more.days);
  add(all.words, more.words);
  all.summed = all.summed || more.summed;
  all.year = all.year || more.year;
  all.taken_off = all.taken_off || more.taken_off;
}

/// What either program looks at in the facts, which are the same.
Interests interests_of_both(const Comparable& programs) {
  Interests all = generate::find_interests(programs.aligned[0]);
  const Interests more = generate::find_interests(programs.aligned[1]);
  for (size_t i = 0; i < all.account.size(); ++i) add(all.account[i], more.account[i]);
  for (size_t i = 0; i < all.ledgers.size(); ++i) {
    for (size_t k = 0; k < all.ledgers[i].size(); ++k) add(all.ledgers[i][k], more.ledgers[i][k]);
    add(all.counts[i], more.counts[i]);
  }
  add(all.ratios, more.ratios);
  add(all.days, more.days);
  add(all.day_spans, more.day_spans);
  add(all.month_spans, more.month_spans);
  return all;
}

bytecode::Schema kinds_of(const Comparable& programs) {
  bytecode::Schema out = programs.aligned[1].schema;
  const auto& more = programs.aligned[0].schema.outputs;
  out.outputs.insert(out.outputs.end(), more.begin(), more.end());
  return out;
}

/// Days on which both are in force.
prove::Days days_of(const Comparable& programs) {
  bytecode::Header header = programs.aligned[1].header;
  const prover::Alignment& alignment = programs.alignment;
  const bool opens = alignment.first_day != calendar::kDayMin;
  const bool ends = alignment.last_day != calendar::kDayMax;
  header.in_force_from = opens ? std::optional(alignment.first_day) : std::nullopt;
  header.in_force_until = ends ? std::optional(alignment.last_day) : std::nullopt;
  return prove::asked_days(header);
}

}  // namespace

SearchPair::SearchPair(const Comparable& programs, uint64_t seed, const std::atomic<bool>* stop)
    : programs_(programs),
      stop_(stop),
      kinds_(kinds_of(programs)),
      cases_(programs.aligned[1], interests_of_both(programs), kinds_, days_of(programs), seed),
      judge_(programs),
      same_(programs.alignment.items.size()),
      found_(programs.alignment.items.size()) {}

bool SearchPair::is_done(const std::vector<size_t>& open) const {
  return is_stopped() || std::all_of(open.begin(), open.end(),
                                     [&](size_t item) { return found_[item].has_value(); });
}

void SearchPair::run(const std::vector<size_t>& open, uint64_t cases) {
  while (cases_done_ < cases && !is_done(open)) {
    const uint64_t block = cases_done_ / prove::Cases::kPerDay;
    prove::PartnerDraw draw = cases_.draw_of(block);
    const uint64_t end = std::min(cases, (block + 1) * prove::Cases::kPerDay);
    for (; cases_done_ < end && !is_done(open); ++cases_done_) run_case(draw, open);
  }
}

/// What is new to either program is new.
void SearchPair::offer(const Case& one) {
  const decision::Decision& first = judge_.decision(0);
  decision::Decision both = judge_.decision(1);
  if (first.fault || both.fault) return;
  both.outputs.insert(both.outputs.end(), first.outputs.begin(), first.outputs.end());
  cases_.pool().offer(one.today, one.first, both);
}

void SearchPair::run_case(prove::PartnerDraw& draw, const std::vector<size_t>& open) {
  const Case one = cases_.draw(draw, cases_done_);
  judge_.decide(one);
  offer(one);
  for (const size_t item : open) {
    if (found_[item]) continue;
    const Finding finding = judge_.finding(programs_.alignment.items[item]);
    if (finding == Finding::Holds) ++same_[item];
    if (finding == Finding::Fails) found_[item] = one;
  }
}

Case SearchPair::smallest(const Item& item, Case found) {
  const auto differs = [&](const Case& one) {
    judge_.decide(one);
    return judge_.finding(item) == Finding::Fails;
  };
  if (!differs(found)) return found;
  return prove::shrink(programs_.aligned[1].schema, cases_.days(), std::move(found), differs);
}

}  // namespace tierline::compare
