// Machine: decides one account at a time, and can say why.
// It computes in 64-bit integers; where a value does not fit it starts the account again in 128
// bits, then in as many as it takes, so no answer is ever wrong or shortened. It allocates nothing
// per account except in traces and in the widest run. One machine serves one thread.
// Made of: runtime/ops    Read by: tools/bulk, tools/cli, runtime/tierline.hpp, tests
// Tested by: tests/unit/runtime_scalar, tests/property
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/decision/decision.hpp"
#include "runtime/decision/missing.hpp"

namespace tierline::scalar {

/// How many accounts were answered in each width.
struct WidthCounts {
  uint64_t bits64 = 0;
  uint64_t bits128 = 0;
  uint64_t unbounded = 0;
};

/// The tier that an account holds on the day, and the day before.
struct HeldTier {
  uint32_t tier = 0;  // words of the tiers
  uint32_t before = 0;
};

/// One account of a batch on one day. Without a tier the machine finds it: the highest of which all
/// requirements are met.
struct Row {
  const batch::Batch& batch;
  size_t account;
  calendar::Day today;
  std::optional<HeldTier> held = {};
};

/// What the tier step of a program with a status looks at on one day.
struct Flags {
  std::vector<uint8_t> met;  // per requirement, through all tiers, lowest first
  bool exists = true;
  bool assessing = false;
  std::optional<decision::Fault> fault;  // then nothing else counts
  calendar::Day until = 0;  // the last day on which met, exists and assessing are as they are
};

/// The two days that the tier step asks for when a tier is crossed or reached on a day, each with
/// the fault of finding it.
struct TierDays {
  calendar::Day promote_on = 0;                   // when a tier fully met since this day is reached
  calendar::Day holds_until = calendar::kDayMin;  // to which a tier reached on this day is kept
  std::optional<decision::Fault> promote_fault;
  std::optional<decision::Fault> holds_fault;
};

class Machine {
 public:
  /// The program must be valid (made by emit, or read back) and outlive the machine.
  explicit Machine(const bytecode::Bytecode& program);
  ~Machine();
  Machine(Machine&&) noexcept;
  Machine& operator=(Machine&&) noexcept;

  /// Decides one account of the batch, as of a day.
  ///   batch    has a column for every field of the program's schema; see batch::empty_batch
  ///   account  index below batch.accounts
  decision::Decision decide(const batch::Batch& batch, size_t account, calendar::Day today);

  /// The same, into a decision whose memory is used again.
  void decide(const batch::Batch& batch, size_t account, calendar::Day today,
              decision::Decision& decision);

  /// The same, and writes down every step and the rules that decided each output.
  decision::Decision decide(const batch::Batch& batch, size_t account, calendar::Day today,
                            decision::Trace& trace);

  /// The same for a row.
  void decide(const Row& row, decision::Decision& decision);

  /// The same for a row; with `valid_until` set.
  void decide_until(const Row& row, decision::Decision& decision);
  void decide(const Row& row, decision::Decision& decision, decision::Trace& trace);

  /// Says what is missing for each tier above the one that the row holds.
  void missing(const Row& row, std::vector<decision::Missing>& missing);

  /// Asks for the requirements only; `row.held->before` is yesterday's tier.
  void require(const Row& row, Flags& flags);

  /// The same for that day alone: `flags.until` is the day itself, and finding it costs nothing.
  void require_today(const Row& row, Flags& flags);

  /// Asks for the days of a tier that is crossed or reached on the row's day, a day without a
  /// fault.
  void tier_days(const Row& row, TierDays& days);

  const WidthCounts& widths() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tierline::scalar
