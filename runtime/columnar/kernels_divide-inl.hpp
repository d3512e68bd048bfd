// Kernels that divide by a constant and round, without a hardware divide.
// The quotient is estimated in binary floating point and then repaired by the exact remainder, so
// no rounding of the estimate can be seen: with |p| < 2^62 and |p / k| < 2^50 the estimate is at
// most one unit away from the floor of the quotient or from its next unit, and the remainder says
// which it is. This is the only file of the machines that may name such numbers.
// Included by kernels.cpp only, once for each instruction set.
// Tested by: tests/unit/runtime_columnar/kernels_test.cpp (against runtime/decimal)
#if defined(TIERLINE_KERNELS_DIVIDE) == defined(HWY_TARGET_TOGGLE)
#ifdef TIERLINE_KERNELS_DIVIDE
#undef TIERLINE_KERNELS_DIVIDE
#else
#define TIERLINE_KERNELS_DIVIDE
#endif

#include "runtime/columnar/kernels_numbers-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::columnar::HWY_NAMESPACE {

using decimal::Rounding;
using DF = hn::Rebind<double, D64>;
using VF = hn::Vec<DF>;
constexpr DF kDF;

/// 1.5 * 2^52: added to an estimate it leaves its nearest whole number in the low bits.
constexpr double kMagic = 6755399441055744.0;
constexpr int64_t kMagicBits = 0x4338000000000000;

/// A divisor, made ready.
struct Divisor {
  explicit HWY_INLINE Divisor(int64_t k)
      : value(hn::Set(kD64, k)),
        half(hn::Set(kD64, k / 2)),
        inverse(hn::Set(kDF, 1.0 / static_cast<double>(k))) {}
  V64 value;
  V64 half;
  VF inverse;
};

HWY_INLINE V64 estimate(V64 p, const Divisor& by) {
  const VF nearest = hn::MulAdd(hn::ConvertTo(kDF, p), by.inverse, hn::Set(kDF, kMagic));
  return hn::Sub(hn::BitCast(kD64, nearest), hn::Set(kD64, kMagicBits));
}

HWY_INLINE V64 one_where(hn::Mask<D64> mask) {
  return hn::IfThenElseZero(mask, hn::Set(kD64, int64_t{1}));
}

/// Half even, for an even divisor: the estimate moves a unit where the remainder is beyond half,
/// or is half and the unit is odd.
HWY_INLINE V64 half_even(V64 p, const Divisor& by) {
  const V64 q = estimate(p, by);
  const V64 r = hn::Sub(p, hn::Mul(q, by.value));
  const V64 limit = hn::Sub(by.half, hn::And(q, hn::Set(kD64, int64_t{1})));
  const V64 up = one_where(hn::Gt(r, limit));
  const V64 down = one_where(hn::Lt(r, hn::Neg(limit)));
  return hn::Sub(hn::Add(q, up), down);
}

/// Whether a quotient that was cut down to `q`, with remainder r > 0, goes up by one.
template <Rounding kMode>
HWY_INLINE hn::Mask<D64> goes_up(V64 p, V64 q, V64 r, const Divisor& by) {
  const V64 zero = hn::Zero(kD64);
  const V64 missing = hn::Sub(by.value, r);
  const auto inexact = hn::Gt(r, zero);
  const auto positive = hn::Gt(p, zero);
  if constexpr (kMode == Rounding::Floor) return hn::Gt(zero, r);
  if constexpr (kMode == Rounding::Ceiling) return inexact;
  if constexpr (kMode == Rounding::Up) return hn::And(inexact, positive);
  if constexpr (kMode == Rounding::Down) return hn::AndNot(positive, inexact);
  const auto above = hn::Gt(r, missing);
  const auto tie = hn::Eq(r, missing);
  if constexpr (kMode == Rounding::HalfUp) return hn::Or(above, hn::And(tie, positive));
  if constexpr (kMode == Rounding::HalfDown) return hn::Or(above, hn::AndNot(positive, tie));
  const V64 odd = hn::And(q, hn::Set(kD64, int64_t{1}));
  return hn::Or(above, hn::And(tie, hn::Gt(odd, zero)));
}

template <Rounding kMode>
HWY_INLINE V64 divided(V64 p, const Divisor& by) {
  V64 q = estimate(p, by);
  V64 r = hn::Sub(p, hn::Mul(q, by.value));
  const auto below = hn::Lt(r, hn::Zero(kD64));
  q = hn::Sub(q, one_where(below));
  r = hn::Add(r, hn::IfThenElseZero(below, by.value));
  const auto beyond = hn::Not(hn::Lt(r, by.value));
  q = hn::Add(q, one_where(beyond));
  r = hn::Sub(r, hn::IfThenElseZero(beyond, by.value));
  return hn::Add(q, one_where(goes_up<kMode>(p, q, r, by)));
}

enum class Times { Column, GuardedColumn, Number, Nothing };

/// What is divided, row by row; a guarded column is looked at on the way.
template <Times kTimes>
class Product {
 public:
  HWY_INLINE Product(const Step& step, void* const* at)
      : a_(in<int64_t>(at, step.a)), b_(nullptr), k_(hn::Set(kD64, step.k2)) {
    if constexpr (kTimes == Times::Column || kTimes == Times::GuardedColumn) {
      b_ = in<int64_t>(at, step.b);
    }
  }

  HWY_INLINE V64 at(size_t i) {
    const V64 a = hn::LoadU(kD64, a_ + i);
    if constexpr (kTimes == Times::GuardedColumn) {
      seen_ = hn::Or(seen_, hn::Xor(a, hn::BroadcastSignBit(a)));
    }
    if constexpr (kTimes == Times::Nothing) return a;
    if constexpr (kTimes == Times::Number) return hn::Mul(a, k_);
    return hn::Mul(a, hn::LoadU(kD64, b_ + i));
  }
  V64 seen() const { return seen_; }

 private:
  const int64_t* a_;
  const int64_t* b_;
  V64 k_;
  V64 seen_ = hn::Zero(kD64);
};

/// p / 2, half even: what is cut off is a half or nothing.
HWY_INLINE V64 halved(V64 p) {
  const V64 one = hn::Set(kD64, int64_t{1});
  return hn::ShiftRight<1>(hn::Add(p, hn::And(hn::ShiftRight<1>(p), one)));
}

template <Times kTimes, class Divided>
HWY_INLINE void divide_rows(const Step& step, void* const* at, size_t rows,
                            const Divided& divided_of) {
  Product<kTimes> product(step, at);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(divided_of(product.at(i)), kD64, dst + i);
  }
  if constexpr (kTimes == Times::GuardedColumn) {
    Step guard = step;
    guard.k = step.k2;
    guard.dst = step.c;
    mark_outside(product.seen(), guard, at, rows);
  }
}

template <Rounding kMode, Times kTimes>
void divide(const Step& step, void* const* at, size_t rows) {
  const Divisor by(step.k);
  if (kMode == Rounding::HalfEven && step.k == 2) {
    divide_rows<kTimes>(step, at, rows, [](V64 p) HWY_ATTR { return halved(p); });
  } else if (kMode == Rounding::HalfEven && step.k % 2 == 0) {
    divide_rows<kTimes>(step, at, rows, [&](V64 p) HWY_ATTR { return half_even(p, by); });
  } else {
    divide_rows<kTimes>(step, at, rows, [&](V64 p) HWY_ATTR { return divided<kMode>(p, by); });
  }
}

template <Times kTimes>
std::array<Kernel, kRoundings> divisions() {
  return {divide<Rounding::HalfEven, kTimes>, divide<Rounding::HalfUp, kTimes>,
          divide<Rounding::HalfDown, kTimes>, divide<Rounding::Up, kTimes>,
          divide<Rounding::Down, kTimes>,     divide<Rounding::Ceiling, kTimes>,
          divide<Rounding::Floor, kTimes>};
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
