#include "compiler/prover/conditions/aggregates.hpp"

#include <algorithm>

namespace tierline::prover {

namespace {

constexpr uint32_t kCount = 0;
constexpr uint32_t kSum = 1;
constexpr uint32_t kLeast = 2;
constexpr uint32_t kGreatest = 3;
constexpr uint32_t kExtreme = 4;  // of either kind, for lemmas between them

}  // namespace

Term Aggregates::count(const Over& over) {
  if (terms_.is_false(over.flag)) return terms_.number(0);
  const Key key = key_of(Meaning::Reduction, {kCount, over.ledger, over.flag.value});
  if (const auto known = definitions_.find(key)) return *known;
  const Term made =
      definitions_.integer(key, "count." + over.name, {BigInt(0), std::nullopt}, false);
  reduced_[made] = {over, {}};
  definitions_.approximate(made, "the entries of `" + over.name + "`");
  definitions_.join_group(key_of(Meaning::Reduction, {kCount, over.ledger}), made,
                          [this](Term a, Term b) { return relate_counts(a, b); });
  return made;
}

// ---- sums ----

/// A sum of sums is the sum of the parts.
Term Aggregates::sum(const Over& over, Term value) {
  const smt::Node node = terms_[value];
  if (!node.local) return numbers_.multiply(value, count(over));
  if (node.kind != smt::Kind::Sum) return sum_of_atom(over, value);
  Term total = terms_.scale(count(over), node.number);
  for (size_t i = 0; i < node.kids.size(); ++i) {
    const Term part = sum(over, node.kids[i]);
    total = terms_.add(total, terms_.scale(part, node.factors[i]));
  }
  if (node.kids.size() > 1) bound_sum(total, over, value);
  return total;
}

Term Aggregates::sum_of_atom(const Over& over, Term value) {
  if (terms_.is_false(over.flag)) return terms_.number(0);
  const Key key = key_of(Meaning::Reduction, {kSum, over.ledger, over.flag.value, value.value});
  if (const auto known = definitions_.find(key)) return *known;
  const Term made = definitions_.integer(
      key, "sum." + over.name,
      smt::joined(smt::multiplied(terms_.range(value), {BigInt(0), std::nullopt}),
                  {BigInt(0), BigInt(0)}),
      false);
  if (terms_.is_constant(made)) return made;
  reduced_[made] = {over, value};
  bound_sum(made, over, value);
  definitions_.approximate(made, "the entries of `" + over.name + "`");
  definitions_.join_group(key_of(Meaning::Reduction, {kSum, over.ledger}), made,
                          [this](Term a, Term b) { return relate_sums(a, b); });
  return made;
}

/// With so many entries, each between two bounds.
void Aggregates::bound_sum(Term sum, const Over& over, Term value) {
  const Term entries = count(over);
  const Range range = terms_.range(value);
  for (const Term variable : smt::variables_of(terms_, {sum})) {
    const Term zero = terms_.number(0);
    definitions_.fact(variable,
                      terms_.implies(terms_.equal(entries, zero), terms_.equal(sum, zero)));
    if (range.low) {
      definitions_.fact(variable, terms_.at_most(terms_.scale(entries, *range.low), sum));
    }
    if (range.high) {
      definitions_.fact(variable, terms_.at_most(sum, terms_.scale(entries, *range.high)));
    }
  }
}

// ---- extremes ----

Term Aggregates::extreme(const Over& over, Term value, End end) {
  if (terms_.is_false(over.flag)) return terms_.number(0);
  const uint32_t op = end == End::Least ? kLeast : kGreatest;
  const Key key = key_of(Meaning::Reduction, {op, over.ledger, over.flag.value, value.value});
  if (const auto known = definitions_.find(key)) return *known;
  const Range range = terms_.range(value);
  const Term made =
      definitions_.integer(key, (end == End::Least ? "least." : "greatest.") + over.name,
                           smt::joined(range, {BigInt(0), BigInt(0)}), false);
  if (terms_.is_constant(made)) return made;
  reduced_[made] = {over, value, end};
  const Term none = terms_.negation(any(over));
  const Term zero = terms_.number(0);
  definitions_.fact(made, terms_.implies(none, terms_.equal(made, zero)));
  if (!terms_[value].local) definitions_.fact(made, terms_.either(none, terms_.equal(made, value)));
  if (range.low) {
    definitions_.fact(made, terms_.either(none, terms_.at_most(terms_.number(*range.low), made)));
  }
  if (range.high) {
    definitions_.fact(made, terms_.either(none, terms_.at_most(made, terms_.number(*range.high))));
  }
  bound_extreme(made, over, value);
  definitions_.approximate(made, "the entries of `" + over.name + "`");
  definitions_.join_group(key_of(Meaning::Reduction, {kExtreme, over.ledger}), made,
                          [this](Term a, Term b) { return relate_extremes(a, b); });
  return made;
}

/// Either extreme is the value of an entry that counts: what the condition says of all of these
/// values, and nothing of other facts of theirs, it says of the extreme.
void Aggregates::bound_extreme(Term extreme, const Over& over, Term value) {
  const Term none = terms_.negation(any(over));
  for (const Term conjunct : conjuncts_of(over.flag)) {
    const std::optional<Term> room = not_below(conjunct);
    if (!room) continue;
    const Term highest = terms_.add(value, *room);
    const Term lowest = terms_.subtract(value, *room);
    if (!terms_[highest].local) {
      definitions_.fact(extreme, terms_.either(none, terms_.at_most(extreme, highest)));
    }
    if (!terms_[lowest].local) {
      definitions_.fact(extreme, terms_.either(none, terms_.at_most(lowest, extreme)));
    }
  }
}

std::vector<Term> Aggregates::said_of_entries(Term term) {
  std::vector<Term> said;
  for (const Term conjunct : conjuncts_of(term)) {
    for (const Term variable : smt::variables_of(terms_, {conjunct})) {
      const auto known = reduced_.find(variable);
      if (known == reduced_.end() || !known->second.value.is_none()) continue;
      const Term zero = terms_.number(0);
      const bool none = conjunct == terms_.at_most(variable, zero) ||
                        conjunct == terms_.below(variable, terms_.number(1)) ||
                        conjunct == terms_.equal(variable, zero);
      if (none) said.push_back(terms_.negation(known->second.over.flag));
    }
  }
  return said;
}

// ---- which of two conditions is narrower ----

std::vector<Term> Aggregates::conjuncts_of(Term condition) const {
  const smt::Node& node = terms_[condition];
  return node.kind == smt::Kind::And ? node.kids : std::vector<Term>{condition};
}

/// The term that is not below zero when the conjunct holds.
std::optional<Term> Aggregates::not_below(Term conjunct) {
  const smt::Node node = terms_[conjunct];
  if (node.kind == smt::Kind::NotBelow) return node.kids[0];
  if (node.kind != smt::Kind::Not) return std::nullopt;
  const smt::Node inner = terms_[node.kids[0]];
  if (inner.kind != smt::Kind::NotBelow) return std::nullopt;
  return terms_.subtract(terms_.number(-1), inner.kids[0]);
}

/// When the conjunct follows from the others: always (it is one of them), never, or when facts of
/// the account say so: `on <= d` follows from `on <= e` when e <= d.
Term Aggregates::implied_by(Term conjunct, const std::vector<Term>& conjuncts) {
  if (std::find(conjuncts.begin(), conjuncts.end(), conjunct) != conjuncts.end()) {
    return terms_.truth(true);
  }
  if (!terms_[conjunct].local) return conjunct;
  const std::optional<Term> wanted = not_below(conjunct);
  if (!wanted) return terms_.truth(false);
  std::vector<Term> ways;
  for (const Term other : conjuncts) {
    const std::optional<Term> given = not_below(other);
    if (!given) continue;
    const Term surplus = terms_.subtract(*wanted, *given);
    if (!terms_[surplus].local) ways.push_back(terms_.at_most(terms_.number(0), surplus));
  }
  return terms_.any(ways);
}

/// When each entry with `flag` has `than` as well.
Term Aggregates::narrower(Term flag, Term than) {
  const std::vector<Term> given = conjuncts_of(flag);
  std::vector<Term> all;
  for (const Term wanted : conjuncts_of(than)) all.push_back(implied_by(wanted, given));
  return terms_.all(all);
}

// ---- lemmas ----

std::vector<Term> Aggregates::relate_counts(Term a, Term b) {
  const Term first = reduced_.at(a).over.flag;
  const Term second = reduced_.at(b).over.flag;
  return {terms_.implies(narrower(first, second), terms_.at_most(a, b)),
          terms_.implies(narrower(second, first), terms_.at_most(b, a))};
}

std::vector<Term> Aggregates::relate_sums(Term a, Term b) {
  const Reduced one = reduced_.at(a);
  const Reduced two = reduced_.at(b);
  std::vector<Term> lemmas;
  if (one.over.flag == two.over.flag) {
    // Entry by entry apart by what the values are apart.
    const Range apart = terms_.range(terms_.subtract(two.value, one.value));
    const Term entries = count(one.over);
    const Term gap = terms_.subtract(b, a);
    if (apart.low) lemmas.push_back(terms_.at_most(terms_.scale(entries, *apart.low), gap));
    if (apart.high) lemmas.push_back(terms_.at_most(gap, terms_.scale(entries, *apart.high)));
    return lemmas;
  }
  if (one.value != two.value) return lemmas;
  const Range range = terms_.range(one.value);
  const Term first = narrower(one.over.flag, two.over.flag);
  const Term second = narrower(two.over.flag, one.over.flag);
  const bool rising = range.low && *range.low >= 0;
  const bool falling = range.high && *range.high <= 0;
  if (rising) lemmas.push_back(terms_.implies(first, terms_.at_most(a, b)));
  if (rising) lemmas.push_back(terms_.implies(second, terms_.at_most(b, a)));
  if (falling) lemmas.push_back(terms_.implies(first, terms_.at_most(b, a)));
  if (falling) lemmas.push_back(terms_.implies(second, terms_.at_most(a, b)));
  lemmas.push_back(terms_.implies(terms_.both(first, second), terms_.equal(a, b)));
  return lemmas;
}

/// Among fewer entries the least is no less, the greatest no greater; and where the least of some
/// is among those of which another is the greatest, it is no greater.
std::vector<Term> Aggregates::relate_extremes(Term a, Term b) {
  const Reduced& one = reduced_.at(a);
  const Reduced& two = reduced_.at(b);
  if (one.value != two.value) return {};
  const auto inner = [&](Term few, const Reduced& of_few, Term many, const Reduced& of_many) {
    const Term there = terms_.both(narrower(of_few.over.flag, of_many.over.flag), any(of_few.over));
    const Term ordered =
        of_many.end == End::Least ? terms_.at_most(many, few) : terms_.at_most(few, many);
    return terms_.implies(there, ordered);
  };
  return {inner(a, one, b, two), inner(b, two, a, one)};
}

}  // namespace tierline::prover
