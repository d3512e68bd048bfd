#include "runtime/timeline/batch_decider.hpp"

#include <algorithm>

namespace tierline::timeline {

namespace {

constexpr size_t kCopied = 256;  // accounts at a time

}  // namespace

void BatchDecider::decide(const columnar::BatchView& batch, size_t first, size_t end,
                          calendar::Day today, const columnar::Answers& answers,
                          std::vector<LeftOver>& left) {
  left_.clear();
  columnar_.decide(batch, first, end, today, answers, left_);
  for (size_t begin = 0; begin < left_.size(); begin += kCopied) {
    const auto from = left_.begin() + static_cast<ptrdiff_t>(begin);
    const auto to = left_.begin() + static_cast<ptrdiff_t>(std::min(begin + kCopied, left_.size()));
    const std::vector<size_t> accounts(from, to);
    const batch::Batch copy = columnar::copy_accounts(batch, accounts);
    for (size_t i = 0; i < accounts.size(); ++i) {
      scalar::Row row{copy, i, today};
      if (batch.held != nullptr)
        row.held = {batch.held[accounts[i]], batch.held_before[accounts[i]]};
      LeftOver& one = left.emplace_back();
      one.account = accounts[i];
      scalar_.decide(row, one.decision);
    }
  }
}

}  // namespace tierline::timeline
