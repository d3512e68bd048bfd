// LeftOvers: the accounts of a batch that the columns could not hold, with their answers or faults.
// Their memory is used again: whoever decides portion after portion clears the list and goes on.
// Made by: batch_decider.hpp, lasting_batch.hpp    Read by: bench/bulk
// Tested by: tests/unit/runtime_columnar
#pragma once

#include <cstddef>
#include <vector>

#include "runtime/decision/decision.hpp"

namespace tierline::timeline {

struct LeftOver {
  size_t account = 0;
  decision::Decision decision;
};

class LeftOvers {
 public:
  /// Adds an account; its decision holds anything and is to be written.
  decision::Decision& add(size_t account) {
    if (count_ == all_.size()) all_.emplace_back();
    all_[count_].account = account;
    return all_[count_++].decision;
  }
  void clear() { count_ = 0; }

  size_t size() const { return count_; }
  const LeftOver& operator[](size_t index) const { return all_[index]; }
  const LeftOver* begin() const { return all_.data(); }
  const LeftOver* end() const { return all_.data() + count_; }

 private:
  std::vector<LeftOver> all_;
  size_t count_ = 0;  // of them that are in the list
};

}  // namespace tierline::timeline
