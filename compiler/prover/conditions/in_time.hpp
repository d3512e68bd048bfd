// InTime: what of a step's value can be told from one day to another by looking at the steps alone.
// Made by: in_time.cpp    Read by: tiers.cpp, formula.cpp, step/tier_step.cpp
// Tested by: tests/property/law_prove_test.cpp
#pragma once

#include "compiler/ir/ir.hpp"

namespace tierline::prover {

/// Whether a step of the account has the same value on every day.
bool is_timeless(const ir::Ir& ir, ir::StepId id);

/// Whether a day is no earlier when it is asked for later.
bool never_falls_in_time(const ir::Ir& ir, ir::StepId id);

/// Whether the days on which a condition holds have no gap: what holds on two days holds on all
/// days between them.
bool has_no_gap_in_time(const ir::Ir& ir, ir::StepId id);

}  // namespace tierline::prover
