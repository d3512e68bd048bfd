// Entries: reductions over any number of them, or over a few that are written out, and what one
// entry adds to each in the two worlds of a claim.
#include <algorithm>

#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;

namespace {

// Lemmas about any one entry that are asked of two programs; each may take a moment.
constexpr size_t kPairsMax = 16;

}  // namespace

/// Over any number of entries; a new entry adds its part.
Term Encoder::reduction(const Step& step) {
  const bool counts = step.op == Op::reduce_count_ || step.op == Op::reduce_any_;
  const size_t flag = counts ? 0 : 1;
  const Aggregates::Over over{step.ref, program().ledgers[step.ref].name, arg(step, flag, 0)};
  const Term value = counts ? terms_.number(1) : as_number(arg(step, 0, 0));
  Term all;
  if (step.op == Op::reduce_sum_ || step.op == Op::collect_) {
    all = aggregates_.sum(over, value);
  } else if (counts) {
    all = aggregates_.count(over);
  } else {
    const auto end =
        step.op == Op::reduce_min_ ? Aggregates::End::Least : Aggregates::End::Greatest;
    all = aggregates_.extreme(over, value, end);
  }
  if (has_new_entry(step.ref)) {
    Folded folded{all, aggregates_.any(over)};
    add_entry(step, 1, folded);
    all = folded.value;
  }
  if (step.op == Op::reduce_any_) return terms_.at_most(terms_.number(1), all);
  return as_kind(step, all);
}

std::vector<StepId> Encoder::sums_and_counts(int world) const {
  const ir::Ir& program = programs_.of(world);
  std::vector<StepId> out;
  for (uint32_t i = 0; i < program.steps.size(); ++i) {
    const Op op = program.steps[i].op;
    const bool adds = op == Op::reduce_sum_ || op == Op::reduce_count_ || op == Op::collect_;
    if (adds && is_encoded(world, StepId{i})) out.push_back(StepId{i});
  }
  return out;
}

void Encoder::add_compared(StepId first, StepId second, std::vector<Compared>& out) {
  if (value(0, first) == value(1, second)) return;
  const StepId ids[] = {first, second};
  Compared compared{programs_.of(0)[first].ref, {}, {}};
  for (int world = 0; world < 2; ++world) {
    world_ = world;
    const Step& step = ir()[ids[world]];
    const bool counts = step.op == Op::reduce_count_;
    const Term one = counts ? terms_.number(1) : arg(step, 0, 0);
    compared.part[world] = terms_.choose(arg(step, counts ? 0 : 1, 0), one, terms_.number(0));
    compared.all[world] = value(world, ids[world]);
  }
  out.push_back(compared);
}

/// Of one program each with itself; of two, whose steps have nothing to do with each other, each
/// that only one of them has with each that only the other has.
std::vector<Encoder::Compared> Encoder::compared_reductions() {
  std::vector<StepId> first = sums_and_counts(0);
  std::vector<StepId> second = sums_and_counts(1);
  std::vector<Compared> out;
  if (!programs_.are_two()) {
    for (const StepId id : first) {
      if (is_encoded(1, id)) add_compared(id, id, out);
    }
    return out;
  }
  const auto is_in = [&](Term term, int world, const std::vector<StepId>& steps) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](StepId step) { return value(world, step) == term; });
  };
  const std::vector<StepId> all = first;
  std::erase_if(first, [&](StepId step) { return is_in(value(0, step), 1, second); });
  std::erase_if(second, [&](StepId step) { return is_in(value(1, step), 0, all); });
  for (const StepId a : first) {
    for (const StepId b : second) {
      const Step& one = programs_.of(0)[a];
      const Step& other = programs_.of(1)[b];
      if (one.op != other.op || one.ref != other.ref || out.size() >= kPairsMax) continue;
      add_compared(a, b, out);
    }
  }
  return out;
}

/// Over a few entries, one after the other.
Term Encoder::fold(const Step& step) {
  Folded folded{terms_.number(0), terms_.truth(false)};
  for (uint32_t frame = 0; frame < frames(step.ref); ++frame) add_entry(step, frame, folded);
  if (step.op == Op::reduce_any_) return terms_.at_most(terms_.number(1), folded.value);
  return as_kind(step, folded.value);
}

void Encoder::add_entry(const Step& step, uint32_t frame, Folded& folded) {
  const bool counts = step.op == Op::reduce_count_ || step.op == Op::reduce_any_;
  Term flag = arg(step, counts ? 0 : 1, frame);
  const bool is_new = frame >= encoding_.entries.value_or(1);
  if (encoding_.entries && !is_new) flag = terms_.both(flag, inputs_.present(step.ref, frame));
  const Term value = counts ? terms_.number(1) : as_number(arg(step, 0, frame));
  if (step.op == Op::reduce_min_ || step.op == Op::reduce_max_) {
    const Term best = step.op == Op::reduce_min_ ? numbers_.smaller(folded.value, value)
                                                 : numbers_.larger(folded.value, value);
    const Term with = terms_.choose(folded.any, best, value);
    folded.value = terms_.choose(flag, with, folded.value);
  } else {
    const Term part = terms_.choose(flag, value, terms_.number(0));
    folded.value = terms_.add(folded.value, part);
  }
  folded.any = terms_.either(folded.any, flag);
}

}  // namespace tierline::prover
