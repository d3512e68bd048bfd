#include "tools/compare/search_pair.hpp"

#include <algorithm>

#include "tools/generate/interests.hpp"
#include "tools/prove/edge.hpp"

namespace tierline::compare {

namespace {

using generate::FieldInterest;
using generate::Interests;

// One case in so many is led to an edge, which takes the time of some thirty others.
constexpr uint64_t kEdgeEvery = 32;
constexpr uint64_t kEdgePurpose = UINT64_MAX - 3;

// One case in so many is made from one in which something differs already.
constexpr uint64_t kDifferingEvery = 4;
constexpr size_t kDifferingMax = 64;
constexpr uint64_t kDifferingPurpose = UINT64_MAX - 4;

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
      seed_(seed),
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

void SearchPair::look_at(const std::vector<Case>& known, const std::vector<size_t>& open) {
  for (const Case& one : known) {
    if (is_done(open)) return;
    if (one.today < cases_.days().low || one.today > cases_.days().high) continue;
    look(one, open);
    offer(one);
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
  const Case one = this->draw(draw);
  look(one, open);
  offer(one);
  keep_if_it_differs(one);
  if (cases_done_ % kEdgeEvery == 0) look_at_edge(draw, open);
}

Case SearchPair::draw(prove::PartnerDraw& draw) {
  prove::Stream stream(seed_, cases_done_, kDifferingPurpose);
  if (differing_.empty() || !stream.one_in(kDifferingEvery)) return cases_.draw(draw, cases_done_);
  const Case from = stream.one_of(differing_);
  return cases_.draw_near(from, draw, cases_done_);
}

bool SearchPair::differs() const {
  const auto& items = programs_.alignment.items;
  return std::any_of(items.begin(), items.end(),
                     [&](const Item& item) { return judge_.finding(item) == Finding::Fails; });
}

/// Where there is no room, one of those who were there makes room: so they wander.
void SearchPair::keep_if_it_differs(const Case& one) {
  if (!differs()) return;
  if (differing_.size() < kDifferingMax) return differing_.push_back(one);
  prove::Stream stream(seed_, cases_done_, kDifferingPurpose);
  differing_[stream.below(kDifferingMax)] = one;
}

void SearchPair::look(const Case& one, const std::vector<size_t>& open) {
  judge_.decide(one);
  for (const size_t item : open) {
    if (found_[item]) continue;
    const Finding finding = judge_.finding(programs_.alignment.items[item]);
    if (finding == Finding::Holds) ++same_[item];
    if (finding == Finding::Fails) found_[item] = one;
  }
}

/// Every yes or no that either program decides, every tier, and whether there is an answer.
std::vector<int64_t> SearchPair::kind_of(const Case& one) {
  judge_.decide(one);
  std::vector<int64_t> out;
  for (size_t side = 0; side < 2; ++side) {
    const decision::Decision& decision = judge_.decision(side);
    out.push_back(decision.fault ? 1 : 0);
    for (size_t i = 0; i < decision.outputs.size(); ++i) {
      const auto kind = programs_.aligned[side].schema.outputs[i].type.kind;
      if (kind != bytecode::ValueKind::Bool && kind != bytecode::ValueKind::Enum) continue;
      out.push_back(static_cast<int64_t>(decision.outputs[i].number));
    }
  }
  return out;
}

void SearchPair::look_at_edge(prove::PartnerDraw& draw, const std::vector<size_t>& open) {
  if (cases_.pool().is_empty()) return;
  prove::Stream stream(seed_, cases_done_, kEdgePurpose);
  const Case from = cases_.pool().pick(stream);
  const auto kind = [this](const Case& one) { return kind_of(one); };
  const auto edge = prove::find_edge(programs_.aligned[1].schema, from, kind, draw, stream);
  if (!edge) return;
  look(edge->first, open);
  look(edge->second, open);
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
