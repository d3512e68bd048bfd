#include "runtime/timeline/lasting_batch.hpp"

#include <algorithm>
#include <numeric>

#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/alike.hpp"

namespace tierline::timeline {

LastingBatchDecider::Lasts LastingBatchDecider::how_long(const Bytecode& program) {
  if (!bytecode::looks_at_the_day(program)) return Lasts::Always;
  return scalar::lasts_alike(program) ? Lasts::AsLongAsAnyone : Lasts::PerAccount;
}

LastingBatchDecider::LastingBatchDecider(const Bytecode& program, const columnar::Options& options)
    : program_(program),
      lasts_(how_long(program)),
      by_columns_(program.splits.empty() && lasts_ != Lasts::PerAccount),
      columnar_(program, options),
      one_account_(program),
      lasting_(program) {}

/// Decides by columns what can be, and asks for each of the others: ask(account, decision).
template <class Ask>
void LastingBatchDecider::decide_with(const columnar::BatchView& batch, size_t first, size_t end,
                                      Day today, const columnar::Answers& answers, LeftOvers& left,
                                      const Ask& ask) {
  left_.clear();
  if (by_columns_) {
    columnar_.decide(batch, first, end, today, answers, left_);
    find_valid_until(first, end, today, ask);
  } else {
    left_.resize(end - first);
    std::iota(left_.begin(), left_.end(), first);
  }
  for (const size_t account : left_) ask(account, left.add(account));
}

/// Anyone of those in columns knows it for all.
template <class Ask>
void LastingBatchDecider::find_valid_until(size_t first, size_t end, Day today, const Ask& ask) {
  if (lasts_ == Lasts::Always) valid_until_ = program_.header.in_force_until;
  if (lasts_ == Lasts::Always || asked_on_ == today || left_.size() == end - first) return;
  size_t anyone = first;
  for (const size_t account : left_) anyone += account == anyone ? 1 : 0;
  ask(anyone, anyone_);
  asked_on_ = today;
  valid_until_ = anyone_.valid_until;
}

void LastingBatchDecider::decide(const batch::Batch& batch, size_t first, size_t end, Day today,
                                 const columnar::Answers& answers, LeftOvers& left) {
  decide_with(columnar::view(batch), first, end, today, answers, left,
              [&](size_t account, decision::Decision& decision) {
                lasting_.decide(batch, account, today, decision);
              });
}

void LastingBatchDecider::decide(const columnar::BatchView& batch, size_t first, size_t end,
                                 Day today, const columnar::Answers& answers, LeftOvers& left) {
  decide_with(batch, first, end, today, answers, left,
              [&](size_t account, decision::Decision& decision) {
                lasting_.decide(one_account_.take(batch, account), 0, today, decision);
              });
}

std::optional<Day> LastingBatchDecider::valid_until(size_t) const { return valid_until_; }

}  // namespace tierline::timeline
