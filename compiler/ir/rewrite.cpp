// What the passes share: steps are renumbered through a map, and what nobody asks for is dropped.
// Tested by: tests/unit/compiler_ir
#include "compiler/ir/passes.hpp"

namespace tierline::ir {

namespace {

/// Calls `visit` with every step that something outside the steps names.
template <class SomeIr, class Visit>
void for_each_root(SomeIr& ir, Visit visit) {
  const auto maybe = [&](auto& id) {
    if (!id.is_none()) visit(id);
  };
  const auto of_status = [&](auto& status) {
    maybe(status.exists);
    maybe(status.assessing);
    maybe(status.promote_on);
    maybe(status.promote_fault);
    maybe(status.holds_until);
    maybe(status.holds_fault);
    maybe(status.ends);
    maybe(status.ends_known);
  };
  for (auto& id : ir.demands) visit(id);
  for (auto& id : ir.tier_demands) visit(id);
  if (ir.status) of_status(*ir.status);
  for (auto& moment : ir.moments) {
    visit(moment.day);
    for (auto& flag : moment.flags) maybe(flag);
    of_status(moment.status);
  }
  for (auto& tier : ir.tiers) {
    for (auto& requirement : tier.requirements) {
      visit(requirement.flag);
      for (auto& ask : requirement.asks) {
        visit(ask.met);
        maybe(ask.distance);
        maybe(ask.known);
      }
    }
  }
  for (auto& output : ir.outputs) visit(output.value);
  for (auto& split : ir.splits) {
    visit(split.amount);
    visit(split.collected);
  }
  for (auto& group : ir.groups) {
    maybe(group.index);
    for (auto& entry : group.entries) maybe(entry.condition);
  }
  for (auto& scope : ir.scopes) {
    for (auto& edge : scope.edges) maybe(edge.condition);
  }
}

std::vector<bool> find_needed(const Ir& ir) {
  std::vector<bool> needed(ir.steps.size(), false);
  for_each_root(ir, [&](StepId id) { needed[id.index()] = true; });
  for (size_t i = ir.steps.size(); i > 0; --i) {
    if (!needed[i - 1]) continue;
    for (const StepId arg : ir.steps[i - 1].args) {
      if (!arg.is_none()) needed[arg.index()] = true;
    }
  }
  return needed;
}

/// Everything but steps and constants.
Ir copy_without_steps(const Ir& ir) {
  Ir copy;
  copy.program = ir.program;
  copy.lists = ir.lists;
  copy.tables = ir.tables;
  copy.demands = ir.demands;
  copy.tier_demands = ir.tier_demands;
  copy.tiers = ir.tiers;
  copy.status = ir.status;
  copy.moments = ir.moments;
  copy.outputs = ir.outputs;
  copy.splits = ir.splits;
  copy.groups = ir.groups;
  copy.scopes = ir.scopes;
  copy.too_large = ir.too_large;
  return copy;
}

}  // namespace

Ir rewrite(const Ir& ir, const std::function<StepId(Builder&, const Step&)>& change) {
  Ir copy = copy_without_steps(ir);
  Builder build(copy);
  const std::vector<bool> needed = find_needed(ir);
  std::vector<StepId> moved(ir.steps.size());
  for (size_t i = 0; i < ir.steps.size(); ++i) {
    if (!needed[i]) continue;
    Step step = ir.steps[i];
    if (step.op == Op::constant_) {
      const Constant& constant = ir.constants[step.ref];
      moved[i] = build.constant(step.type, constant.number, constant.text);
      continue;
    }
    for (StepId& arg : step.args) {
      if (!arg.is_none()) arg = moved[arg.index()];
    }
    moved[i] = change(build, step);
  }
  for_each_root(copy, [&](StepId& id) { id = moved[id.index()]; });
  return copy;
}

namespace {

/// A demand of a fault that never is.
bool never_faults(const Ir& ir, StepId demand) {
  const Step& fault = ir[ir[demand].args[0]];
  return fault.op == Op::constant_ && ir.constants[fault.ref].number == 0;
}

Ir without_needless(Ir ir) {
  std::erase_if(ir.demands, [&](StepId demand) { return never_faults(ir, demand); });
  std::erase_if(ir.tier_demands, [&](StepId demand) { return never_faults(ir, demand); });
  return rewrite(ir, [](Builder& build, const Step& step) { return build.append(step); });
}

StepId first_of(StepId found, Builder& build, const Step& step) {
  return found.is_none() ? build.append(step) : found;
}

}  // namespace

Ir fold_constants(const Ir& ir) {
  return without_needless(rewrite(ir, [&](Builder& build, const Step& step) {
    return first_of(folded(build, step, ir), build, step);
  }));
}

Ir simplify(const Ir& ir) {
  return without_needless(rewrite(ir, [](Builder& build, const Step& step) {
    return first_of(simplified(build, step), build, step);
  }));
}

Ir optimise(const Ir& ir) {
  return without_needless(rewrite(ir, [&](Builder& build, const Step& step) {
    StepId found = folded(build, step, ir);
    if (found.is_none()) found = simplified(build, step);
    return first_of(found, build, step);
  }));
}

}  // namespace tierline::ir
