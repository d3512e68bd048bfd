// Rounded quotients: the nearest whole number, with the rest between bounds that the mode names.
#include "compiler/prover/conditions/numbers.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::prover {

namespace {

// Divisors that are choices between so many constants are divided by one by one.
constexpr uint32_t kDivisorsMax = 32;

BigInt rounded(const BigInt& num, const BigInt& den, Rounding mode) {
  BigInt out;
  decimal::divide_rounded<BigInt>(num, den, mode, out);
  return out;
}

BigInt common_factor(const smt::Node& node) {
  BigInt common = abs(node.number);
  for (const BigInt& factor : node.factors) common = gcd(common, abs(factor));
  return common;
}

}  // namespace

Term Numbers::divide(Term num, Term den, Rounding mode) {
  if (terms_.is_constant(den)) return divide_by_constant(num, BigInt(terms_.value(den)), mode);
  if (terms_.is_constant(num) && terms_.value(num) == 0) return num;
  const smt::Node node = terms_[den];
  if (node.leaves != 0 && node.leaves <= kDivisorsMax) {
    return terms_.map_leaves(
        den, [&](const BigInt& leaf) { return divide_by_constant(num, leaf, mode); });
  }
  if (node.kind == smt::Kind::Choose &&
      (terms_.is_constant(node.kids[1]) || terms_.is_constant(node.kids[2]))) {
    const Term yes = divide(num, node.kids[1], mode);
    return terms_.choose(node.kids[0], yes, divide(num, node.kids[2], mode));
  }
  return quotient(num, den, mode);
}

Term Numbers::divide_by_constant(Term num, BigInt den, Rounding mode) {
  if (den == 0) return terms_.number(0);
  if (den < 0) {
    num = terms_.scale(num, -1);
    den = -den;
  }
  if (terms_[num].leaves != 0) {
    return terms_.map_leaves(
        num, [&](const BigInt& leaf) { return terms_.number(rounded(leaf, den, mode)); });
  }
  const smt::Node node = terms_[num];
  if (node.kind == smt::Kind::Sum) {
    const BigInt common = gcd(common_factor(node), den);
    if (common > 1) {
      Term shorter = terms_.number(node.number / common);
      for (size_t i = 0; i < node.kids.size(); ++i) {
        shorter = terms_.add(shorter, terms_.scale(node.kids[i], node.factors[i] / common));
      }
      return divide_by_constant(shorter, den / common, mode);
    }
  }
  return den == 1 ? num : quotient(num, terms_.number(den), mode);
}

Range Numbers::range_of_quotient(Term num, Term den, Rounding mode) const {
  const Range of_num = terms_.range(num);
  const Range of_den = terms_.range(den);
  Range range;
  if (terms_.is_constant(den)) {
    if (of_num.low) range.low = rounded(*of_num.low, terms_.value(den), mode);
    if (of_num.high) range.high = rounded(*of_num.high, terms_.value(den), mode);
    return range;
  }
  // By a divisor of at least 1 nothing grows; by 0 the result is 0.
  if (!of_den.low || *of_den.low < 0) return range;
  if (of_num.low) range.low = *of_num.low < 0 ? *of_num.low : BigInt(0);
  if (of_num.high) range.high = *of_num.high > 0 ? *of_num.high : BigInt(0);
  return range;
}

Term Numbers::quotient(Term num, Term den, Rounding mode) {
  const Key key = key_of(Meaning::Quotient, {static_cast<uint32_t>(mode), num.value, den.value});
  if (const auto known = definitions_.find(key)) return *known;
  const Term made =
      definitions_.integer(key, "rounded", range_of_quotient(num, den, mode), local(num, den));
  if (terms_.is_constant(made)) return made;
  fractions_[made] = {num, den};
  const Term zero = terms_.number(0);
  const Term rest = terms_.subtract(num, multiply(made, den));
  const Term positive = terms_.below(zero, den);
  definitions_.fact(made, terms_.implies(positive, within(num, den, made, rest, mode)));
  definitions_.fact(made, terms_.implies(terms_.equal(den, zero), terms_.equal(made, zero)));
  const Range of_den = terms_.range(den);
  if (!of_den.low || *of_den.low < 0) {
    definitions_.approximate(made, "a quotient whose divisor may be below zero");
  }
  definitions_.join_group(key_of(Meaning::Quotient, {static_cast<uint32_t>(mode), den.value}), made,
                          [this](Term p, Term q) { return relate_quotients(p, q); });
  return made;
}

/// Where num - quotient * den may lie, for a divisor above zero.
Term Numbers::within(Term num, Term den, Term quotient, Term rest, Rounding mode) {
  const Term zero = terms_.number(0);
  const Term twice = terms_.scale(rest, 2);
  const Term minus = terms_.scale(den, -1);
  const Term up = not_negative(num);
  const auto between = [&](Term low, Term value, Term high) {
    return terms_.both(terms_.at_most(low, value), terms_.at_most(value, high));
  };
  const auto one_less = [&](Term term) { return terms_.add(term, terms_.number(-1)); };
  const auto one_more = [&](Term term) { return terms_.add(term, terms_.number(1)); };
  const Term floor = between(zero, rest, one_less(den));
  const Term ceiling = between(one_more(minus), rest, zero);
  switch (mode) {
    case Rounding::HalfEven:
      return terms_.both(between(minus, twice, den), half(quotient, den, twice));
    case Rounding::HalfUp:
      return terms_.choose(up, between(minus, twice, one_less(den)),
                           between(one_more(minus), twice, den));
    case Rounding::HalfDown:
      return terms_.choose(up, between(one_more(minus), twice, den),
                           between(minus, twice, one_less(den)));
    case Rounding::Up:
      return terms_.choose(up, ceiling, floor);
    case Rounding::Down:
      return terms_.choose(up, floor, ceiling);
    case Rounding::Ceiling:
      return ceiling;
    case Rounding::Floor:
      return floor;
  }
  return terms_.truth(true);
}

/// A tie goes to the even number.
Term Numbers::half(Term quotient, Term den, Term twice) {
  const bool odd = terms_.is_constant(den) && terms_.value(den) % 2 != 0;
  if (odd) return terms_.truth(true);
  const Term tie = terms_.either(terms_.equal(twice, den),
                                 terms_.equal(twice, terms_.scale(den, -1)));
  const Key key = key_of(Meaning::Quotient, {quotient.value});
  const auto known = definitions_.find(key);
  const Term even =
      known ? *known : definitions_.integer(key, "half", {}, terms_[quotient].local);
  return terms_.implies(tie, terms_.equal(quotient, terms_.scale(even, 2)));
}

/// Rounding never falls as the numerator rises.
std::vector<Term> Numbers::relate_quotients(Term p, Term q) {
  const Quotient one = fractions_.at(p);
  const Quotient two = fractions_.at(q);
  const Term positive = terms_.below(terms_.number(0), one.den);
  const auto rises = [&](Term small, Term large, Term less, Term more) {
    return terms_.implies(terms_.both(positive, terms_.at_most(small, large)),
                          terms_.at_most(less, more));
  };
  return {rises(one.num, two.num, p, q), rises(two.num, one.num, q, p)};
}

}  // namespace tierline::prover
