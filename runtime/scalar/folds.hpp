// Folds: what each entry of a ledger brings to the reductions of its account, kept from day to day,
// and the reductions found from it: values as the opcodes of a lane say, motions as horizon says.
// Included by follower.cpp only. Tested by: tests/unit/runtime_scalar/follower_test.cpp
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "runtime/scalar/horizon.hpp"
#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

class Folds {
 public:
  explicit Folds(const std::vector<Instruction>& reductions) : reductions_(reductions) {}

  /// For an account of so many entries, all of them still to be evaluated.
  void start(size_t entries);
  void expire_all();

  size_t entries() const { return expires_.size(); }
  /// The last day on which what the entry brings is right, and the least of all entries.
  Day expires(size_t entry) const { return expires_[entry]; }
  Day least() const { return least_; }
  /// Whether the entry was taken the last time, not left out.
  bool is_taken(size_t entry) const { return taken_[entry] != 0; }

  /// Takes what an entry brings from the registers of a lane that has just run it.
  void take(size_t entry, const Lane<int64_t>& lane, const Horizon& horizon);
  /// The entry counts for nothing up to a day.
  void leave_out(size_t entry, Day until);

  /// Writes all reductions. False: a sum does not fit.
  bool fold(Lane<int64_t>& lane, Horizon& horizon);

 private:
  using Motion = Horizon::Motion;

  /// What one entry brings to one reduction.
  struct Share {
    int64_t value = 0;  // sums: 0 where the entry does not count
    int64_t slope = 0;  // of a value that counts
    Day until = kForever;
    bool counts = false;
  };

  static bool has_value(const Instruction& code) {
    return code.op != Op::reduce_count_ && code.op != Op::reduce_any_;
  }
  static void read(const Instruction& code, const Lane<int64_t>& lane, const Horizon& horizon,
                   Share& share);
  bool sum(const Share* shares, int64_t& value, Motion& motion, Day today) const;
  void any(const Share* shares, int64_t& value, Motion& motion) const;
  void extreme(const Share* shares, bool larger, int64_t& value, Motion& motion, Day today) const;

  const std::vector<Instruction>& reductions_;
  std::vector<Share> shares_;  // by reduction, then by entry
  std::vector<Day> expires_;   // by entry
  std::vector<uint8_t> taken_;
  Day least_ = 0;
};

inline void Folds::start(size_t entries) {
  shares_.resize(reductions_.size() * entries);
  expires_.resize(entries);
  taken_.assign(entries, 0);
  expire_all();
}

inline void Folds::expire_all() {
  least_ = std::numeric_limits<Day>::min();
  std::fill(expires_.begin(), expires_.end(), least_);
}

/// Whether an entry counts is hard to foresee, so nothing here branches on it.
inline void Folds::read(const Instruction& code, const Lane<int64_t>& lane, const Horizon& horizon,
                        Share& share) {
  const bool valued = has_value(code);
  const uint32_t condition = valued ? code.b : code.a;
  const bool counts = lane.at(condition) != 0;
  const Day until = horizon.motion(condition).until;
  const Motion value = valued ? horizon.motion(code.a) : Motion{};
  const int64_t worth = valued ? lane.at(code.a) : 1;
  share.counts = counts;
  share.value = counts ? worth : 0;
  share.slope = counts ? value.slope : 0;
  share.until = std::min(until, counts ? value.until : kForever);
}

inline void Folds::take(size_t entry, const Lane<int64_t>& lane, const Horizon& horizon) {
  Day until = kForever;
  Share* share = shares_.data() + entry;
  for (const Instruction& code : reductions_) {
    read(code, lane, horizon, *share);
    // A value that moves is right on its day only; its motion may hold longer.
    until = std::min(until, share->slope == 0 ? share->until : lane.today());
    share += entries();
  }
  expires_[entry] = until;
  taken_[entry] = 1;
}

inline void Folds::leave_out(size_t entry, Day until) {
  Share nothing;
  nothing.until = until;
  for (size_t i = 0; i < reductions_.size(); ++i) shares_[i * entries() + entry] = nothing;
  expires_[entry] = until;
  taken_[entry] = 0;
}

inline bool Folds::sum(const Share* shares, int64_t& value, Motion& motion, Day today) const {
  for (size_t i = 0; i < entries(); ++i) {
    if (!decimal::add<int64_t>(value, shares[i].value, value)) return false;
    motion.until = std::min(motion.until, shares[i].until);
    if (!decimal::add<int64_t>(motion.slope, shares[i].slope, motion.slope)) motion.until = today;
  }
  return true;
}

/// One entry that has it settles the answer as long as it has it.
inline void Folds::any(const Share* shares, int64_t& value, Motion& motion) const {
  for (size_t i = 0; i < entries(); ++i) {
    const Day until = shares[i].until;
    if (!shares[i].counts) {
      if (value == 0) motion.until = std::min(motion.until, until);
    } else {
      motion.until = value == 0 ? until : std::max(motion.until, until);
      value = 1;
    }
  }
}

inline void Folds::extreme(const Share* shares, bool larger, int64_t& value, Motion& motion,
                           Day today) const {
  bool found = false;
  for (size_t i = 0; i < entries(); ++i) {
    const Share& share = shares[i];
    motion.until = std::min(motion.until, share.slope == 0 ? share.until : today);
    if (!share.counts) continue;
    const bool better = larger ? share.value > value : share.value < value;
    if (better || !found) value = share.value;
    found = true;
  }
}

inline bool Folds::fold(Lane<int64_t>& lane, Horizon& horizon) {
  least_ = kForever;
  for (const Day day : expires_) least_ = std::min(least_, day);
  for (size_t i = 0; i < reductions_.size(); ++i) {
    const Instruction& code = reductions_[i];
    const Share* const shares = shares_.data() + i * entries();
    int64_t value = 0;
    Motion motion;
    if (code.op == Op::reduce_any_) {
      any(shares, value, motion);
    } else if (code.op == Op::reduce_min_ || code.op == Op::reduce_max_) {
      extreme(shares, code.op == Op::reduce_max_, value, motion, lane.today());
    } else if (!sum(shares, value, motion, lane.today())) {
      return false;
    }
    lane.set(code.dst, value);
    horizon.set(code.dst, motion);
  }
  return true;
}

}  // namespace tierline::scalar
