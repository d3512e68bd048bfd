// Folds: what each entry of a ledger brings to the reductions of its account, kept from day to day,
// and the reductions found from it: values as the opcodes of a lane say, motions as horizon says.
// Included by follower.cpp only. Tested by: tests/unit/runtime_scalar/follower_test.cpp
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "runtime/scalar/horizon.hpp"
#include "runtime/scalar/lane.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

class Folds {
 public:
  /// The lane and the horizon, whose registers are read and written, must outlive it.
  Folds(const std::vector<Instruction>& reductions, const Prepared& prepared, Lane<int64_t>& lane,
        Horizon& horizon);

  /// For an account of so many entries, all of them still to be evaluated.
  void start(size_t entries);
  void expire_all();

  bool empty() const { return folds_.empty(); }
  size_t entries() const { return size_; }
  /// The last day on which what the entry brings is right, and the least of all entries at the last
  /// fold.
  const Day* expires() const { return expires_.data(); }
  Day least() const { return least_; }
  /// Whether the entry was taken the last time, not left out.
  bool is_taken(size_t entry) const { return taken_[entry] != 0; }

  /// Takes what an entry brings from the registers of the lane, which has just run it.
  void take(size_t entry, Day today);
  /// The entry counts for nothing up to a day.
  void leave_out(size_t entry, Day until);

  /// Writes all reductions. False: a sum does not fit.
  ///   least  the least last day of all entries
  bool fold(Day today, Day least);

 private:
  using Motion = Horizon::Motion;

  /// One reduction: where it finds what an entry brings, and where it is written.
  struct Fold {
    Op op{};
    const int64_t* condition = nullptr;
    const Motion* condition_motion = nullptr;
    const int64_t* worth = nullptr;
    const Motion* worth_motion = nullptr;
    int64_t* total = nullptr;
    Motion* total_motion = nullptr;
    bool is_still = false;  // what an entry brings is worth the same every day
  };

  /// What the entries bring to one reduction.
  struct Shares {
    const int64_t* values;  // sums: 0 where the entry does not count
    const int64_t* slopes;  // of a value that counts
    const Day* untils;
    const int32_t* counts;
  };

  Shares shares_of(size_t fold) const;
  bool sum(const Shares& shares, int64_t& value, Motion& motion, Day today) const;
  void any(const Shares& shares, int64_t& value, Motion& motion) const;
  void extreme(const Shares& shares, bool larger, int64_t& value, Motion& motion, Day today) const;

  static constexpr int64_t kOne = 1;  // what an entry is worth that is only counted
  static constexpr Motion kStill{};

  std::vector<Fold> folds_;
  size_t size_ = 0;              // entries
  std::vector<int64_t> values_;  // by reduction, then by entry; likewise the others
  std::vector<int64_t> slopes_;
  std::vector<Day> untils_;
  std::vector<int32_t>
      counts_;                // 0 or 1, and no bytes: stores of bytes could be stores of anything
  std::vector<Day> expires_;  // by entry
  std::vector<int32_t> taken_;
  Day least_ = 0;
  bool moves_ = false;  // some slope is not 0
};

inline Folds::Folds(const std::vector<Instruction>& reductions, const Prepared& prepared,
                    Lane<int64_t>& lane, Horizon& horizon) {
  for (const Instruction& code : reductions) {
    const bool valued = has_value(code);
    const uint32_t condition = condition_of(code);
    folds_.push_back({code.op, lane.place(condition), horizon.place(condition),
                      valued ? lane.place(code.a) : &kOne, valued ? horizon.place(code.a) : &kStill,
                      lane.place(code.dst), horizon.place(code.dst),
                      !valued || prepared.moving[code.a] == 0});
  }
}

inline void Folds::start(size_t entries) {
  size_ = entries;
  const size_t shares = folds_.size() * entries;
  values_.resize(shares);
  slopes_.resize(shares);
  untils_.resize(shares);
  counts_.resize(shares);
  expires_.resize(entries);
  taken_.assign(entries, 0);
  moves_ = false;
  expire_all();
}

inline void Folds::expire_all() {
  least_ = std::numeric_limits<Day>::min();
  std::fill(expires_.begin(), expires_.end(), least_);
}

/// Whether an entry counts is hard to foresee, so nothing here branches on it.
inline void Folds::take(size_t entry, Day today) {
  Day until = kForever;
  size_t share = entry;
  bool moves = moves_;
  for (const Fold& fold : folds_) {
    const bool counts = *fold.condition != 0;
    const Motion worth = counts && !fold.is_still ? *fold.worth_motion : kStill;
    const int64_t slope = worth.slope;
    const Day lasts = std::min(fold.condition_motion->until, worth.until);
    counts_[share] = counts ? 1 : 0;
    values_[share] = counts ? *fold.worth : 0;
    slopes_[share] = slope;
    untils_[share] = lasts;
    moves = moves || slope != 0;
    // A value that moves is right on its day only; its motion may hold longer.
    until = std::min(until, slope == 0 ? lasts : today);
    share += size_;
  }
  moves_ = moves;
  expires_[entry] = until;
  taken_[entry] = 1;
}

inline void Folds::leave_out(size_t entry, Day until) {
  for (size_t share = entry; share < folds_.size() * size_; share += size_) {
    values_[share] = 0;
    slopes_[share] = 0;
    untils_[share] = until;
    counts_[share] = 0;
  }
  expires_[entry] = until;
  taken_[entry] = 0;
}

inline Folds::Shares Folds::shares_of(size_t fold) const {
  const size_t first = fold * size_;
  return {values_.data() + first, slopes_.data() + first, untils_.data() + first,
          counts_.data() + first};
}

inline bool Folds::sum(const Shares& shares, int64_t& value, Motion& motion, Day today) const {
  int64_t total = 0;
  Day until = kForever;
  bool fits = true;
  for (size_t i = 0; i < size_; ++i) {
    fits &= decimal::add<int64_t>(total, shares.values[i], total);
    until = std::min(until, shares.untils[i]);
  }
  if (!fits) return false;
  value = total;
  motion.until = until;
  for (size_t i = 0; moves_ && i < size_; ++i) {
    if (!decimal::add<int64_t>(motion.slope, shares.slopes[i], motion.slope)) motion.until = today;
  }
  return true;
}

inline void Folds::any(const Shares& shares, int64_t& value, Motion& motion) const {
  for (size_t i = 0; i < size_; ++i) {
    meet_any(shares.counts[i] != 0, shares.untils[i], value, motion.until);
  }
}

inline void Folds::extreme(const Shares& shares, bool larger, int64_t& value, Motion& motion,
                           Day today) const {
  bool found = false;
  for (size_t i = 0; i < size_; ++i) {
    motion.until = std::min(motion.until, shares.slopes[i] == 0 ? shares.untils[i] : today);
    if (shares.counts[i] == 0) continue;
    const int64_t share = shares.values[i];
    const bool better = larger ? share > value : share < value;
    if (better || !found) value = share;
    found = true;
  }
}

inline bool Folds::fold(Day today, Day least) {
  least_ = least;
  for (size_t i = 0; i < folds_.size(); ++i) {
    const Fold& fold = folds_[i];
    const Shares shares = shares_of(i);
    int64_t value = 0;
    Motion motion;
    if (fold.op == Op::reduce_any_) {
      any(shares, value, motion);
    } else if (fold.op == Op::reduce_min_ || fold.op == Op::reduce_max_) {
      extreme(shares, fold.op == Op::reduce_max_, value, motion, today);
    } else if (!sum(shares, value, motion, today)) {
      return false;
    }
    *fold.total = value;
    *fold.total_motion = motion;
  }
  return true;
}

}  // namespace tierline::scalar
