#include "tools/bulk/decide/lasting.hpp"

#include <fmt/format.h>

namespace tierline::bulk {

using calendar::Day;
using decision::Decision;

std::string describe_fault(const decision::Fault& fault, Day day, Day today,
                           const bytecode::Bytecode& program) {
  const std::string reason = decision::describe(fault, program);
  return day == today ? reason : fmt::format("{}: {}", calendar::to_text(day), reason);
}

std::string describe_fault(const Decision& decision, Day today, const bytecode::Bytecode& program) {
  return describe_fault(*decision.fault, decision.fault_day, today, program);
}

}  // namespace tierline::bulk
