#include "runtime/scalar/machine.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/recorder.hpp"
#include "runtime/scalar/reductions.hpp"
#include "runtime/scalar/tier_days.hpp"

namespace tierline::scalar {

using decision::Decision;
using decision::Trace;

Prepared::Prepared(const Bytecode& code)
    : program(code), dates(code), moving(bytecode::find_moving(code)) {
  collections.resize(code.registers.size(), bytecode::kNone);
  for (const Instruction& at : code.code) {
    if (at.op == Op::collect_) collections[at.dst] = collection_count++;
  }
  reduced.resize(code.registers.size(), bytecode::kNone);
  uint32_t column = 0;
  for (const Reduction& reduction : reductions_of(code)) reduced[reduction.code.dst] = column++;
}

struct Machine::State {
  explicit State(const Bytecode& program)
      : prepared(program),
        bits64(Lane<int64_t>::make(prepared)),
        require_horizon(prepared, Phase::Require),
        decide_horizon(prepared, Phase::Decide) {}

  /// What a finished lane says; false when a part of a split does not fit it.
  template <Integer T>
  bool answer(Lane<T>& lane, Outcome outcome, const Row& row, Decision& decision) const;
  template <Integer T>
  bool answer(const Lane<T>& lane, Outcome outcome, const Row&, Flags& flags) const;
  template <Integer T>
  bool answer(const Lane<T>& lane, Outcome outcome, const Row&, TierDays& days) const;
  template <Integer T>
  bool answer(const Lane<T>& lane, Outcome outcome, const Row&,
              std::vector<decision::Missing>& missing) const;
  template <Integer T>
  bool split(Lane<T>& lane, const Row& row, Decision& decision) const;
  template <class Lane, class Watcher, class Answer>
  bool run(Lane* lane, const Row& row, Answer& answer, Watcher& watcher);
  template <class Answer, class MakeWatcher>
  uint64_t WidthCounts::*run(const Row& row, Answer& answer, MakeWatcher make_watcher);
  template <class MakeWatcher>
  void decide(const Row& row, Decision& decision, MakeWatcher make_watcher) {
    ++(widths.*run(row, decision, make_watcher));
  }
  Day outputs_until(const Horizon& horizon) const;
  Day flags_until(const Horizon& horizon) const;

  Prepared prepared;
  WidthCounts widths;
  std::unique_ptr<Lane<int64_t>> bits64;  // nothing: a constant of the program is too large
  std::unique_ptr<Lane<Int128>> bits128;  // made when first needed, as far as constants fit
  bool tried_bits128 = false;
  std::unique_ptr<Lane<BigInt>> unbounded;
  Horizon require_horizon;
  Horizon decide_horizon;
};

/// The last day on which every output and every part of a split is as it is.
Day Machine::State::outputs_until(const Horizon& horizon) const {
  Day until = kForever;
  for (const bytecode::Output& output : prepared.program.outputs) {
    until = std::min(until, horizon.until(output.value));
  }
  for (const bytecode::Split& split : prepared.program.splits) {
    until = std::min({until, horizon.until(split.amount), horizon.until(split.collected)});
  }
  return until;
}

/// The last day on which every requirement is met or not as it is.
Day Machine::State::flags_until(const Horizon& horizon) const {
  Day until = kForever;
  for (const bytecode::Tier& tier : prepared.program.tiers) {
    for (const bytecode::Requirement& need : tier.requirements) {
      until = std::min(until, horizon.until(need.flag));
    }
  }
  return until;
}

/// Says whether all parts fit the lane.
template <Integer T>
bool Machine::State::split(Lane<T>& lane, const Row& row, Decision& decision) const {
  decision.parts.resize(prepared.program.splits.size());
  for (size_t i = 0; i < decision.parts.size(); ++i) {
    if (!lane.split(i, row, decision.parts[i])) return false;
  }
  return true;
}

template <Integer T>
bool Machine::State::answer(Lane<T>& lane, Outcome outcome, const Row& row,
                            Decision& decision) const {
  decision.fault.reset();
  decision.tier_since.reset();
  decision.valid_until.reset();
  decision.tier = lane.tier();
  if (outcome == Outcome::Fault) {
    decision.outputs.clear();
    decision.parts.clear();
    decision.fault = lane.fault();
    return true;
  }
  if (!split(lane, row, decision)) return false;
  const Bytecode& program = prepared.program;
  decision.outputs.resize(program.outputs.size());
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    const uint32_t index = program.outputs[i].value;
    bytecode::Value& value = decision.outputs[i];
    const bool text = program.registers[index].kind == bytecode::ValueKind::Text;
    value.text.clear();
    if (text) value.text = lane.text_at(index);
    set_big(value.number, text ? T(0) : lane.at(index));
  }
  return true;
}

template <Integer T>
bool Machine::State::answer(const Lane<T>& lane, Outcome outcome, const Row&, Flags& flags) const {
  const Bytecode& program = prepared.program;
  const bytecode::Status& status = *program.status;
  flags.met.clear();
  flags.fault.reset();
  if (outcome == Outcome::Fault) {
    flags.fault = lane.fault();
    return true;
  }
  for (const bytecode::Tier& tier : program.tiers) {
    for (const bytecode::Requirement& need : tier.requirements) {
      flags.met.push_back(lane.at(need.flag) != 0 ? 1 : 0);
    }
  }
  flags.exists = status.exists == bytecode::kNone || lane.at(status.exists) != 0;
  flags.assessing = status.assessing != bytecode::kNone && lane.at(status.assessing) != 0;
  return true;
}

template <Integer T>
bool Machine::State::answer(const Lane<T>& lane, Outcome outcome, const Row&,
                            TierDays& days) const {
  TIERLINE_ASSERT(outcome == Outcome::Done);
  days = tier_days_of(lane, *prepared.program.status);
  return true;
}

/// Says whether the lane had an answer.
template <class Lane, class Watcher, class Answer>
bool Machine::State::run(Lane* lane, const Row& row, Answer& found, Watcher& watcher) {
  if (lane == nullptr) return false;
  const Outcome outcome = lane->run(row, watcher);
  if (outcome == Outcome::Overflow) return false;
  return answer(*lane, outcome, row, found);
}

/// Tries the widths from the narrowest, each with a fresh watcher; names the one that had an
/// answer.
template <class Answer, class MakeWatcher>
uint64_t WidthCounts::*Machine::State::run(const Row& row, Answer& found,
                                           MakeWatcher make_watcher) {
  if (run(bits64.get(), row, found, make_watcher())) return &WidthCounts::bits64;
  if (!tried_bits128) bits128 = Lane<Int128>::make(prepared);
  tried_bits128 = true;
  if (run(bits128.get(), row, found, make_watcher())) return &WidthCounts::bits128;
  if (!unbounded) unbounded = Lane<BigInt>::make(prepared);
  const bool answered = run(unbounded.get(), row, found, make_watcher());
  TIERLINE_ASSERT(answered);
  return &WidthCounts::unbounded;
}

Machine::Machine(const Bytecode& program) : state_(std::make_unique<State>(program)) {}
Machine::~Machine() = default;
Machine::Machine(Machine&&) noexcept = default;
Machine& Machine::operator=(Machine&&) noexcept = default;

Decision Machine::decide(const batch::Batch& batch, size_t account, Day today) {
  Decision decision;
  decide(batch, account, today, decision);
  return decision;
}

void Machine::decide(const batch::Batch& batch, size_t account, Day today, Decision& decision) {
  decide({batch, account, today}, decision);
}

void Machine::decide(const Row& row, Decision& decision) {
  Unwatched nobody;
  state_->decide(row, decision, [&]() -> Unwatched& { return nobody; });
}

Decision Machine::decide(const batch::Batch& batch, size_t account, Day today, Trace& trace) {
  Decision decision;
  decide({batch, account, today}, decision, trace);
  return decision;
}

void Machine::decide(const Row& row, Decision& decision, Trace& trace) {
  const Bytecode& program = state_->prepared.program;
  std::optional<Recorder> recorder;
  state_->decide(row, decision,
                 [&]() -> Recorder& { return recorder.emplace(program, row, trace); });
  if (!decision.fault) trace.because = decision::explain(program, *recorder);
}

void Machine::decide_until(const Row& row, Decision& decision) {
  Horizon& horizon = state_->decide_horizon;
  state_->decide(row, decision, [&]() -> Horizon& {
    horizon.start(row.today);
    return horizon;
  });
  Day until = horizon.demands();
  if (!decision.fault) until = std::min(until, state_->outputs_until(horizon));
  // A fault, too, may come from the tier that was found.
  if (horizon.tier_found() && !row.held) until = std::min(until, state_->flags_until(horizon));
  if (until < kForever) decision.valid_until = until;
}

namespace {

/// The account registers of a run that went as far as phase Distance.
template <Integer T>
class LaneValues : public decision::AccountValues {
 public:
  explicit LaneValues(const Lane<T>& lane) : lane_(lane) {}
  bool is_true(uint32_t index) const override { return lane_.at(index) != 0; }
  BigInt number(uint32_t index) const override {
    BigInt number;
    set_big(number, lane_.at(index));
    return number;
  }

 private:
  const Lane<T>& lane_;
};

struct DistanceWatcher : Unwatched {
  static constexpr Phase last_phase = Phase::Distance;
};

}  // namespace

template <Integer T>
bool Machine::State::answer(const Lane<T>& lane, Outcome outcome, const Row&,
                            std::vector<decision::Missing>& missing) const {
  missing.clear();
  if (outcome == Outcome::Fault) return true;
  missing = decision::find_missing(prepared.program, lane.tier(), LaneValues<T>(lane));
  return true;
}

void Machine::missing(const Row& row, std::vector<decision::Missing>& missing) {
  DistanceWatcher nobody;
  state_->run(row, missing, [&]() -> DistanceWatcher& { return nobody; });
}

namespace {

struct RequireWatcher : Unwatched {
  static constexpr Phase last_phase = Phase::Require;
};

}  // namespace

void Machine::require_today(const Row& row, Flags& flags) {
  RequireWatcher nobody;
  state_->run(row, flags, [&]() -> RequireWatcher& { return nobody; });
  flags.until = row.today;
}

void Machine::tier_days(const Row& row, TierDays& days) {
  RequireWatcher nobody;
  state_->run(row, days, [&]() -> RequireWatcher& { return nobody; });
}

void Machine::require(const Row& row, Flags& flags) {
  Horizon& horizon = state_->require_horizon;
  state_->run(row, flags, [&]() -> Horizon& {
    horizon.start(row.today);
    return horizon;
  });
  const bytecode::Status& status = *state_->prepared.program.status;
  flags.until = std::min(horizon.demands(), state_->flags_until(horizon));
  for (const uint32_t index : {status.exists, status.assessing}) {
    if (index != bytecode::kNone) flags.until = std::min(flags.until, horizon.until(index));
  }
}

const WidthCounts& Machine::widths() const { return state_->widths; }

}  // namespace tierline::scalar
