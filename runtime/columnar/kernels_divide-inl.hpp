// Kernels that divide by a constant and round, without a hardware divide.
// The quotient is estimated in binary floating point and then repaired by the exact remainder, so
// no rounding of the estimate can be seen. With |p| < 2^62 and |p / k| < 2^49 what comes before the
// estimate is rounded is less than a quarter off (three roundings to 53 bits, one after a
// subtraction), so the estimate is at most one unit away, and the remainder says where. This is the
// only file of the machines that may name such numbers.
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
        tie(hn::Set(kD64, k % 2 == 0 ? int64_t{1} : int64_t{0})),
        inverse(hn::Set(kDF, 1.0 / static_cast<double>(k))) {}
  V64 value;
  V64 half;
  V64 tie;  // 1: a remainder can be exactly half
  VF inverse;
};

HWY_INLINE V64 estimate(V64 p, const Divisor& by) {
  const VF nearest = hn::MulAdd(hn::ConvertTo(kDF, p), by.inverse, hn::Set(kDF, kMagic));
  return hn::Sub(hn::BitCast(kD64, nearest), hn::Set(kD64, kMagicBits));
}

HWY_INLINE V64 one_where(hn::Mask<D64> mask) {
  return hn::IfThenElseZero(mask, hn::Set(kD64, int64_t{1}));
}

/// Up to this divisor a remainder and the half that it is compared with fit 32 bits, and so the low
/// 32 bits of a product are enough: it takes a third of the time.
constexpr int64_t kLargestNarrow = int64_t{1} << 30;

/// The remainder that `q` leaves, one more if `q` is odd and can be on a tie; a narrow one stands
/// in the upper 32 bits.
template <bool kNarrow>
HWY_INLINE V64 remainder_of(V64 p, V64 q, V64 one_if_odd, const Divisor& by) {
  const auto left_by = [&](V64 product) { return hn::Add(hn::Sub(p, product), one_if_odd); };
  if constexpr (!kNarrow) return left_by(hn::Mul(q, by.value));
#if HWY_TARGET == HWY_SCALAR
  return hn::ShiftLeft<32>(left_by(hn::Mul(q, by.value)));
#else
  const hn::Repartition<uint32_t, D64> halves;
  const auto low = hn::MulEven(hn::BitCast(halves, q), hn::BitCast(halves, by.value));
  return hn::ShiftLeft<32>(left_by(hn::BitCast(kD64, low)));
#endif
}

/// Half even. What is estimated is half a unit less than the quotient, so that it is the answer or
/// one unit below it: below it where the remainder is beyond half, or is half and the unit is odd.
template <bool kNarrow>
HWY_INLINE V64 half_even(V64 p, const Divisor& by) {
  const VF lower = hn::MulAdd(hn::ConvertTo(kDF, p), by.inverse, hn::Set(kDF, -0.5));
#if HWY_TARGET <= HWY_AVX3
  const V64 q{_mm512_cvtpd_epi64(lower.raw)};
#else
  const V64 q =
      hn::Sub(hn::BitCast(kD64, hn::Add(lower, hn::Set(kDF, kMagic))), hn::Set(kD64, kMagicBits));
#endif
  const V64 r = remainder_of<kNarrow>(p, q, hn::And(q, by.tie), by);
  return one_more_where(hn::Gt(r, kNarrow ? hn::ShiftLeft<32>(by.half) : by.half), q);
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

enum class Times { Column, GuardedColumn, Number, Nothing, Sum2, Sum3, Sum4, Choice };

constexpr size_t terms_of(Times times) {
  return times == Times::Sum2 ? 2 : times == Times::Sum3 ? 3 : times == Times::Sum4 ? 4 : 0;
}

/// What is divided, a vector after the other; a guarded column is looked at on the way.
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
    if constexpr (kTimes == Times::GuardedColumn) seen_ = seen_with(seen_, a);
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

/// A sum of columns, each times a number, and a number.
template <size_t kTerms>
class Sum {
 public:
  HWY_INLINE Sum(const Step& step, void* const* at) {
    const auto& terms = *static_cast<const Terms*>(step.data);
    constant_ = hn::Set(kD64, terms.constant);
    for (size_t i = 0; i < kTerms; ++i) {
      columns_[i] = in<int64_t>(at, terms.slots[i]);
      factors_[i] = hn::Set(kD64, terms.factors[i]);
    }
  }

  HWY_INLINE V64 at(size_t i) const {
    V64 sum = constant_;
    for (size_t k = 0; k < kTerms; ++k) {
      sum = hn::Add(sum, hn::Mul(hn::LoadU(kD64, columns_[k] + i), factors_[k]));
    }
    return sum;
  }

 private:
  V64 constant_;
  const int64_t* columns_[kTerms];
  V64 factors_[kTerms];
};

/// p / 2, half even: what is cut off is a half or nothing.
HWY_INLINE V64 halved(V64 p) {
  const V64 one = hn::Set(kD64, int64_t{1});
  return hn::ShiftRight<1>(hn::Add(p, hn::And(hn::ShiftRight<1>(p), one)));
}

template <Times kTimes, class Divided>
HWY_INLINE void divide_product(const Step& step, void* const* at, size_t rows,
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

template <size_t kTerms, class Divided>
HWY_INLINE void divide_sum(const Step& step, void* const* at, size_t rows,
                           const Divided& divided_of) {
  const Sum<kTerms> sum(step, at);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) hn::StoreU(divided_of(sum.at(i)), kD64, dst + i);
}

/// A chosen number times a column.
template <class Divided>
HWY_INLINE void divide_chosen(const Step& step, void* const* at, size_t rows,
                              const Divided& divided_of) {
  Chosen chosen(step, at);
  const Table table = numbers_of_choices(step);
  const auto* b = in<int64_t>(at, step.b);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t row = 0; row < rows; row += kBlock) {
    chosen.go_to(row);
    for (size_t i = row; i < row + kBlock; i += kLanes) {
      const V64 product = hn::Mul(table.at(chosen.places() + (i - row)), hn::LoadU(kD64, b + i));
      hn::StoreU(divided_of(product), kD64, dst + i);
    }
  }
}

template <Times kTimes, class Divided>
HWY_INLINE void divide_rows(const Step& step, void* const* at, size_t rows,
                            const Divided& divided_of) {
  if constexpr (terms_of(kTimes) != 0) {
    divide_sum<terms_of(kTimes)>(step, at, rows, divided_of);
  } else if constexpr (kTimes == Times::Choice) {
    divide_chosen(step, at, rows, divided_of);
  } else {
    divide_product<kTimes>(step, at, rows, divided_of);
  }
}

template <Rounding kMode, Times kTimes>
void divide(const Step& step, void* const* at, size_t rows) {
  const Divisor by(step.k);
  if (kMode == Rounding::HalfEven && step.k == 2) {
    divide_rows<kTimes>(step, at, rows, [](V64 p) HWY_ATTR { return halved(p); });
  } else if (kMode == Rounding::HalfEven && step.k <= kLargestNarrow) {
    divide_rows<kTimes>(step, at, rows, [&](V64 p) HWY_ATTR { return half_even<true>(p, by); });
  } else if (kMode == Rounding::HalfEven) {
    divide_rows<kTimes>(step, at, rows, [&](V64 p) HWY_ATTR { return half_even<false>(p, by); });
  } else {
    divide_rows<kTimes>(step, at, rows, [&](V64 p) HWY_ATTR { return divided<kMode>(p, by); });
  }
}

/// The sum as it is.
template <size_t kTerms>
void add_terms(const Step& step, void* const* at, size_t rows) {
  divide_sum<kTerms>(step, at, rows, [](V64 sum) HWY_ATTR { return sum; });
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
