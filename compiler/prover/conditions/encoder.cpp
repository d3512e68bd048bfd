#include "compiler/prover/conditions/encoder.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;
using ir::Storage;

namespace {

// What fault steps say, as runtime/bytecode/opcodes.def has it.
constexpr int kNoSuchDay = 1;
constexpr int kCalendarOutOfDays = 3;

bool is_fault(Op op) {
  return op == Op::add_days_fault_ || op == Op::add_months_fault_ || op == Op::add_business_fault_;
}

}  // namespace

Encoder::Encoder(const Programs& programs, const Encoding& encoding, Terms& terms)
    : programs_(programs),
      encoding_(encoding),
      terms_(terms),
      definitions_(terms),
      numbers_(terms, definitions_, encoding.products),
      days_(terms, definitions_, numbers_, *programs.of(0).program, encoding.entries.has_value()),
      aggregates_(terms, definitions_, numbers_),
      inputs_(terms, *programs.of(0).program) {
  for (int world = 0; world < 2; ++world) values_[world].resize(programs.of(world).steps.size());
  if (encoding.step == nullptr) return;
  step_.emplace(programs.of(0), *encoding.step, terms_, definitions_, numbers_,
                [this](StepId step) { return value(0, step); });
}

// ---- which steps, in which order ----

std::vector<StepId> Encoder::needed_by(StepId id) const {
  std::vector<StepId> needed;
  for (const StepId arg : ir()[id].args) {
    if (!arg.is_none()) needed.push_back(arg);
  }
  const ir::Step& step = ir()[id];
  const bool is_tier = step.op == Op::tier_;
  const bool is_of_day =
      step.op == Op::account_field_ && is_held({.field = field_of(program().account, step.ref)});
  const auto add = [&](const std::vector<StepId>& more) {
    needed.insert(needed.end(), more.begin(), more.end());
  };
  if (step_ && (is_tier || is_of_day || step.op == Op::tier_before_)) add(step_->needed_before());
  if (step_ && (is_tier || is_of_day)) add(step_->needed_today());
  if (!is_tier) return needed;
  for (const ir::Tier& tier : ir().tiers) {
    for (const ir::Requirement& requirement : tier.requirements) needed.push_back(requirement.flag);
  }
  if (ir().status && !ir().status->exists.is_none()) needed.push_back(ir().status->exists);
  return needed;
}

/// Every step after those that it needs; without recursion, for chains of any length.
std::vector<StepId> Encoder::in_order(int world, const std::vector<StepId>& roots) const {
  std::vector<StepId> order;
  std::vector<bool> placed(ir().steps.size());
  std::vector<std::pair<StepId, bool>> work;
  for (const StepId root : roots) work.emplace_back(root, false);
  while (!work.empty()) {
    const auto [id, kids_done] = work.back();
    work.pop_back();
    if (placed[id.index()] || is_encoded(world, id)) continue;
    if (kids_done) {
      placed[id.index()] = true;
      order.push_back(id);
      continue;
    }
    work.emplace_back(id, true);
    for (const StepId kid : needed_by(id)) work.emplace_back(kid, false);
  }
  return order;
}

void Encoder::encode(int world, const Claim& claim, const std::vector<StepId>& roots) {
  world_ = world;
  claim_ = &claim;
  for (const StepId id : in_order(world, roots)) encode_step(id);
}

bool Encoder::has_new_entry(uint32_t ledger) const {
  return world_ == 1 && claim_->kind != ClaimKind::Always && claim_->how == Varied::NewEntry &&
         claim_->ledger == ledger;
}

/// Entries in the formula: any entry, or a few; in the second world perhaps one more.
uint32_t Encoder::frames(uint32_t ledger) const {
  return encoding_.entries.value_or(1) + (has_new_entry(ledger) ? 1U : 0U);
}

void Encoder::encode_step(StepId id) {
  const Step& step = ir()[id];
  const uint32_t count = step.level == ir::kAccountLevel ? 1 : frames(step.level - 1);
  std::vector<Term> values;
  for (uint32_t frame = 0; frame < count; ++frame) values.push_back(encode_at(step, frame));
  values_[world_][id.index()] = std::move(values);
}

Term Encoder::arg(const Step& step, size_t i, uint32_t frame) const {
  const std::vector<Term>& values = values_[world_][step.args[i].index()];
  return values[ir()[step.args[i]].level == ir::kAccountLevel ? 0 : frame];
}

// ---- steps ----

Term Encoder::encode_at(const Step& step, uint32_t frame) {
  const auto a = [&] { return arg(step, 0, frame); };
  const auto b = [&] { return arg(step, 1, frame); };
  switch (step.op) {
    case Op::constant_:
      return constant(step);
    case Op::account_field_:
    case Op::entry_field_:
      return input(step, frame, false);
    case Op::account_known_:
    case Op::entry_known_:
      return input(step, frame, true);
    case Op::today_:
      return inputs_.today();
    case Op::moment_:
      return moment(step.ref);
    case Op::tier_:
      return tier();
    case Op::tier_before_:
      return tier_before();
    case Op::add_:
      return terms_.add(a(), b());
    case Op::sub_:
    case Op::days_between_:
      return terms_.subtract(a(), b());
    case Op::mul_:
      return numbers_.multiply(a(), b());
    case Op::negate_:
      return terms_.scale(a(), -1);
    case Op::divide_:
      return numbers_.divide(a(), b(), static_cast<Rounding>(step.mode));
    case Op::maximum_:
    case Op::minimum_:
      return extreme(step, a(), b());
    case Op::ordinal_:
      return as_number(a());
    case Op::equal_:
    case Op::not_equal_:
    case Op::less_:
    case Op::less_equal_:
    case Op::text_equal_:
      return compare(step, a(), b());
    case Op::and_:
      return terms_.both(a(), b());
    case Op::or_:
      return terms_.either(a(), b());
    case Op::not_:
      return terms_.negation(a());
    case Op::select_:
    case Op::text_select_:
      return terms_.choose(a(), b(), arg(step, 2, frame));
    case Op::find_number_:
      return find_number(ir().lists[step.ref], a());
    case Op::find_text_:
      return find_text(ir().lists[step.ref], a());
    case Op::interval_:
      return interval(ir().lists[step.ref], a());
    case Op::cell_:
      return cell(step, a(), false);
    case Op::cell_known_:
      return cell(step, a(), true);
    case Op::reduce_sum_:
    case Op::reduce_count_:
    case Op::reduce_any_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return encoding_.entries ? fold(step) : reduction(step);
    case Op::demand_:
      return terms_.equal(a(), terms_.number(0));
    default:
      return day_step(step, frame);
  }
}

Term Encoder::day_step(const Step& step, uint32_t frame) {
  const Term day = arg(step, 0, frame);
  if (step.op == Op::year_number_) return days_.year(day);
  if (step.op == Op::period_first_ || step.op == Op::period_last_) {
    const Days::Period period{static_cast<calendar::Unit>(step.mode & (ir::kPeriodBefore - 1)),
                              (step.mode & ir::kPeriodBefore) != 0, static_cast<int>(step.ref)};
    return step.op == Op::period_first_ ? days_.first_of(day, period) : days_.last_of(day, period);
  }
  const Term count = arg(step, 1, frame);
  Days::Reached to;
  int fault = kNoSuchDay;
  if (step.op == Op::add_days_ || step.op == Op::add_days_fault_) {
    to = days_.add_days(day, count);
  } else if (step.op == Op::add_months_ || step.op == Op::add_months_fault_) {
    to = days_.add_months(day, count, static_cast<calendar::MonthEnd>(step.mode));
  } else {
    TIERLINE_ASSERT(step.op == Op::add_business_ || step.op == Op::add_business_fault_);
    to = days_.add_business(day, count, step.ref);
    fault = kCalendarOutOfDays + static_cast<int>(step.ref);
  }
  if (!is_fault(step.op)) return to.day;
  return terms_.choose(to.there, terms_.number(0), terms_.number(fault));
}

Term Encoder::constant(const Step& step) {
  const ir::Constant& value = ir().constants[step.ref];
  if (step.type.kind == Storage::Text) return inputs_.text(value.text);
  return as_kind(step, terms_.number(value.number));
}

Term Encoder::as_number(Term term) {
  if (terms_[term].sort == smt::Sort::Int) return term;
  return terms_.choose(term, terms_.number(1), terms_.number(0));
}

/// A number as the step's register holds it: a truth value where that is one.
Term Encoder::as_kind(const Step& step, Term number) {
  if (step.type.kind != Storage::Bool) return number;
  return terms_.negation(terms_.equal(number, terms_.number(0)));
}

Term Encoder::compare(const Step& step, Term a, Term b) {
  switch (step.op) {
    case Op::not_equal_:
      return terms_.negation(terms_.equal(a, b));
    case Op::less_:
      return terms_.below(as_number(a), as_number(b));
    case Op::less_equal_:
      return terms_.at_most(as_number(a), as_number(b));
    default:
      return terms_.equal(a, b);
  }
}

Term Encoder::extreme(const Step& step, Term a, Term b) {
  const Term chosen = step.op == Op::maximum_ ? numbers_.larger(as_number(a), as_number(b))
                                              : numbers_.smaller(as_number(a), as_number(b));
  return as_kind(step, chosen);
}

// ---- facts ----

bool Encoder::differs(const Place& place) const {
  if (world_ == 0 || claim_->kind == ClaimKind::Always || place.field != claim_->varied)
    return false;
  if (claim_->how == Varied::AccountField) return place.ledger == UINT32_MAX;
  return claim_->how == Varied::EntryField && place.ledger == claim_->ledger;
}

/// A definition is supposed to be something only where the claim says so.
bool Encoder::is_left_alone(const Place& place) const {
  if (place.ledger != UINT32_MAX) return false;
  const bool varied = claim_->kind != ClaimKind::Always && claim_->how == Varied::AccountField &&
                      claim_->varied == place.field;
  return !varied && program().account.fields[place.field].supposed;
}

/// A field: its value, 0 or "" when it is absent; or whether it is known.
Term Encoder::input(const Step& step, uint32_t frame, bool known) {
  const bool of_account = step.op == Op::account_field_ || step.op == Op::account_known_;
  Place place;
  if (!of_account) {
    place.ledger = step.level - 1;
    place.entry = frame;
  }
  place.field =
      field_of(of_account ? program().account : program().ledgers[place.ledger], step.ref);
  if (is_held(place)) return tier_on(place);
  if (is_left_alone(place)) {
    return known ? terms_.truth(false) : as_kind(step, terms_.number(0));
  }
  if (differs(place)) place.world = 1;
  const bool is_new = !of_account && frame >= encoding_.entries.value_or(1);
  const Input field = inputs_.at(place, !of_account && !encoding_.entries && !is_new);
  if (known) return field.known;
  const Term absent =
      terms_[field.value].sort == smt::Sort::Bool ? terms_.truth(false) : terms_.number(0);
  return terms_.choose(field.known, field.value, absent);
}

Input Encoder::varied(int world, const Claim& claim) {
  Place place;
  place.field = static_cast<uint32_t>(claim.varied);
  place.world = world;
  return inputs_.at(place, false);
}

}  // namespace tierline::prover
