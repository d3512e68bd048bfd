// Memory: where the slots of a plan stand, so that what is worked on stays in the nearest cache.
// Slots that are not alive at the same time share memory.
// Made by: memory.cpp    Read by: machine.cpp    Tested by: tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/columnar/plan.hpp"

namespace tierline::columnar {

/// Takes out the steps that nothing needs.
void drop_dead_steps(Plan& plan);

/// Bytes of a slot of so many rows.
size_t bytes_of(Form form, size_t rows);

/// The scratch memory of all slots of a plan.
class Memory {
 public:
  Memory(const Plan& plan, size_t rows);

  /// Null: the slot's memory comes from elsewhere.
  void* of(uint32_t slot) const { return at_[slot]; }

 private:
  std::unique_ptr<std::byte[]> bytes_;
  std::vector<void*> at_;
};

}  // namespace tierline::columnar
