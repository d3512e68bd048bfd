// Products. Everything here is linear in the variables once one factor is bounded by a constant.
#include "compiler/prover/conditions/numbers.hpp"

namespace tierline::prover {

Term Numbers::multiply(Term a, Term b) {
  if (terms_.is_constant(b)) std::swap(a, b);
  if (terms_.is_constant(a)) return terms_.scale(b, BigInt(terms_.value(a)));
  if (terms_[a].leaves == 0) std::swap(a, b);
  if (terms_[a].leaves != 0) {
    return terms_.map_leaves(a, [&](const BigInt& leaf) { return terms_.scale(b, leaf); });
  }
  for (int side = 0; side < 2; ++side, std::swap(a, b)) {
    if (terms_[a].kind != smt::Kind::Choose) continue;
    const std::vector<Term> kids = terms_[a].kids;
    if (!terms_.is_constant(kids[1]) && !terms_.is_constant(kids[2])) continue;
    const Term yes = multiply(kids[1], b);
    return terms_.choose(kids[0], yes, multiply(kids[2], b));
  }
  if (is_affine(a)) return spread(a, b);
  if (is_affine(b)) return spread(b, a);
  return product_of_atoms(a, b);
}

/// c + k * x. Sums of more stay whole: of x - y, when it rises, more is known than of its parts.
bool Numbers::is_affine(Term term) const {
  return terms_[term].kind == smt::Kind::Sum && terms_[term].kids.size() == 1;
}

Term Numbers::spread(Term sum, Term other) {
  const smt::Node node = terms_[sum];
  const Term constant = terms_.scale(other, node.number);
  return terms_.add(constant, terms_.scale(multiply(node.kids[0], other), node.factors[0]));
}

Term Numbers::product_of_atoms(Term a, Term b) {
  if (products_ == Products::Exact) return terms_.multiply(a, b);
  if (b < a) std::swap(a, b);
  const Key key = key_of(Meaning::Product, {a.value, b.value});
  if (const auto known = definitions_.find(key)) return *known;
  Range range = smt::multiplied(terms_.range(a), terms_.range(b));
  if (a == b && (!range.low || *range.low < 0)) range.low = 0;
  const Term product = definitions_.integer(key, "product", range, local(a, b));
  if (terms_.is_constant(product)) return product;
  factors_[product] = {a, b};
  bound_product(product, a, b);
  definitions_.approximate(product, kProductOfUnknowns);
  definitions_.join_group(key_of(Meaning::Product, {}), product,
                          [this](Term p, Term q) { return relate_products(p, q); });
  return product;
}

void Numbers::bound_product(Term product, Term a, Term b) {
  const auto fact = [&](Term when, Term then) {
    definitions_.fact(product, terms_.implies(when, then));
  };
  const Term one = terms_.number(1);
  fact(terms_.both(not_negative(a), not_negative(b)), not_negative(product));
  fact(terms_.both(not_positive(a), not_positive(b)), not_negative(product));
  fact(terms_.both(not_negative(a), not_positive(b)), not_positive(product));
  fact(terms_.both(not_positive(a), not_negative(b)), not_positive(product));
  fact(terms_.equal(a, one), terms_.equal(product, b));
  fact(terms_.equal(b, one), terms_.equal(product, a));
  fact(terms_.both(not_negative(a), terms_.at_most(one, b)), terms_.at_most(a, product));
  fact(terms_.both(not_negative(b), terms_.at_most(one, a)), terms_.at_most(b, product));
  bound_by_factor(product, a, b);
  bound_by_factor(product, b, a);
  bound_by_corners(product, a, b);
}

/// With low <= b <= high the product lies between low * a and high * a.
void Numbers::bound_by_factor(Term product, Term a, Term b) {
  const Range range = terms_.range(b);
  const auto bound = [&](const BigInt& side, bool is_low) {
    const Term at = terms_.scale(a, side);
    const Term above = terms_.at_most(at, product);
    const Term under = terms_.at_most(product, at);
    definitions_.fact(product, terms_.implies(not_negative(a), is_low ? above : under));
    definitions_.fact(product, terms_.implies(not_positive(a), is_low ? under : above));
  };
  if (range.low) bound(*range.low, true);
  if (range.high) bound(*range.high, false);
}

/// (a - al) * (b - bl) >= 0 and its three sisters.
void Numbers::bound_by_corners(Term product, Term a, Term b) {
  const Range of_a = terms_.range(a);
  const Range of_b = terms_.range(b);
  const auto corner = [&](const std::optional<BigInt>& x, const std::optional<BigInt>& y,
                          bool alike) {
    if (!x || !y) return;
    // x*b + y*a - x*y
    Term plane = terms_.add(terms_.scale(b, *x), terms_.scale(a, *y));
    plane = terms_.add(plane, terms_.number(-(*x * *y)));
    definitions_.fact(product, alike ? terms_.at_most(plane, product)
                                     : terms_.at_most(product, plane));
  };
  corner(of_a.low, of_b.low, true);
  corner(of_a.high, of_b.high, true);
  corner(of_a.low, of_b.high, false);
  corner(of_a.high, of_b.low, false);
}

std::vector<Term> Numbers::relate_products(Term p, Term q) {
  std::vector<Term> lemmas;
  const Product one = factors_.at(p);
  const Product two = factors_.at(q);
  const Term firsts[] = {one.a, one.b};
  const Term seconds[] = {two.a, two.b};
  for (size_t i = 0; i < 2; ++i) {
    for (size_t k = 0; k < 2; ++k) {
      if (firsts[i] == seconds[k]) {
        relate_by_factor(firsts[i], p, firsts[1 - i], q, seconds[1 - k], lemmas);
      }
    }
  }
  if (!lemmas.empty()) return lemmas;
  for (size_t k = 0; k < 2; ++k) {
    const auto rises = [&](Term small_a, Term small_b, Term a, Term b, Term less, Term more) {
      lemmas.push_back(terms_.implies(
          terms_.all({not_negative(small_a), not_negative(small_b), terms_.at_most(small_a, a),
                      terms_.at_most(small_b, b)}),
          terms_.at_most(less, more)));
    };
    rises(one.a, one.b, seconds[k], seconds[1 - k], p, q);
    rises(seconds[k], seconds[1 - k], one.a, one.b, q, p);
  }
  return lemmas;
}

/// p = factor * x, q = factor * y.
void Numbers::relate_by_factor(Term factor, Term p, Term x, Term q, Term y,
                               std::vector<Term>& lemmas) {
  const Range range = terms_.range(factor);
  const auto rises = [&](Term less, Term small, Term more, Term large) {
    const Term ordered = terms_.at_most(small, large);
    const Term step = terms_.subtract(large, small);
    const Term gain = terms_.subtract(more, less);
    lemmas.push_back(terms_.implies(terms_.both(ordered, not_negative(factor)),
                                    terms_.at_most(less, more)));
    lemmas.push_back(terms_.implies(terms_.both(ordered, not_positive(factor)),
                                    terms_.at_most(more, less)));
    if (range.low) {
      lemmas.push_back(
          terms_.implies(ordered, terms_.at_most(terms_.scale(step, *range.low), gain)));
    }
    if (range.high) {
      lemmas.push_back(
          terms_.implies(ordered, terms_.at_most(gain, terms_.scale(step, *range.high))));
    }
  };
  rises(p, x, q, y);
  rises(q, y, p, x);
}

}  // namespace tierline::prover
