// Entries: reductions over any number of them, or over a few that are written out, and what one
// entry adds to each in the two worlds of a claim.
#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;

/// Over any number of entries; a new entry adds its part.
Term Encoder::reduction(const Step& step) {
  const bool counts = step.op == Op::reduce_count_ || step.op == Op::reduce_any_;
  const size_t flag = counts ? 0 : 1;
  const Aggregates::Over over{step.ref, program_.ledgers[step.ref].name, arg(step, flag, 0)};
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

std::vector<Encoder::Compared> Encoder::compared_reductions() {
  std::vector<Compared> out;
  for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
    const Step& step = ir_.steps[i];
    const bool adds =
        step.op == Op::reduce_sum_ || step.op == Op::reduce_count_ || step.op == Op::collect_;
    const StepId id{i};
    if (!adds || !is_encoded(0, id) || !is_encoded(1, id)) continue;
    if (value(0, id) == value(1, id)) continue;
    Compared compared{step.ref, {}, {}};
    for (int world = 0; world < 2; ++world) {
      world_ = world;
      const bool counts = step.op == Op::reduce_count_;
      const Term one = counts ? terms_.number(1) : arg(step, 0, 0);
      compared.part[world] = terms_.choose(arg(step, counts ? 0 : 1, 0), one, terms_.number(0));
      compared.all[world] = value(world, id);
    }
    out.push_back(compared);
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
