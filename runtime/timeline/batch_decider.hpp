// BatchDecider: decides many accounts of a program without a history: all that it can column by
// column, and what is left account by account, in as many bits as it takes.
// Made of: runtime/columnar, runtime/scalar    Read by: bench/bulk
// Tested by: tests/property/law_columnar_test.cpp
#pragma once

#include <vector>

#include "runtime/columnar/machine.hpp"
#include "runtime/columnar/one_account.hpp"
#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/left_over.hpp"

namespace tierline::timeline {

/// Accounts that are left over are decided so many accounts later at most: as long as what they
/// hold is near.
inline constexpr size_t kPortion = 4096;

class BatchDecider {
 public:
  /// The program must be valid and outlive the decider. One decider serves one thread.
  explicit BatchDecider(const bytecode::Bytecode& program, const columnar::Options& options = {})
      : columnar_(program, options), one_account_(program), scalar_(program) {}

  /// How narrow the answers to each output may be stored; see columnar::Machine.
  const std::vector<columnar::Store>& narrowest() const { return columnar_.narrowest(); }

  /// Decides the accounts first .. end - 1 of the batch, as of a day.
  ///   answers  columns for these accounts; those left over hold anything there
  ///   left     the answers of those left over are added to it, in order of the accounts
  void decide(const columnar::BatchView& batch, size_t first, size_t end, calendar::Day today,
              const columnar::Answers& answers, LeftOvers& left);

 private:
  void decide_portion(const columnar::BatchView& batch, size_t first, size_t end,
                      calendar::Day today, const columnar::Answers& answers, LeftOvers& left);

  columnar::Machine columnar_;
  columnar::OneAccount one_account_;
  scalar::Machine scalar_;
  std::vector<size_t> left_;
};

}  // namespace tierline::timeline
