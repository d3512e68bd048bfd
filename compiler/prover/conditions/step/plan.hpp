// StepPlan: on which days a proof about one step of the tier asks what the step looks at, and for
// what. The state that days before have led to names days: since when a tier is fully met, when a
// requirement was met last. What is said of those days, of yesterday and of the days that the claim
// asks for is all that is said of the past.
// Made by: plan.cpp    Read by: tier_step.hpp, prove.cpp
// Tested by: tests/property/law_encoding_test.cpp, tests/prover
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/ir/from_checked.hpp"
#include "compiler/prover/claim.hpp"

namespace tierline::prover {

/// Places in `asked`, and so in Ir::moments.
struct StepPlan {
  std::vector<ir::AskedMoment> asked;
  size_t yesterday = 0;
  size_t begun = 0;                        // since when the account has existed without a break
  size_t before_begun = 0;                 // the day before
  size_t reached = 0;                      // since when yesterday's tier has been held
  std::vector<size_t> crossed;             // by tier: since when it has been fully met
  std::vector<size_t> before_crossed;      // by tier: the day before
  std::vector<std::optional<size_t>> met;  // by requirement: when a graced one was met last
  std::vector<size_t> alike;               // by requirement: the first that asks the same
  std::vector<size_t> said;                // days that the claim asks for
  std::map<uint32_t, size_t> held;         // of them those of tiers: by field of the account
};

/// Of requirements that need entries, only those are asked for on other days that share facts with
/// the claim: what the claim does not speak of seldom helps to prove it. With `everything`, all
/// are.
enum class Ask : uint8_t { WhatIsNear, Everything };
StepPlan plan_step(const ir::Ir& ir, const Claim& claim, Ask ask);

/// Whether a claim is about the tier of a program in which it moves in time, or the tier before.
bool asks_for_held_tier(const ir::Ir& ir, const Claim& claim);

/// Whether it is about the tier of the day before, or of another day.
bool asks_for_past_tier(const ir::Ir& ir, const Claim& claim);

}  // namespace tierline::prover
