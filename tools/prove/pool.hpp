// Pool: cases that came to something new: another tier, another requirement met, a claim's `given`
// that holds for the first time. New cases are made from these by small changes, so the search
// climbs to partners that nobody would draw: six requirements met at once, on the right day. Made
// by: search.cpp    Tested by: tests/unit/tools_prove/pool_test.cpp
#pragma once

#include <unordered_set>

#include "runtime/decision/decision.hpp"
#include "tools/generate/draw/stream.hpp"
#include "tools/prove/case.hpp"

namespace tierline::prove {

class Pool {
 public:
  explicit Pool(const bytecode::Schema& schema) : schema_(schema) {}

  /// Keeps the case if no decision of this kind was seen before. What kind it is follows from every
  /// tier and every yes or no that was decided, and from the signs of the numbers.
  void offer(Day today, const Partner& partner, const decision::Decision& decision);

  bool is_empty() const { return cases_.empty(); }
  size_t size() const { return cases_.size(); }
  /// Those for whom more holds more often: they are further up.
  const Case& pick(generate::Stream& stream) const;

 private:
  struct Kept {
    Case one;
    int64_t height = 0;  // how many conditions hold, how high the tier is
  };
  struct Kind {
    uint64_t hash = 0;
    int64_t height = 0;
  };
  Kind kind_of(const decision::Decision& decision) const;

  const bytecode::Schema& schema_;
  std::unordered_set<uint64_t> kinds_;
  std::vector<Kept> cases_;
};

}  // namespace tierline::prove
