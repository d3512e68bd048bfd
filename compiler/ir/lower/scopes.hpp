// Scopes: the rule map while it grows. Scopes and groups are added in any order; finish() keeps
// what outputs and requirements can reach, drops empty scopes and numbers each after those it leads
// to. Read by: compiler/ir/lower    Tested by: tests/unit/compiler_ir/scopes_test.cpp
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"

namespace tierline::ir {

class Scopes {
 public:
  uint32_t open();
  uint32_t add_group(RuleGroup group);
  void show(uint32_t scope, uint32_t group) { scopes_[scope].groups.push_back(group); }
  void show(uint32_t scope, RuleGroup group) { show(scope, add_group(std::move(group))); }
  void lead(uint32_t scope, RuleEdge edge) { scopes_[scope].edges.push_back(edge); }

  /// Moves the reachable map into the Ir, whose outputs and requirements name scopes of this one.
  void finish(Ir& ir);

 private:
  std::vector<uint32_t> successors(const Ir& ir, uint32_t scope) const;
  std::vector<uint32_t> order_from(const Ir& ir, const std::vector<uint32_t>& roots) const;
  void place(Ir& ir, uint32_t scope);
  uint32_t place_group(Ir& ir, uint32_t group);
  uint32_t moved(uint32_t scope) const { return scope == kNone ? kNone : new_scopes_[scope]; }

  std::vector<RuleScope> scopes_;
  std::vector<RuleGroup> groups_;
  std::vector<uint32_t> new_scopes_;
  std::vector<uint32_t> new_groups_;
};

}  // namespace tierline::ir
