#include "compiler/prover/conditions/definitions.hpp"

namespace tierline::prover {

namespace {

// Lemmas between this many variables of one group are 2,000 pairs; more would drown a solver.
constexpr size_t kGroupMax = 64;

}  // namespace

Key key_of(Meaning meaning, std::initializer_list<uint32_t> rest) {
  Key key = {static_cast<uint32_t>(meaning)};
  key.insert(key.end(), rest);
  return key;
}

std::optional<Term> Definitions::find(const Key& key) const {
  const auto found = known_.find(key);
  return found == known_.end() ? std::nullopt : std::optional<Term>(found->second);
}

std::string Definitions::numbered(const std::string& name) {
  return name + "!" + std::to_string(++names_[name]);
}

Term Definitions::integer(const Key& key, const std::string& name, Range range, bool local) {
  const Term made = terms_.integer_variable(numbered(name), std::move(range), local);
  known_.emplace(key, made);
  return made;
}

Term Definitions::boolean(const Key& key, const std::string& name, bool local) {
  const Term made = terms_.boolean_variable(numbered(name), local);
  known_.emplace(key, made);
  return made;
}

void Definitions::fact(Term variable, Term fact) {
  if (!terms_.is_true(fact)) facts_[variable].push_back(fact);
}

void Definitions::approximate(Term variable, std::string what) {
  approximate_[variable] = std::move(what);
}

void Definitions::join_group(const Key& group, Term variable, const Relate& relate) {
  Group& joined = groups_[group];
  joined.relate = relate;
  joined.members.push_back(variable);
}

void Definitions::add_facts(std::vector<Term>& roots) {
  std::set<Term> done;
  size_t before = SIZE_MAX;
  while (before != roots.size()) {
    before = roots.size();
    for (const Term variable : smt::variables_of(terms_, roots)) {
      const auto known = facts_.find(variable);
      if (known == facts_.end() || !done.insert(variable).second) continue;
      roots.insert(roots.end(), known->second.begin(), known->second.end());
    }
  }
}

/// Whether any lemma was added.
bool Definitions::add_lemmas(std::vector<Term>& roots) {
  const std::vector<Term> variables = smt::variables_of(terms_, roots);
  const std::set<Term> reached(variables.begin(), variables.end());
  bool any = false;
  for (auto& [key, group] : groups_) {
    std::vector<Term> members;
    for (const Term member : group.members) {
      if (reached.contains(member) && members.size() < kGroupMax) members.push_back(member);
    }
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t k = i + 1; k < members.size(); ++k) {
        if (!group.related.emplace(members[i], members[k]).second) continue;
        for (const Term lemma : group.relate(members[i], members[k])) {
          if (terms_.is_true(lemma)) continue;
          roots.push_back(lemma);
          any = true;
        }
      }
    }
  }
  return any;
}

std::vector<Term> Definitions::close(std::vector<Term> roots) {
  for (auto& [key, group] : groups_) group.related.clear();
  std::vector<Term> closed;
  do {
    add_facts(roots);
  } while (add_lemmas(roots));
  std::set<Term> seen;
  for (const Term root : roots) {
    if (seen.insert(root).second && !terms_.is_true(root)) closed.push_back(root);
  }
  return closed;
}

std::set<std::string> Definitions::approximations(const std::vector<Term>& roots) const {
  std::set<std::string> what;
  for (const Term variable : smt::variables_of(terms_, roots)) {
    const auto known = approximate_.find(variable);
    if (known != approximate_.end()) what.insert(known->second);
  }
  return what;
}

}  // namespace tierline::prover
