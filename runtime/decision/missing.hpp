// Missing: what an account lacks for a higher tier, requirement by requirement, and by how much.
// The distances are registers of the program (bytecode::Ask); nobody writes them by hand. Made by:
// find_missing    Read by: runtime/scalar, tools Tested by:
// tests/unit/runtime_timeline/missing_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::decision {

/// The account registers of a finished run.
class AccountValues {
 public:
  virtual ~AccountValues() = default;
  virtual bool is_true(uint32_t index) const = 0;
  virtual bytecode::BigInt number(uint32_t index) const = 0;
};

/// A requirement of a higher tier that is not met today.
struct Missing {
  uint32_t tier = 0;         // index in Bytecode::tiers
  uint32_t requirement = 0;  // index in its requirements
  std::string amount;        // "12400.00", "1", "12"; "" when no single number says it
  std::string unit;          // "EUR", "%", "days" or ""
  std::string words;         // "12400.00 EUR more", "1 more", "12 days", "not met"
};

/// Lowest tier first; the requirements in the order of the program.
std::vector<Missing> find_missing(const bytecode::Bytecode& program, uint32_t tier,
                                  const AccountValues& values);

}  // namespace tierline::decision
