// The two days of a status, read from the registers of a lane that has run the code that finds
// them. Read by: machine.cpp, follower.cpp    Tested by: tests/unit/runtime_timeline
#pragma once

#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

template <Integer T>
TierDays tier_days_of(const Lane<T>& lane, const bytecode::Status& status) {
  const auto day = [&](uint32_t index, Day otherwise) {
    return index == bytecode::kNone ? otherwise : ops::day_of(lane.at(index));
  };
  const auto fault = [&](uint32_t index) {
    return index == bytecode::kNone ? std::nullopt : lane.fault_at(index);
  };
  return {.promote_on = day(status.promote_on, lane.today()),
          .holds_until = day(status.holds_until, calendar::kDayMin),
          .promote_fault = fault(status.promote_fault),
          .holds_fault = fault(status.holds_fault)};
}

}  // namespace tierline::scalar
