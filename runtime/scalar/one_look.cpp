#include "runtime/scalar/one_look.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::Phase;
using bytecode::Section;

enum class Window : uint8_t { None, Around, Before };

/// What a condition of an entry asks: for a day that has come, a period, and what never changes.
struct Asked {
  std::optional<uint32_t> day;  // V: the register of the day
  Window window = Window::None;
  std::vector<uint32_t> fixed;  // F, rising
  uint32_t level = 0;           // whose entries
};

class OneLook {
 public:
  explicit OneLook(const Bytecode& program)
      : program_(program),
        moving_(bytecode::find_moving(program)),
        writers_(program.registers.size(), nullptr),
        always_(program.registers.size(), 0) {
    for (const Section& section : program.sections) {
      if (section.phase > Phase::Decide) break;
      for (uint32_t i = section.begin; i < section.end; ++i) {
        const Instruction& at = program.code[i];
        if (at.op != Op::demand_ && writers_[at.dst] == nullptr) writers_[at.dst] = &at;
      }
    }
  }

  bool is_enough() {
    find_always();
    for (const Section& section : program_.sections) {
      if (section.phase > Phase::Decide) break;
      if (section.level != bytecode::kAccountLevel) continue;
      for (uint32_t i = section.begin; i < section.end; ++i) {
        if (!is_steady(program_.code[i])) return false;
      }
    }
    return entries_are_steady();
  }

 private:
  bool moves(uint32_t index) const { return moving_[index] != 0; }
  const Instruction* writer(uint32_t index) const { return writers_[index]; }
  bool is_today(uint32_t index) const { return bytecode::is_today(program_, index); }

  // ---- accounts ----

  /// Whether a step of an account is steady if its operands are.
  bool is_steady(const Instruction& at) const {
    if (at.op == Op::demand_ || !moves(at.dst)) return true;
    switch (at.op) {
      case Op::and_:
      case Op::or_:
        return !moves(at.a) || !moves(at.b);
      // Nothing that changes every day may come in but today itself, which is only compared, or
      // asked for its period.
      case Op::today_:
      case Op::equal_:
      case Op::not_equal_:
      case Op::less_:
      case Op::less_equal_:
      case Op::period_first_:
      case Op::period_last_:
      case Op::year_number_:
      case Op::interval_:
        return true;
      default:
        return !reads_today(at);
    }
  }

  bool reads_today(const Instruction& at) const {
    bool found = false;
    bytecode::for_each_operand(at, [&](uint32_t index) { found = found || is_today(index); });
    return found;
  }

  /// The registers of which every answer's last day knows: it is never told beyond theirs.
  void find_always() {
    for (const bytecode::Output& output : program_.outputs) always_[output.value] = 1;
    for (const bytecode::Tier& tier : program_.tiers) {
      for (const bytecode::Requirement& need : tier.requirements) always_[need.flag] = 1;
    }
    for (size_t i = program_.code.size(); i-- > 0;) {
      const Instruction& at = program_.code[i];
      if (at.op == Op::demand_ || always_[at.dst] == 0) continue;
      if (at.op == Op::and_ || at.op == Op::or_) continue;
      if (at.op == Op::select_ || at.op == Op::text_select_) {
        always_[at.a] = 1;
        continue;
      }
      if (bytecode::info(at.op).form == bytecode::Form::Reduce) continue;
      bytecode::for_each_operand(at, [&](uint32_t index) { always_[index] = 1; });
    }
  }

  // ---- entries ----

  bool entries_are_steady() const {
    std::vector<Asked> leaning;  // on those that are firm
    std::vector<Asked> firm;
    for (const Reduction& reduction : reductions_of(program_)) {
      if (has_value(reduction.code) && moves(reduction.code.a)) return false;
      if (!moves(condition_of(reduction.code))) continue;
      auto asked = asked_by(condition_of(reduction.code));
      if (!asked || !asked->day) return false;
      asked->level = program_.sections[reduction.section].level;
      if (asked->window == Window::Before) {
        leaning.push_back(*asked);
      } else if (always_[reduction.code.dst] != 0 && reduction.code.op != Op::reduce_any_) {
        firm.push_back(*asked);
      }
    }
    return std::all_of(leaning.begin(), leaning.end(), [&](const Asked& one) {
      return std::any_of(firm.begin(), firm.end(),
                         [&](const Asked& other) { return may_lean(one, other); });
    });
  }

  static bool may_lean(const Asked& one, const Asked& on) {
    return one.level == on.level && one.day == on.day &&
           (on.fixed.empty() || on.fixed == one.fixed);
  }

  /// Nothing: it asks for something else too.
  std::optional<Asked> asked_by(uint32_t condition) const {
    Asked asked;
    if (!add(condition, asked)) return std::nullopt;
    std::sort(asked.fixed.begin(), asked.fixed.end());
    return asked;
  }

  bool add(uint32_t index, Asked& asked) const {
    if (!moves(index)) {
      asked.fixed.push_back(index);
      return true;
    }
    const Instruction* at = writer(index);
    if (is_arrival(index)) {
      if (asked.day && *asked.day != at->a) return false;
      asked.day = at->a;
      return true;
    }
    if (at == nullptr || at->op != Op::and_) return false;
    if (const auto window = window_of(*at, asked)) {
      if (asked.window != Window::None) return false;
      asked.window = *window;
      return true;
    }
    // The day first: a period is that of the same day.
    const bool day_first = is_arrival(at->a);
    return add(day_first ? at->a : at->b, asked) && add(day_first ? at->b : at->a, asked);
  }

  bool is_arrival(uint32_t index) const {
    const Instruction* at = writer(index);
    return at != nullptr && at->op == Op::less_equal_ && !moves(at->a) && is_today(at->b);
  }

  /// Whether a step asks if the day lies in the period around today, or the one before.
  std::optional<Window> window_of(const Instruction& both, const Asked& asked) const {
    const Instruction* low = writer(both.a);
    const Instruction* high = writer(both.b);
    if (low == nullptr || high == nullptr || !asked.day) return std::nullopt;
    if (low->op != Op::less_equal_ || high->op != Op::less_equal_) return std::nullopt;
    if (low->b != *asked.day || high->a != *asked.day) return std::nullopt;
    const Instruction* first = writer(low->a);
    const Instruction* last = writer(high->b);
    if (first == nullptr || last == nullptr) return std::nullopt;
    if (first->op != Op::period_first_ || last->op != Op::period_last_) return std::nullopt;
    if (!is_today(first->a) || !is_today(last->a)) return std::nullopt;
    if (first->mode != last->mode || first->b != last->b) return std::nullopt;
    const bool before = (first->mode & bytecode::kPeriodBefore) != 0;
    return before ? Window::Before : Window::Around;
  }

  const Bytecode& program_;
  const std::vector<uint8_t> moving_;
  std::vector<const Instruction*> writers_;  // by register: the step that writes it
  std::vector<uint8_t> always_;              // by register
};

}  // namespace

bool one_look_is_enough(const Bytecode& program) { return OneLook(program).is_enough(); }

}  // namespace tierline::scalar
