#include "runtime/columnar/fuse.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "runtime/columnar/memory.hpp"

namespace tierline::columnar {

namespace {

constexpr size_t kI64 = static_cast<size_t>(Store::I64);

/// The place of a kernel in a family of them; npos: it is of another family.
constexpr size_t npos = SIZE_MAX;
template <size_t kCount>
size_t place_in(const std::array<Kernel, kCount>& family, Kernel kernel) {
  const auto found = std::ranges::find(family, kernel);
  return found == family.end() ? npos : static_cast<size_t>(found - family.begin());
}

/// The steps of one stage. A slot is written once, so a step may be moved behind what it reads.
class Fuser {
 public:
  Fuser(Plan& plan, Stage& stage, const Kernels& kernels, const std::vector<uint32_t>& uses)
      : plan_(plan), stage_(stage), kernels_(kernels), uses_(uses) {
    for (size_t i = 0; i < stage.steps.size(); ++i) makers_[stage.steps[i].writes] = i;
  }

  void fuse_all() {
    for (size_t i = 0; i < stage_.steps.size(); ++i) {
      PlannedStep& step = stage_.steps[i];
      take_zero_choice(step);
      take_choice(step);
      take_sum(step);
      take_narrow(step);
      take_lookup(step);
    }
    join_comparisons();
  }

 private:
  /// The step that made a slot for this use alone.
  const PlannedStep* made_for_one(uint32_t slot) const {
    const PlannedStep* made = made_by(slot);
    return made != nullptr && uses_[slot] == 1 && !made->keeps ? made : nullptr;
  }
  const PlannedStep* made_by(uint32_t slot) const {
    const auto found = makers_.find(slot);
    return found == makers_.end() ? nullptr : &stage_.steps[found->second];
  }
  static void read(PlannedStep& step, uint32_t a, uint32_t b, uint32_t c) {
    step.step.a = a;
    step.step.b = b;
    step.reads[0] = a;
    step.reads[1] = b;
    step.reads[2] = c;
  }

  void take_zero_choice(PlannedStep& step);
  void take_choice(PlannedStep& step);
  void take_sum(PlannedStep& step);
  bool add_term(Terms& terms, uint32_t slot, int64_t factor, size_t& taken) const;
  bool expand(Terms& terms, const PlannedStep& made, int64_t factor, size_t& taken) const;
  void take_narrow(PlannedStep& step) const;
  void take_lookup(PlannedStep& step) const;
  void join_comparisons();
  bool as_comparison(const PlannedStep& step, Comparison& one) const;

  Plan& plan_;
  Stage& stage_;
  const Kernels& kernels_;
  const std::vector<uint32_t>& uses_;
  std::unordered_map<uint32_t, size_t> makers_;
};

// ---- choices ------------------------------------------------------------------------------------

/// x / k where a bit is set, else 0, of a product with a chosen number: the choice gives 0 instead.
void Fuser::take_zero_choice(PlannedStep& step) {
  if (step.step.run != kernels_.select_vk || step.step.k2 != 0) return;
  const PlannedStep* made = made_for_one(step.step.b);
  if (made == nullptr || place_in(kernels_.choice_divide, made->step.run) == npos) return;
  if (made->choices->size() == kChoicesMax) return;
  std::vector<Choice>& choices = plan_.choices.emplace_back(*made->choices);
  choices.push_back({{step.step.a}, 0, true});
  const uint32_t dst = step.step.dst;
  step = *made;
  step.step.dst = step.writes = dst;
  step.step.data = step.choices = &choices;
}

/// A product with a chosen number, divided.
void Fuser::take_choice(PlannedStep& step) {
  const size_t mode = place_in(kernels_.mul_vv_divide, step.step.run);
  if (mode == npos) return;
  const PlannedStep* made = made_for_one(step.step.a);
  const bool first = made != nullptr && made->step.run == kernels_.choose;
  if (!first) made = made_for_one(step.step.b);
  if (made == nullptr || made->step.run != kernels_.choose) return;
  const uint32_t column = first ? step.step.b : step.step.a;
  step.step.run = kernels_.choice_divide[mode];
  step.step.k2 = made->step.k;
  step.step.data = step.choices = made->choices;
  read(step, kNoSlot, column, kNoSlot);
}

// ---- sums ---------------------------------------------------------------------------------------

/// Adds factor * slot. What a slot is itself the sum of is added instead, if nobody else needs it.
/// Whatever stands between may leave 64 bits and come back: the sum is what was proved to fit.
///   returns  false: there are more columns than a step can have
bool Fuser::add_term(Terms& terms, uint32_t slot, int64_t factor, size_t& taken) const {
  if (const PlannedStep* made = made_for_one(slot)) {
    const Terms before = terms;
    const size_t taken_before = taken;
    if (expand(terms, *made, factor, taken)) return true;
    terms = before;
    taken = taken_before;
  }
  for (size_t i = 0; i < terms.count; ++i) {
    if (terms.slots[i] != slot) continue;
    return !__builtin_add_overflow(terms.factors[i], factor, &terms.factors[i]);
  }
  if (terms.count == kTermsMax) return false;
  terms.slots[terms.count] = slot;
  terms.factors[terms.count++] = factor;
  return true;
}

bool Fuser::expand(Terms& terms, const PlannedStep& made, int64_t factor, size_t& taken) const {
  const Step& step = made.step;
  const auto add = [&](uint32_t slot, int64_t times) {
    int64_t product = 0;
    return !__builtin_mul_overflow(factor, times, &product) &&
           add_term(terms, slot, product, taken);
  };
  const auto add_number = [&](int64_t number) {
    int64_t product = 0;
    return !__builtin_mul_overflow(factor, number, &product) &&
           !__builtin_add_overflow(terms.constant, product, &terms.constant);
  };
  ++taken;
  if (step.run == kernels_.add_vv && step.a == step.b) return add(step.a, 2);
  if (step.run == kernels_.add_vv) return add(step.a, 1) && add(step.b, 1);
  if (step.run == kernels_.sub_vv) return add(step.a, 1) && add(step.b, -1);
  if (step.run == kernels_.mul_vk) return add(step.a, step.k);
  if (step.run == kernels_.add_vk) return add(step.a, 1) && add_number(step.k);
  if (step.run == kernels_.sub_kv) return add(step.a, -1) && add_number(step.k);
  if (place_in(kernels_.sum, step.run) == npos) return false;
  bool fits = add_number(made.terms->constant);
  for (size_t i = 0; i < made.terms->count; ++i) {
    fits = fits && add(made.terms->slots[i], made.terms->factors[i]);
  }
  return fits;
}

/// A sum of sums, or of products with numbers; and such a sum divided.
void Fuser::take_sum(PlannedStep& step) {
  const size_t times_number = place_in(kernels_.mul_vk_divide, step.step.run);
  const size_t plain = place_in(kernels_.divide, step.step.run);
  Terms terms;
  size_t taken = 0;
  if (times_number != npos || plain != npos) {
    if (!add_term(terms, step.step.a, times_number != npos ? step.step.k2 : 1, taken)) return;
  } else if (step.step.run == kernels_.add_vv || step.step.run == kernels_.sub_vv) {
    if (!expand(terms, step, 1, taken)) return;
    --taken;  // the step itself
  } else {
    return;
  }
  if (taken == 0 || terms.count < 2) return;
  const size_t mode = times_number != npos ? times_number : plain;
  step.step.run =
      mode == npos ? kernels_.sum[terms.count - 2] : kernels_.sum_divide[terms.count - 2][mode];
  Terms& kept = plan_.terms.emplace_back(terms);
  step.step.data = step.terms = &kept;
  read(step, kNoSlot, kNoSlot, kNoSlot);
}

// ---- narrow columns and tables ------------------------------------------------------------------

/// A narrow column is widened where it is added to a number, or multiplied with one.
void Fuser::take_narrow(PlannedStep& step) const {
  const bool sub = step.step.run == kernels_.sub_kv;
  const bool add = step.step.run == kernels_.add_vk;
  if (!sub && !add && step.step.run != kernels_.mul_vk) return;
  const PlannedStep* made = made_by(step.step.a);
  if (made == nullptr) return;
  const size_t store = place_in(kernels_.widen, made->step.run);
  if (store == npos) return;
  const int64_t number = step.step.k;
  step.step.k = sub || add ? number : 0;
  step.step.k2 = sub ? -1 : add ? 1 : number;
  step.step.run = kernels_.affine[store];
  read(step, made->step.a, kNoSlot, kNoSlot);
}

/// What a table says, times a column, or times what take_narrow makes.
void Fuser::take_lookup(PlannedStep& step) const {
  if (step.step.run != kernels_.mul_vv) return;
  const PlannedStep* asked = made_for_one(step.step.a);
  const bool first = asked != nullptr && asked->step.run == kernels_.lookup;
  if (!first) asked = made_for_one(step.step.b);
  if (asked == nullptr || asked->step.run != kernels_.lookup) return;
  const uint32_t slot = first ? step.step.b : step.step.a;
  const PlannedStep* other = made_for_one(slot);
  const size_t store = other == nullptr ? npos : place_in(kernels_.affine, other->step.run);
  step.step.run = kernels_.affine_lookup[store == npos ? kI64 : store];
  step.step.k = store == npos ? 0 : other->step.k;
  step.step.k2 = store == npos ? 1 : other->step.k2;
  step.step.c = static_cast<uint32_t>(asked->step.k);
  step.step.data = asked->step.data;
  read(step, store == npos ? slot : other->step.a, asked->step.a, kNoSlot);
}

// ---- comparisons --------------------------------------------------------------------------------

bool Fuser::as_comparison(const PlannedStep& planned, Comparison& one) const {
  const Step& step = planned.step;
  one = {step.dst, static_cast<uint64_t>(step.k2), 1, 1, nullptr};
  if (step.run == kernels_.less_lookup) {
    one.k = step.k;
    one.table = static_cast<const int64_t*>(step.data);
  } else if (step.run == kernels_.less_scaled) {
    one = {step.dst, step.c == 1 ? ~uint64_t{0} : 0, step.k, step.k2, nullptr};
  } else {
    return step.run == kernels_.less_vv;
  }
  return true;
}

/// Several comparisons of the same two columns are made where the first one was.
void Fuser::join_comparisons() {
  std::unordered_map<uint64_t, size_t> firsts;  // the columns -> the step that compares them
  for (size_t i = 0; i < stage_.steps.size(); ++i) {
    PlannedStep& step = stage_.steps[i];
    Comparison one;
    if (!as_comparison(step, one)) continue;
    const uint64_t columns = (uint64_t{step.step.a} << 32) | step.step.b;
    const auto [at, is_first] = firsts.emplace(columns, i);
    if (is_first) continue;
    PlannedStep& joined = stage_.steps[at->second];
    if (joined.comparisons == nullptr) {
      Comparison before;
      as_comparison(joined, before);
      plan_.comparisons.push_back({before});
      joined.comparisons = &plan_.comparisons.back();
      joined.step.data = joined.comparisons;
      joined.step.run =
          one.table != nullptr ? kernels_.less_lookup_many : kernels_.less_scaled_many;
    }
    const_cast<std::vector<Comparison>&>(*joined.comparisons).push_back(one);
    step.writes = kNoSlot;
  }
  std::erase_if(stage_.steps, [](const PlannedStep& step) { return step.writes == kNoSlot; });
}

/// By slot: how many steps and ends of the plan read it.
std::vector<uint32_t> count_uses(const Plan& plan) {
  std::vector<uint32_t> uses(plan.slots.size(), 0);
  const auto use = [&](uint32_t slot) {
    if (slot != kNoSlot) ++uses[slot];
  };
  for (const PlannedOutput& output : plan.outputs) use(output.slot);
  use(plan.tier);
  for (const Stage& stage : plan.stages) {
    use(stage.left);
    for (const PlannedStep& step : stage.steps) {
      std::set<uint32_t> read;
      step.each_read([&](uint32_t slot) { read.insert(slot); });
      for (const uint32_t slot : read) ++uses[slot];
    }
    for (const Reduction& fold : stage.reductions) {
      use(fold.value);
      use(fold.counts);
    }
  }
  return uses;
}

/// The numbers of each list of choices, as a table.
void make_tables(Plan& plan, const Kernels& kernels) {
  for (Stage& stage : plan.stages) {
    for (PlannedStep& planned : stage.steps) {
      const bool plain = planned.step.run == kernels.choose;
      if (!plain && place_in(kernels.choice_divide, planned.step.run) == npos) continue;
      std::vector<int64_t> values = {plain ? planned.step.k : planned.step.k2};
      for (const Choice& choice : *planned.choices) values.push_back(choice.value);
      planned.step.table = plan.tables.emplace_back(table_of(values)).data();
    }
  }
}

}  // namespace

void fuse_steps(Plan& plan, const Kernels& kernels) {
  drop_dead_steps(plan);
  const std::vector<uint32_t> uses = count_uses(plan);
  for (Stage& stage : plan.stages) Fuser(plan, stage, kernels, uses).fuse_all();
  drop_dead_steps(plan);
  make_tables(plan, kernels);
}

}  // namespace tierline::columnar
