#include "runtime/scalar/machine.hpp"

#include <set>

#include "base/assert.hpp"
#include "runtime/scalar/lane_run.hpp"
#include "runtime/scalar/lane_split.hpp"
#include "runtime/scalar/recorder.hpp"

namespace tierline::scalar {

using decision::Decision;
using decision::Trace;

Prepared::Prepared(const Bytecode& code) : program(code) {
  for (const bytecode::CalendarDays& days : code.calendars) {
    std::set<int> weekend(days.weekend.begin(), days.weekend.end());
    calendars.emplace_back(std::move(weekend), days.holidays, days.working_days);
  }
  for (const bytecode::List& list : code.lists) {
    std::vector<Day>& days = day_lists.emplace_back();
    if (list.kind != bytecode::ValueKind::Day) continue;
    for (const BigInt& day : list.numbers) days.push_back(static_cast<Day>(day));
  }
  collections.resize(code.registers.size(), bytecode::kNone);
  for (const Instruction& at : code.code) {
    if (at.op == Op::collect_) collections[at.dst] = collection_count++;
  }
}

struct Machine::State {
  explicit State(const Bytecode& program)
      : prepared(program), bits64(Lane<int64_t>::make(prepared)) {}

  template <Integer T>
  void answer(const Lane<T>& lane, Outcome outcome, Decision& decision) const;
  template <Integer T>
  bool split(Lane<T>& lane, const Row& row, Decision& decision) const;
  template <Integer T, class Watcher>
  bool run(Lane<T>* lane, const Row& row, Decision& decision, Watcher& watcher);
  template <class MakeWatcher>
  void decide(const Row& row, Decision& decision, MakeWatcher make_watcher);

  Prepared prepared;
  WidthCounts widths;
  std::unique_ptr<Lane<int64_t>> bits64;  // nothing: a constant of the program is too large
  std::unique_ptr<Lane<Int128>> bits128;  // made when first needed, as far as constants fit
  bool tried_bits128 = false;
  std::unique_ptr<Lane<BigInt>> unbounded;
};

template <Integer T>
void Machine::State::answer(const Lane<T>& lane, Outcome outcome, Decision& decision) const {
  decision.fault.reset();
  if (outcome == Outcome::Fault) {
    decision.outputs.clear();
    decision.parts.clear();
    decision.fault = lane.fault();
    return;
  }
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

/// Says whether the lane had an answer.
template <Integer T, class Watcher>
bool Machine::State::run(Lane<T>* lane, const Row& row, Decision& decision, Watcher& watcher) {
  if (lane == nullptr) return false;
  const Outcome outcome = lane->run(row, watcher);
  if (outcome == Outcome::Overflow) return false;
  if (outcome == Outcome::Done && !split(*lane, row, decision)) return false;
  answer(*lane, outcome, decision);
  return true;
}

/// Tries the widths from the narrowest, each with a fresh watcher.
template <class MakeWatcher>
void Machine::State::decide(const Row& row, Decision& decision, MakeWatcher make_watcher) {
  if (run(bits64.get(), row, decision, make_watcher())) {
    ++widths.bits64;
    return;
  }
  if (!tried_bits128) bits128 = Lane<Int128>::make(prepared);
  tried_bits128 = true;
  if (run(bits128.get(), row, decision, make_watcher())) {
    ++widths.bits128;
    return;
  }
  if (!unbounded) unbounded = Lane<BigInt>::make(prepared);
  const bool answered = run(unbounded.get(), row, decision, make_watcher());
  TIERLINE_ASSERT(answered);
  ++widths.unbounded;
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
  Unwatched nobody;
  state_->decide({batch, account, today}, decision, [&]() -> Unwatched& { return nobody; });
}

Decision Machine::decide(const batch::Batch& batch, size_t account, Day today, Trace& trace) {
  Decision decision;
  const Row row{batch, account, today};
  const Bytecode& program = state_->prepared.program;
  std::optional<Recorder> recorder;
  state_->decide(row, decision,
                 [&]() -> Recorder& { return recorder.emplace(program, row, trace); });
  if (!decision.fault) trace.because = decision::explain(program, *recorder);
  return decision;
}

const WidthCounts& Machine::widths() const { return state_->widths; }

}  // namespace tierline::scalar
