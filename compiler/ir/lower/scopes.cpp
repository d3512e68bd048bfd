#include "compiler/ir/lower/scopes.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::ir {

namespace {

uint32_t joined(uint32_t a, uint32_t b) {
  TIERLINE_ASSERT(a == kAccountLevel || b == kAccountLevel || a == b);
  return std::max(a, b);
}

uint32_t level_of(const Ir& ir, StepId condition) {
  return condition.is_none() ? kAccountLevel : ir[condition].level;
}

/// The scope it leads to can stand for the one it comes from.
bool leads_through(const RuleEdge& edge) {
  return edge.condition.is_none() && edge.ledger == kNone;
}

bool same(const RuleEdge& a, const RuleEdge& b) {
  return a.scope == b.scope && a.condition == b.condition && a.expected == b.expected &&
         a.ledger == b.ledger;
}

}  // namespace

uint32_t Scopes::open() {
  scopes_.emplace_back();
  return static_cast<uint32_t>(scopes_.size() - 1);
}

uint32_t Scopes::add_group(RuleGroup group) {
  groups_.push_back(std::move(group));
  return static_cast<uint32_t>(groups_.size() - 1);
}

std::vector<uint32_t> Scopes::successors(const Ir& ir, uint32_t scope) const {
  std::vector<uint32_t> next;
  const auto add = [&](uint32_t found) {
    if (found != kNone) next.push_back(found);
  };
  for (const RuleEdge& edge : scopes_[scope].edges) add(edge.scope);
  for (const uint32_t group : scopes_[scope].groups) {
    for (const RuleEntry& entry : groups_[group].entries) add(entry.scope);
    if (groups_[group].pick != Pick::Tier) continue;
    for (const Tier& tier : ir.tiers) {
      for (const Requirement& requirement : tier.requirements) add(requirement.scope);
    }
  }
  return next;
}

/// Every scope after those that it leads to. A list of work instead of recursion.
std::vector<uint32_t> Scopes::order_from(const Ir& ir, const std::vector<uint32_t>& roots) const {
  std::vector<uint32_t> order;
  std::vector<uint8_t> state(scopes_.size(), 0);  // 1: on the way, 2: placed
  std::vector<uint32_t> work(roots.rbegin(), roots.rend());
  while (!work.empty()) {
    const uint32_t scope = work.back();
    if (scope == kNone || state[scope] == 2) {
      work.pop_back();
    } else if (state[scope] == 1) {
      work.pop_back();
      state[scope] = 2;
      order.push_back(scope);
    } else {
      state[scope] = 1;
      for (const uint32_t next : successors(ir, scope)) {
        TIERLINE_ASSERT(state[next] != 1);
        if (state[next] == 0) work.push_back(next);
      }
    }
  }
  return order;
}

uint32_t Scopes::place_group(Ir& ir, uint32_t group) {
  if (new_groups_[group] != kNone) return new_groups_[group];
  RuleGroup placed = groups_[group];
  for (RuleEntry& entry : placed.entries) entry.scope = moved(entry.scope);
  new_groups_[group] = static_cast<uint32_t>(ir.groups.size());
  ir.groups.push_back(std::move(placed));
  return new_groups_[group];
}

void Scopes::place(Ir& ir, uint32_t scope) {
  RuleScope placed;
  const auto level_of_scope = [&](uint32_t found) {
    return found == kNone ? kAccountLevel : ir.scopes[found].level;
  };
  for (const uint32_t group : scopes_[scope].groups) {
    const uint32_t found = place_group(ir, group);
    if (std::find(placed.groups.begin(), placed.groups.end(), found) != placed.groups.end()) {
      continue;
    }
    placed.groups.push_back(found);
    placed.level = joined(placed.level, level_of(ir, ir.groups[found].index));
    for (const RuleEntry& entry : ir.groups[found].entries) {
      placed.level = joined(placed.level, level_of(ir, entry.condition));
      placed.level = joined(placed.level, level_of_scope(entry.scope));
    }
  }
  for (RuleEdge edge : scopes_[scope].edges) {
    edge.scope = moved(edge.scope);
    const bool known = std::any_of(placed.edges.begin(), placed.edges.end(),
                                   [&](const RuleEdge& other) { return same(edge, other); });
    if (edge.scope == kNone || known) continue;
    placed.edges.push_back(edge);
    if (edge.ledger != kNone) continue;
    placed.level = joined(placed.level, level_of(ir, edge.condition));
    placed.level = joined(placed.level, level_of_scope(edge.scope));
  }
  if (placed.groups.empty() && placed.edges.empty()) return;
  if (placed.groups.empty() && placed.edges.size() == 1 && leads_through(placed.edges[0])) {
    new_scopes_[scope] = placed.edges[0].scope;
    return;
  }
  new_scopes_[scope] = static_cast<uint32_t>(ir.scopes.size());
  ir.scopes.push_back(std::move(placed));
}

void Scopes::finish(Ir& ir) {
  new_scopes_.assign(scopes_.size(), kNone);
  new_groups_.assign(groups_.size(), kNone);
  std::vector<uint32_t> roots;
  for (const Tier& tier : ir.tiers) {
    for (const Requirement& requirement : tier.requirements) roots.push_back(requirement.scope);
  }
  for (const Output& output : ir.outputs) roots.push_back(output.scope);
  for (const Split& split : ir.splits) roots.push_back(split.scope);
  for (const uint32_t scope : order_from(ir, roots)) place(ir, scope);
  for (Tier& tier : ir.tiers) {
    for (Requirement& requirement : tier.requirements) {
      requirement.scope = moved(requirement.scope);
    }
  }
  for (Output& output : ir.outputs) output.scope = moved(output.scope);
  for (Split& split : ir.splits) split.scope = moved(split.scope);
}

}  // namespace tierline::ir
