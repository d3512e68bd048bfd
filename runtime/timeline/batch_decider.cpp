#include "runtime/timeline/batch_decider.hpp"

#include <algorithm>

namespace tierline::timeline {

void BatchDecider::decide(const columnar::BatchView& batch, size_t first, size_t end,
                          calendar::Day today, const columnar::Answers& answers, LeftOvers& left) {
  while (first < end) {
    const size_t next = std::min(end, first + kPortion);
    decide_portion(batch, first, next, today, answers, left);
    first = next;
  }
}

void BatchDecider::decide_portion(const columnar::BatchView& batch, size_t first, size_t end,
                                  calendar::Day today, const columnar::Answers& answers,
                                  LeftOvers& left) {
  left_.clear();
  columnar_.decide(batch, first, end, today, answers, left_);
  for (const size_t account : left_) {
    scalar::Row row{one_account_.take(batch, account), 0, today};
    if (batch.held != nullptr) row.held = {batch.held[account], batch.held_before[account]};
    scalar_.decide(row, left.add(account));
  }
}

}  // namespace tierline::timeline
