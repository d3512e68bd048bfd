#include "runtime/scalar/slice.hpp"

#include <algorithm>

#include "runtime/bytecode/moving.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

namespace {

using bytecode::Bytecode;
using bytecode::for_each_operand;
using bytecode::Form;
using bytecode::kNone;
using bytecode::Op;
using bytecode::Phase;
using bytecode::Section;

/// Who needs a register.
enum class Need : uint8_t { Nobody, Late, Flags };

/// Cuts a program, section by section.
class Cutter {
 public:
  Cutter(const Bytecode& program, Slice& slice)
      : program_(program),
        slice_(slice),
        needs_(program.registers.size(), Need::Nobody),
        varies_(program.registers.size(), 0),
        factual_(bytecode::find_factual(program)),
        taken_(program.code.size(), Need::Nobody) {}

  void run() {
    find_varying();
    find_roots();
    for (size_t i = required_sections(); i-- > 0;) take_needed(program_.sections[i]);
    for (size_t i = 0; i < required_sections(); ++i) cut(program_.sections[i]);
  }

 private:
  size_t required_sections() const {
    size_t count = 0;
    while (count < program_.sections.size() && program_.sections[count].phase == Phase::Require) {
      ++count;
    }
    return count;
  }

  void find_varying() {
    for (const Instruction& at : program_.code) {
      if (is_demand(at)) continue;
      if (at.op == Op::today_ || at.op == Op::tier_before_ || reads(at, varies_)) {
        varies_[at.dst] = 1;
      }
    }
  }

  static bool reads(const Instruction& at, const std::vector<uint8_t>& marked) {
    bool found = false;
    for_each_operand(at, [&](uint32_t index) { found = found || marked[index] != 0; });
    return found;
  }

  static bool is_demand(const Instruction& at) {
    return bytecode::info(at.op).form == Form::Demand;
  }
  static bool is_reduction(const Instruction& at) {
    return bytecode::info(at.op).form == Form::Reduce;
  }
  bool of_entry(uint32_t index) const {
    return program_.registers[index].level != bytecode::kAccountLevel;
  }

  void need(uint32_t index, Need by) {
    if (index != kNone) needs_[index] = std::max(needs_[index], by);
  }

  void watch(uint32_t index) {
    if (index == kNone) return;
    need(index, Need::Flags);
    if (std::find(slice_.watched.begin(), slice_.watched.end(), index) == slice_.watched.end()) {
      slice_.watched.push_back(index);
    }
  }

  void find_roots() {
    for (const bytecode::Tier& tier : program_.tiers) {
      for (const bytecode::Requirement& requirement : tier.requirements) {
        slice_.flags.push_back(requirement.flag);
        watch(requirement.flag);
      }
    }
    const bytecode::Status& status = *program_.status;
    watch(status.exists);
    watch(status.assessing);
    for (const uint32_t index :
         {status.promote_on, status.promote_fault, status.holds_until, status.holds_fault}) {
      need(index, Need::Late);
    }
  }

  /// Backwards: whoever needs a register is met before the instruction that writes it. An entry's
  /// registers are no longer there in the next section.
  void take_needed(const Section& section) {
    for (uint32_t i = section.end; i-- > section.begin;) {
      const Instruction& at = program_.code[i];
      Need by = is_demand(at) ? Need::Flags : needs_[at.dst];
      if (by == Need::Nobody) continue;
      if (section.level != bytecode::kAccountLevel) by = Need::Flags;
      taken_[i] = by;
      for_each_operand(at, [&](uint32_t index) { need(index, by); });
      if (is_demand(at) && varies_[at.a] != 0) watch(at.a);
    }
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& at = program_.code[i];
      if (!is_demand(at) && of_entry(at.dst)) needs_[at.dst] = Need::Nobody;
    }
  }

  void cut(const Section& section) {
    SlicePart part;
    part.level = section.level;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& at = program_.code[i];
      if (taken_[i] == Need::Late) {
        (factual_[at.dst] == 0 ? slice_.late_of_today : slice_.late).push_back(at);
      }
      if (taken_[i] != Need::Flags) continue;
      if (at.op == Op::tier_before_) slice_.reads_tier_before = true;
      place(at, part);
    }
    if (part.fixed.empty() && part.fixed_folds.empty() && part.moving.empty() &&
        part.moving_folds.empty()) {
      return;
    }
    if (part.level != bytecode::kAccountLevel) {
      find_guard(part);
      find_kept(part);
      find_arrival(part);
    }
    slice_.parts.push_back(std::move(part));
  }

  void place(const Instruction& at, SlicePart& part) {
    const bool moves = varies_[is_demand(at) ? at.a : at.dst] != 0;
    if (moves && !is_demand(at) && factual_[at.dst] == 0) {
      slice_.of_today.push_back(at);
    } else if (is_reduction(at)) {
      (moves ? part.moving_folds : part.fixed_folds).push_back(at);
    } else {
      (moves ? part.moving : part.fixed).push_back(at);
    }
  }

  void find_kept(SlicePart& part) const {
    const auto keep = [&](uint32_t index) {
      if (!of_entry(index) || varies_[index] != 0) return;
      const bool text = program_.registers[index].kind == bytecode::ValueKind::Text;
      std::vector<uint32_t>& kept = text ? part.kept_texts : part.kept;
      if (std::find(kept.begin(), kept.end(), index) == kept.end()) kept.push_back(index);
    };
    for (const Instruction& at : part.moving) for_each_operand(at, keep);
    for (const Instruction& at : part.moving_folds) for_each_operand(at, keep);
  }

  // ---- the guard ----

  static const Instruction* writer(const SlicePart& part, uint32_t index) {
    for (const Instruction& at : part.moving) {
      if (at.dst == index) return &at;
    }
    return nullptr;
  }

  /// All moving conditions without which `index` is not true: itself, and those of an `and`.
  static void add_conditions(const SlicePart& part, uint32_t index, std::vector<uint32_t>& all) {
    const Instruction* at = writer(part, index);
    if (at == nullptr) return;
    all.push_back(index);
    if (at->op != Op::and_) return;
    add_conditions(part, at->a, all);
    add_conditions(part, at->b, all);
  }

  /// How many steps find a register, itself included; they are marked in `steps`.
  static size_t mark_steps(const SlicePart& part, uint32_t index, std::vector<uint8_t>& steps) {
    std::vector<uint32_t> wanted = {index};
    size_t count = 0;
    for (size_t i = part.moving.size(); i-- > 0;) {
      const Instruction& at = part.moving[i];
      if (std::find(wanted.begin(), wanted.end(), at.dst) == wanted.end()) continue;
      steps[i] = 1;
      ++count;
      for_each_operand(at, [&](uint32_t operand) { wanted.push_back(operand); });
    }
    return count;
  }

  /// The cheapest condition that all moving folds share, found first.
  static void find_guard(SlicePart& part) {
    std::vector<uint32_t> shared;
    for (size_t i = 0; i < part.moving_folds.size(); ++i) {
      std::vector<uint32_t> own;
      add_conditions(part, condition_of(part.moving_folds[i]), own);
      if (i == 0) shared = own;
      std::erase_if(shared, [&](uint32_t index) {
        return std::find(own.begin(), own.end(), index) == own.end();
      });
    }
    std::vector<uint8_t> best;
    for (const uint32_t index : shared) {
      std::vector<uint8_t> steps(part.moving.size(), 0);
      const size_t count = mark_steps(part, index, steps);
      if (count == part.moving.size() || (part.guard_end != 0 && count >= part.guard_end)) continue;
      part.guard = index;
      part.guard_end = count;
      best = std::move(steps);
    }
    if (part.guard != kNone) put_first(part, best);
  }

  static void put_first(SlicePart& part, const std::vector<uint8_t>& steps) {
    std::vector<Instruction> ordered;
    for (const uint8_t first : {uint8_t{1}, uint8_t{0}}) {
      for (size_t i = 0; i < part.moving.size(); ++i) {
        if (steps[i] == first) ordered.push_back(part.moving[i]);
      }
    }
    part.moving = std::move(ordered);
  }

  // ---- the day of an entry ----

  void find_arrival(SlicePart& part) const {
    if (part.guard_end != 1) return;
    const Instruction first = part.moving.front();
    if (first.op != Op::less_equal_ || varies_[first.a] != 0 ||
        !bytecode::is_today(program_, first.b))
      return;
    const auto day = std::find(part.kept.begin(), part.kept.end(), first.a);
    if (day == part.kept.end()) return;  // a fact of the account
    part.arrives_on = static_cast<size_t>(day - part.kept.begin());
    part.guard_end = 0;
    part.moving.erase(part.moving.begin());
    for (size_t i = 0; i < part.moving.size();) {
      const Instruction at = part.moving[i];
      const bool with_guard = at.op == Op::and_ && (at.a == part.guard || at.b == part.guard);
      if (with_guard) {
        part.moving.erase(part.moving.begin() + static_cast<std::ptrdiff_t>(i));
        read_instead(part, at.dst, at.a == part.guard ? at.b : at.a);
      } else {
        ++i;
      }
    }
  }

  static void read_instead(SlicePart& part, uint32_t before, uint32_t now) {
    for (std::vector<Instruction>* code : {&part.moving, &part.moving_folds}) {
      for (Instruction& at : *code) {
        const bytecode::OpInfo& op = bytecode::info(at.op);
        uint32_t* const operands[] = {&at.a, &at.b, &at.c};
        for (size_t i = 0; i < 3; ++i) {
          if (bytecode::is_register(op.operands[i]) && *operands[i] == before) *operands[i] = now;
        }
      }
    }
  }

  const Bytecode& program_;
  Slice& slice_;
  std::vector<Need> needs_;       // by register
  std::vector<uint8_t> varies_;   // by register: today or the tier of the day before is part of it
  std::vector<uint8_t> factual_;  // by register: a fact of the account is part of it
  std::vector<Need> taken_;       // by instruction
};

}  // namespace

Slice::Slice(const bytecode::Bytecode& program) { Cutter(program, *this).run(); }

}  // namespace tierline::scalar
