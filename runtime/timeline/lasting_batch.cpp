#include "runtime/timeline/lasting_batch.hpp"

#include <numeric>

#include "runtime/bytecode/moving.hpp"

namespace tierline::timeline {

LastingBatchDecider::LastingBatchDecider(const Bytecode& program, const columnar::Options& options)
    : program_(program),
      by_columns_(program.splits.empty() && !bytecode::looks_at_the_day(program)),
      columnar_(program, options),
      one_account_(program),
      lasting_(program) {}

/// Decides by columns, and says who needs more.
const std::vector<size_t>& LastingBatchDecider::find_left(const columnar::BatchView& batch,
                                                          size_t first, size_t end, Day today,
                                                          const columnar::Answers& answers) {
  left_.clear();
  if (by_columns_) {
    columnar_.decide(batch, first, end, today, answers, left_);
  } else {
    left_.resize(end - first);
    std::iota(left_.begin(), left_.end(), first);
  }
  return left_;
}

void LastingBatchDecider::decide(const batch::Batch& batch, size_t first, size_t end, Day today,
                                 const columnar::Answers& answers, std::vector<LeftOver>& left) {
  for (const size_t account : find_left(columnar::view(batch), first, end, today, answers)) {
    LeftOver& one = left.emplace_back();
    one.account = account;
    lasting_.decide(batch, account, today, one.decision);
  }
}

void LastingBatchDecider::decide(const columnar::BatchView& batch, size_t first, size_t end,
                                 Day today, const columnar::Answers& answers,
                                 std::vector<LeftOver>& left) {
  for (const size_t account : find_left(batch, first, end, today, answers)) {
    LeftOver& one = left.emplace_back();
    one.account = account;
    lasting_.decide(one_account_.take(batch, account), 0, today, one.decision);
  }
}

/// What does not hang on the day stays as long as its program.
std::optional<Day> LastingBatchDecider::valid_until(size_t) const {
  return program_.header.in_force_until;
}

}  // namespace tierline::timeline
