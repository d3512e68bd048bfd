// Until when what entries bring stays as it is: the motions of horizon.hpp for many of them at
// once.
#include <algorithm>

#include "base/wide_loops.hpp"
#include "runtime/scalar/entry_blocks.hpp"
#include "runtime/scalar/horizon_run.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

template <class One>
[[gnu::always_inline]] inline void EntryBlocks::each_until(const Instruction& at, size_t count,
                                                           One one) {
  Day* const dst = places_[at.dst].own_untils;
  for (size_t i = 0; i < count; ++i) dst[i] = one(i);
}

/// Until when the values of a moving step are as they are. None of them changes every day: what
/// could is only compared.
TIERLINE_WIDE_LOOPS void EntryBlocks::move(const Instruction& at, const Block& block) {
  if (is_comparison(at.op)) return move_compared(at, block);
  const Place a = places_[at.a];
  const Place b = places_[at.b];
  switch (at.op) {
    case Op::and_:
    case Op::or_: {
      const auto settle = [&](bool decisive) {
        each_until(at, block.count, [&](size_t i) {
          return Horizon::logic(a.untils[i], b.untils[i], a.values[i] != 0, b.values[i] != 0,
                                decisive)
              .until;
        });
      };
      return at.op == Op::or_ ? settle(true) : settle(false);
    }
    case Op::select_: {
      const Place& otherwise = places_[at.c];
      each_until(at, block.count, [&](size_t i) {
        return std::min(a.untils[i], a.values[i] != 0 ? b.untils[i] : otherwise.untils[i]);
      });
      return;
    }
    default: {  // as long as all operands stand still
      Day* const dst = places_[at.dst].own_untils;
      std::fill_n(dst, block.count, kForever);
      bytecode::for_each_operand(at, [&](uint32_t index) {
        const Day* const untils = places_[index].untils;
        for (size_t i = 0; i < block.count; ++i) dst[i] = std::min(dst[i], untils[i]);
      });
    }
  }
}

TIERLINE_WIDE_LOOPS void EntryBlocks::move_compared(const Instruction& at, const Block& block) {
  const Place a = places_[at.a];
  const Place b = places_[at.b];
  const Day today = block.horizon->today();
  if (a.slope == b.slope) {
    each_until(at, block.count, [&](size_t i) { return std::min(a.untils[i], b.untils[i]); });
    return;
  }
  const auto compare = [&](Op op) {
    each_until(at, block.count, [&](size_t i) {
      return Horizon::compared<int64_t>({a.untils[i], a.slope}, {b.untils[i], b.slope}, a.values[i],
                                        b.values[i], op, today)
          .until;
    });
  };
  switch (at.op) {
    case Op::less_:
      return compare(Op::less_);
    case Op::less_equal_:
      return compare(Op::less_equal_);
    default:
      return compare(at.op);
  }
}

/// An entry ends the answer when it comes or goes, or when its value changes and it counts.
///   before  the reduction in front of the block
void EntryBlocks::move_reduction(const Instruction& at, const Block& block, int64_t before) {
  Horizon::Motion& motion = *block.horizon->place(at.dst);
  const Place condition = places_[condition_of(at)];
  if (at.op == Op::reduce_any_) {
    bool any = before != 0;
    for (size_t i = 0; i < block.count; ++i) {
      const bool here = condition.values[i] != 0;
      any |= here;
      Horizon::meet_any(motion, condition.untils[i], here, any);
    }
    return;
  }
  Day until = motion.until;
  for (size_t i = 0; i < block.count; ++i) until = std::min(until, condition.untils[i]);
  if (has_value(at) && is_moving(at.a)) {
    const Day* const untils = places_[at.a].untils;
    for (size_t i = 0; i < block.count; ++i) {
      until = std::min(until, condition.values[i] != 0 ? untils[i] : kForever);
    }
  }
  motion.until = until;
}

}  // namespace tierline::scalar
