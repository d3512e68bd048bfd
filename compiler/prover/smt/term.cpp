#include "compiler/prover/smt/term.hpp"

#include <algorithm>
#include <map>

#include "base/assert.hpp"

namespace tierline::smt {

namespace {

uint64_t hash_of(const BigInt& number) {
  const auto low = static_cast<uint64_t>(BigInt(abs(number) & UINT64_MAX));
  return number < 0 ? ~low : low;
}

uint64_t hash_of(const Node& node) {
  uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&](uint64_t part) {
    hash = (hash ^ part) * 0x100000001b3U;
    hash ^= hash >> 29;
  };
  mix(static_cast<uint64_t>(node.kind) << 1 | static_cast<uint64_t>(node.sort));
  mix(hash_of(node.number));
  for (const Term kid : node.kids) mix(kid.value);
  for (const BigInt& factor : node.factors) mix(hash_of(factor));
  return hash;
}

bool same_node(const Node& a, const Node& b) {
  return a.kind == b.kind && a.sort == b.sort && a.number == b.number && a.kids == b.kids &&
         a.factors == b.factors && a.kind != Kind::Variable;
}

/// Rounded down, for a divisor above zero.
BigInt floor_divide(const BigInt& a, const BigInt& b) {
  BigInt quotient = a / b;
  if (quotient * b > a) quotient -= 1;
  return quotient;
}

}  // namespace

/// A sum with its atoms in order.
struct Terms::Linear {
  BigInt constant;
  std::vector<Term> atoms;
  std::vector<BigInt> factors;
};

Terms::Terms() {
  Node truth;
  truth.kind = Kind::Constant;
  truth.sort = Sort::Bool;
  false_ = make(truth);
  truth.number = 1;
  true_ = make(truth);
}

Term Terms::make(Node node) {
  for (const Term kid : node.kids) node.local = node.local || (*this)[kid].local;
  std::vector<Term>& alike = found_[hash_of(node)];
  for (const Term other : alike) {
    if (same_node((*this)[other], node)) return other;
  }
  if (node.sort == Sort::Int && node.kind != Kind::Variable) node.range = range_of(node);
  const Term made{static_cast<uint32_t>(nodes_.size())};
  alike.push_back(made);
  nodes_.push_back(std::move(node));
  return made;
}

Range Terms::range_of(const Node& node) const {
  if (node.kind == Kind::Constant) return {node.number, node.number};
  if (node.kind == Kind::Choose) return joined(range(node.kids[1]), range(node.kids[2]));
  if (node.kind == Kind::Multiply) {
    Range product = multiplied(range(node.kids[0]), range(node.kids[1]));
    if (node.kids[0] == node.kids[1] && (!product.low || *product.low < 0)) product.low = 0;
    return product;
  }
  Range sum{node.number, node.number};
  for (size_t i = 0; i < node.kids.size(); ++i) {
    sum = smt::add(sum, scaled(range(node.kids[i]), node.factors[i]));
  }
  return sum;
}

// ---- leaves ----

Term Terms::number(const BigInt& value) {
  Node node;
  node.kind = Kind::Constant;
  node.sort = Sort::Int;
  node.number = value;
  node.leaves = 1;
  return make(std::move(node));
}

Term Terms::boolean_variable(std::string name, bool local) {
  Node node;
  node.kind = Kind::Variable;
  node.sort = Sort::Bool;
  node.name = std::move(name);
  node.local = local;
  return make(std::move(node));
}

Term Terms::integer_variable(std::string name, Range range, bool local) {
  if (range.low && range.low == range.high) return number(*range.low);
  Node node;
  node.kind = Kind::Variable;
  node.sort = Sort::Int;
  node.name = std::move(name);
  node.range = std::move(range);
  node.local = local;
  return make(std::move(node));
}

// ---- truth values ----

Term Terms::negation(Term a) {
  const Node& node = (*this)[a];
  if (node.kind == Kind::Constant) return truth(node.number == 0);
  if (node.kind == Kind::Not) return node.kids[0];
  Node made;
  made.kind = Kind::Not;
  made.kids = {a};
  return make(std::move(made));
}

Term Terms::all(const std::vector<Term>& terms) { return join(Kind::And, terms); }
Term Terms::any(const std::vector<Term>& terms) { return join(Kind::Or, terms); }

Term Terms::join(Kind kind, const std::vector<Term>& terms) {
  const Term neutral = truth(kind == Kind::And);
  const Term decides = truth(kind != Kind::And);
  Node made;
  made.kind = kind;
  for (const Term term : terms) {
    if (term == decides) return decides;
    if (term == neutral) continue;
    const Node& node = (*this)[term];
    if (node.kind == kind) {
      made.kids.insert(made.kids.end(), node.kids.begin(), node.kids.end());
    } else {
      made.kids.push_back(term);
    }
  }
  std::sort(made.kids.begin(), made.kids.end());
  made.kids.erase(std::unique(made.kids.begin(), made.kids.end()), made.kids.end());
  for (const Term kid : made.kids) {
    const Node& node = (*this)[kid];
    if (node.kind == Kind::Not &&
        std::binary_search(made.kids.begin(), made.kids.end(), node.kids[0])) {
      return decides;
    }
  }
  if (made.kids.empty()) return neutral;
  return made.kids.size() == 1 ? made.kids[0] : make(std::move(made));
}

Term Terms::same(Term a, Term b) {
  if (a == b) return true_;
  if (is_constant(a)) std::swap(a, b);
  if (is_constant(b)) return is_true(b) ? a : negation(a);
  if (negation(a) == b) return false_;
  Node made;
  made.kind = Kind::Same;
  made.kids = {std::min(a, b), std::max(a, b)};
  return make(std::move(made));
}

Term Terms::choose(Term condition, Term yes, Term no) {
  TIERLINE_ASSERT((*this)[yes].sort == (*this)[no].sort);
  if (is_constant(condition)) return is_true(condition) ? yes : no;
  if (yes == no) return yes;
  if ((*this)[condition].kind == Kind::Not) {
    condition = (*this)[condition].kids[0];
    std::swap(yes, no);
  }
  if ((*this)[yes].sort == Sort::Bool) {
    if (is_constant(yes)) {
      return is_true(yes) ? either(condition, no) : both(negation(condition), no);
    }
    if (is_constant(no)) {
      return is_true(no) ? either(negation(condition), yes) : both(condition, yes);
    }
  }
  const auto same_choice = [&](Term term) {
    return (*this)[term].kind == Kind::Choose && (*this)[term].kids[0] == condition;
  };
  if (same_choice(yes)) return choose(condition, (*this)[yes].kids[1], no);
  if (same_choice(no)) return choose(condition, yes, (*this)[no].kids[2]);
  Node made;
  made.kind = Kind::Choose;
  made.sort = (*this)[yes].sort;
  made.kids = {condition, yes, no};
  const uint32_t left = (*this)[yes].leaves;
  const uint32_t right = (*this)[no].leaves;
  if (left != 0 && right != 0 && left + right <= kLeavesMax) made.leaves = left + right;
  return make(std::move(made));
}

// ---- sums ----

Terms::Linear Terms::linear(Term term) const {
  const Node& node = (*this)[term];
  if (node.kind == Kind::Constant) return {node.number, {}, {}};
  if (node.kind == Kind::Sum) return {node.number, node.kids, node.factors};
  return {0, {term}, {BigInt(1)}};
}

Term Terms::from_linear(Linear sum) {
  if (sum.atoms.empty()) return number(sum.constant);
  if (sum.atoms.size() == 1 && sum.constant == 0 && sum.factors[0] == 1) return sum.atoms[0];
  // A choice between constants stays one: 3 * (a ? 1 : 2) is (a ? 3 : 6).
  if (sum.atoms.size() == 1 && (*this)[sum.atoms[0]].leaves != 0) {
    return map_leaves(sum.atoms[0], [&](const BigInt& leaf) {
      return number(sum.constant + sum.factors[0] * leaf);
    });
  }
  Node made;
  made.kind = Kind::Sum;
  made.sort = Sort::Int;
  made.number = std::move(sum.constant);
  made.kids = std::move(sum.atoms);
  made.factors = std::move(sum.factors);
  return make(std::move(made));
}

Term Terms::add(Term a, Term b) {
  const Linear left = linear(a);
  const Linear right = linear(b);
  Linear sum;
  sum.constant = left.constant + right.constant;
  const auto push = [&](Term atom, BigInt factor) {
    if (factor == 0) return;
    sum.atoms.push_back(atom);
    sum.factors.push_back(std::move(factor));
  };
  size_t i = 0;
  size_t k = 0;
  while (i < left.atoms.size() || k < right.atoms.size()) {
    if (k == right.atoms.size() || (i < left.atoms.size() && left.atoms[i] < right.atoms[k])) {
      push(left.atoms[i], left.factors[i]);
      ++i;
    } else if (i == left.atoms.size() || right.atoms[k] < left.atoms[i]) {
      push(right.atoms[k], right.factors[k]);
      ++k;
    } else {
      push(left.atoms[i], left.factors[i] + right.factors[k]);
      ++i;
      ++k;
    }
  }
  return from_linear(std::move(sum));
}

Term Terms::scale(Term a, const BigInt& factor) {
  if (factor == 0) return number(0);
  if (factor == 1) return a;
  Linear sum = linear(a);
  sum.constant *= factor;
  for (BigInt& part : sum.factors) part *= factor;
  return from_linear(std::move(sum));
}

Term Terms::multiply(Term a, Term b) {
  if (is_constant(a)) return scale(b, value(a));
  if (is_constant(b)) return scale(a, value(b));
  Node made;
  made.kind = Kind::Multiply;
  made.sort = Sort::Int;
  made.kids = {std::min(a, b), std::max(a, b)};
  return make(std::move(made));
}

Term Terms::map_leaves(Term tree, const std::function<Term(const BigInt&)>& change) {
  std::map<Term, Term> done;
  const std::function<Term(Term)> walk = [&](Term term) -> Term {
    if (const auto known = done.find(term); known != done.end()) return known->second;
    Term made;
    if (is_constant(term)) {
      made = change(BigInt(value(term)));
    } else {
      const std::vector<Term> kids = (*this)[term].kids;
      const Term yes = walk(kids[1]);
      const Term no = walk(kids[2]);
      made = choose(kids[0], yes, no);
    }
    done.emplace(term, made);
    return made;
  };
  return walk(tree);
}

// ---- comparisons ----

Term Terms::equal(Term a, Term b) {
  if (a == b) return true_;  // a tree of choices too, which is not compared leaf by leaf
  if ((*this)[a].sort == Sort::Bool) return same(a, b);
  return compare(Kind::Zero, subtract(a, b));
}

Term Terms::at_most(Term a, Term b) { return compare(Kind::NotBelow, subtract(b, a)); }

/// Whether a sum is zero, or not below zero. Common factors go: 3x - 5 >= 0 is x - 2 >= 0.
Term Terms::compare(Kind kind, Term difference) {
  const bool zero = kind == Kind::Zero;
  const Range& between = range(difference);
  if (between.high && *between.high < 0) return false_;
  if (between.low && (zero ? *between.low > 0 : *between.low >= 0)) return truth(!zero);
  if (zero && between.low && between.low == between.high) return truth(*between.low == 0);
  if ((*this)[difference].leaves != 0) {
    return map_leaves(difference,
                      [&](const BigInt& leaf) { return truth(zero ? leaf == 0 : leaf >= 0); });
  }
  Linear sum = linear(difference);
  BigInt common = abs(sum.factors[0]);
  for (const BigInt& factor : sum.factors) common = gcd(common, abs(factor));
  if (zero && sum.constant % common != 0) return false_;
  const bool turned = zero && sum.factors[0] < 0;
  const BigInt divisor = turned ? BigInt(-common) : common;
  for (BigInt& factor : sum.factors) factor /= divisor;
  sum.constant = zero ? BigInt(sum.constant / divisor) : floor_divide(sum.constant, common);
  const Term simple = from_linear(std::move(sum));
  if (simple != difference) return compare(kind, simple);
  Node made;
  made.kind = kind;
  made.kids = {simple};
  return make(std::move(made));
}

}  // namespace tierline::smt
