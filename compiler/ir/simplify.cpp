// Each rule looks at one step and its operands, which have been simplified before.
#include "compiler/ir/passes.hpp"

namespace tierline::ir {

namespace {

class Rules {
 public:
  Rules(Builder& build, const Step& step)
      : build_(build), step_(step), a_(step.args[0]), b_(step.args[1]), c_(step.args[2]) {}

  StepId apply() {
    switch (step_.op) {
      case Op::add_:
        return is(a_, 0) ? b_ : is(b_, 0) ? a_ : StepId{};
      case Op::sub_:
        return is(b_, 0) ? a_ : a_ == b_ ? constant(0) : StepId{};
      case Op::mul_:
        return multiply();
      case Op::negate_:
        return build_[a_].op == Op::negate_ ? build_[a_].args[0] : StepId{};
      case Op::divide_:
        return is(b_, 1) && same_type(a_) ? a_ : shorten_fraction();
      case Op::maximum_:
      case Op::minimum_:
        return a_ == b_ ? a_ : StepId{};
      case Op::equal_:
      case Op::less_equal_:
      case Op::text_equal_:
        return a_ == b_ ? constant(1) : StepId{};
      case Op::not_equal_:
      case Op::less_:
        return a_ == b_ ? constant(0) : StepId{};
      case Op::and_:
        return conjunction();
      case Op::or_:
        return disjunction();
      case Op::not_:
        return build_[a_].op == Op::not_ ? build_[a_].args[0] : StepId{};
      case Op::select_:
      case Op::text_select_:
        return select();
      case Op::reduce_sum_:
      case Op::reduce_min_:
      case Op::reduce_max_:
        return is(b_, 0) || is(a_, 0) ? constant(0) : StepId{};
      case Op::reduce_count_:
      case Op::reduce_any_:
        return is(a_, 0) ? constant(0) : StepId{};
      default:
        return {};
    }
  }

 private:
  bool is(StepId id, int64_t number) const { return build_.is_constant(id, number); }
  bool same_type(StepId id) const { return build_[id].type == step_.type; }
  StepId constant(int number) { return build_.constant(step_.type, number); }

  StepId multiply() {
    if (is(a_, 0) || is(b_, 0)) return constant(0);
    // 1 at scale 0 only: 1.00 lends its digits to the result.
    if (is(a_, 1) && same_type(b_)) return b_;
    if (is(b_, 1) && same_type(a_)) return a_;
    return join_factors();
  }

  /// (x * k) * m becomes x * (k * m).
  StepId join_factors() {
    const StepId inner = build_.is_constant(a_) ? b_ : a_;
    const StepId factor = build_.is_constant(a_) ? a_ : b_;
    if (!build_.is_constant(factor) || build_[inner].op != Op::mul_) return {};
    const StepId x = build_[inner].args[0];
    const StepId k = build_[inner].args[1];
    if (!build_.is_constant(k)) return {};
    const int scale = build_[k].type.scale + build_[factor].type.scale;
    Step joined = step_;
    joined.args[0] = x;
    joined.args[1] = build_.number(build_.value(k) * build_.value(factor), scale);
    return build_.append(joined);
  }

  /// (x * k) / d becomes (x * (k / g)) / (d / g), for the greatest common divisor of constants.
  StepId shorten_fraction() {
    const Step& product = build_[a_];
    if (product.op != Op::mul_ || !build_.is_constant(b_)) return {};
    const StepId x = product.args[0];
    const StepId k = product.args[1];
    if (!build_.is_constant(k) || build_.value(k) <= 0 || build_.value(b_) <= 0) return {};
    const BigInt factor = build_.value(k);
    const BigInt divisor = build_.value(b_);
    const BigInt common = gcd(factor, divisor);
    if (common == 1) return {};
    Step shorter = step_;
    shorter.args[0] = factor == common ? x : times(x, factor / common);
    shorter.args[1] = build_.number(divisor / common, 0);
    if (is(shorter.args[1], 1) && same_type(shorter.args[0])) return shorter.args[0];
    return build_.append(shorter);
  }

  StepId times(StepId x, const BigInt& factor) {
    Step product;
    product.op = Op::mul_;
    product.type = build_[x].type;
    product.args[0] = x;
    product.args[1] = build_.number(factor, 0);
    product.span = step_.span;
    return build_.append(product);
  }

  StepId conjunction() {
    if (is(a_, 0) || is(b_, 0)) return constant(0);
    if (is(a_, 1)) return b_;
    return is(b_, 1) || a_ == b_ ? a_ : StepId{};
  }

  StepId disjunction() {
    if (is(a_, 1) || is(b_, 1)) return constant(1);
    if (is(a_, 0)) return b_;
    return is(b_, 0) || a_ == b_ ? a_ : StepId{};
  }

  StepId select() {
    if (b_ == c_) return b_;
    if (build_.is_constant(a_)) return is(a_, 0) ? c_ : b_;
    if (step_.type.kind == Storage::Bool && is(b_, 1) && is(c_, 0)) return a_;
    if (build_[a_].op != Op::not_) return {};
    Step turned = step_;
    turned.args[0] = build_[a_].args[0];
    std::swap(turned.args[1], turned.args[2]);
    return build_.append(turned);
  }

  Builder& build_;
  const Step step_;
  const StepId a_;
  const StepId b_;
  const StepId c_;
};

}  // namespace

StepId simplified(Builder& build, const Step& step) { return Rules(build, step).apply(); }

}  // namespace tierline::ir
