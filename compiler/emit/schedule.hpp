// Schedule: which step runs in which section. Three phases (what the requirement flags need, what
// the outputs need, what only a trace asks for), in each phase stages: account steps that wait for
// no ledger, entry steps and their reductions, account steps that wait for those, and so on. An
// account step runs once. An entry step has no memory from section to section, so it stands in
// every section that needs it.
// Made by: schedule.cpp    Read by: from_ir.cpp    Tested by: tests/unit/compiler_emit
#pragma once

#include <vector>

#include "compiler/ir/ir.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::emit {

struct Section {
  bytecode::Phase phase{};
  uint32_t level = ir::kAccountLevel;
  std::vector<ir::StepId> steps;
  std::vector<ir::StepId> reductions;
};

struct Schedule {
  std::vector<Section> sections;
  std::vector<ir::StepId> constants;  // those that are needed, in the order of the Ir
};

Schedule schedule(const ir::Ir& ir);

}  // namespace tierline::emit
