#include "compiler/prover/smt/script.hpp"

#include <algorithm>
#include <cctype>

namespace tierline::smt {

namespace {

/// Terms that are used twice, or stand too deep for a reader's stack, get a name of their own.
constexpr uint32_t kDepthMax = 40;

std::vector<bool> reachable_from(const Terms& terms, const std::vector<Term>& roots) {
  std::vector<bool> reached(terms.size());
  std::vector<Term> work = roots;
  while (!work.empty()) {
    const Term term = work.back();
    work.pop_back();
    if (reached[term.index()]) continue;
    reached[term.index()] = true;
    const std::vector<Term>& kids = terms[term].kids;
    work.insert(work.end(), kids.begin(), kids.end());
  }
  return reached;
}

class Printer {
 public:
  explicit Printer(const Script& script)
      : script_(script),
        terms_(*script.terms),
        reached_(reachable_from(terms_, script.assertions)),
        depths_(terms_.size()),
        uses_(terms_.size()) {}

  std::string print(Ask ask) {
    for (const std::string& comment : script_.comments) out_ += "; " + comment + "\n";
    if (ask == Ask::AnswerAndValues) out_ += "(set-option :produce-models true)\n";
    out_ += std::string("(set-logic ") + (has_products() ? "QF_NIA" : "QF_LIA") + ")\n";
    count_uses();
    for (uint32_t i = 0; i < terms_.size(); ++i) {
      if (reached_[i]) declare(Term{i});
    }
    for (const Term term : script_.assertions) out_ += "(assert " + text(term) + ")\n";
    out_ += "(check-sat)\n";
    if (ask == Ask::AnswerAndValues) ask_for_values();
    return std::move(out_);
  }

 private:
  bool has_products() const {
    for (uint32_t i = 0; i < terms_.size(); ++i) {
      if (reached_[i] && terms_[Term{i}].kind == Kind::Multiply) return true;
    }
    return false;
  }

  void count_uses() {
    for (uint32_t i = 0; i < terms_.size(); ++i) {
      if (!reached_[i]) continue;
      for (const Term kid : terms_[Term{i}].kids) ++uses_[kid.index()];
    }
  }

  static bool is_leaf(const Node& node) {
    return node.kind == Kind::Constant || node.kind == Kind::Variable;
  }

  /// Kids stand before their parents, so a name is there before it is used.
  void declare(Term term) {
    const Node& node = terms_[term];
    if (node.kind == Kind::Variable) {
      out_ += "(declare-const " + symbol(node.name) + " " + sort(node) + ")\n";
      assert_range(term, node);
      return;
    }
    uint32_t& depth = depths_[term.index()];
    for (const Term kid : node.kids) depth = std::max(depth, depths_[kid.index()] + 1);
    if (is_leaf(node) || (uses_[term.index()] < 2 && depth < kDepthMax)) return;
    depth = 0;
    const std::string name = "t" + std::to_string(term.value);
    out_ += "(define-fun " + name + " () " + sort(node) + " " + written_out(node) + ")\n";
    names_[term] = name;
  }

  void assert_range(Term term, const Node& node) {
    const std::string name = text(term);
    if (node.range.low) out_ += "(assert (<= " + literal(*node.range.low) + " " + name + "))\n";
    if (node.range.high) out_ += "(assert (<= " + name + " " + literal(*node.range.high) + "))\n";
  }

  void ask_for_values() {
    std::string names;
    for (uint32_t i = 0; i < terms_.size(); ++i) {
      const Node& node = terms_[Term{i}];
      if (reached_[i] && node.kind == Kind::Variable) names += " " + symbol(node.name);
    }
    if (!names.empty()) out_ += "(get-value (" + names.substr(1) + "))\n";
  }

  static std::string sort(const Node& node) { return node.sort == Sort::Bool ? "Bool" : "Int"; }

  static std::string literal(const BigInt& number) {
    return number < 0 ? "(- " + BigInt(-number).str() + ")" : number.str();
  }

  std::string text(Term term) const {
    const auto named = names_.find(term);
    return named != names_.end() ? named->second : written_out(terms_[term]);
  }

  std::string list(std::string head, const Node& node) const {
    for (const Term kid : node.kids) head += " " + text(kid);
    return head + ")";
  }

  std::string written_out(const Node& node) const {
    switch (node.kind) {
      case Kind::Constant:
        if (node.sort == Sort::Bool) return node.number != 0 ? "true" : "false";
        return literal(node.number);
      case Kind::Variable:
        return symbol(node.name);
      case Kind::Not:
        return list("(not", node);
      case Kind::And:
        return list("(and", node);
      case Kind::Or:
        return list("(or", node);
      case Kind::Same:
        return list("(=", node);
      case Kind::NotBelow:
        return "(<= 0 " + text(node.kids[0]) + ")";
      case Kind::Zero:
        return "(= 0 " + text(node.kids[0]) + ")";
      case Kind::Sum:
        return sum(node);
      case Kind::Choose:
        return list("(ite", node);
      case Kind::Multiply:
        return list("(*", node);
    }
    return {};
  }

  std::string sum(const Node& node) const {
    std::string parts;
    for (size_t i = 0; i < node.kids.size(); ++i) {
      const std::string kid = text(node.kids[i]);
      parts += " " + (node.factors[i] == 1 ? kid : "(* " + literal(node.factors[i]) + " " + kid + ")");
    }
    if (node.number != 0) parts += " " + literal(node.number);
    const bool one = node.kids.size() == 1 && node.number == 0;
    return one ? parts.substr(1) : "(+" + parts + ")";
  }

  const Script& script_;
  const Terms& terms_;
  std::vector<bool> reached_;
  std::vector<uint32_t> depths_;
  std::vector<uint32_t> uses_;
  std::map<Term, std::string> names_;
  std::string out_;
};

BigInt value_of(const Node& node, const std::vector<BigInt>& values) {
  const auto kid = [&](size_t i) -> const BigInt& { return values[node.kids[i].index()]; };
  const auto truth = [](bool yes) { return BigInt(yes ? 1 : 0); };
  const auto is_set = [&](Term term) { return values[term.index()] != 0; };
  switch (node.kind) {
    case Kind::Constant:
    case Kind::Variable:
      return node.number;
    case Kind::Not:
      return truth(kid(0) == 0);
    case Kind::And:
      return truth(std::all_of(node.kids.begin(), node.kids.end(), is_set));
    case Kind::Or:
      return truth(std::any_of(node.kids.begin(), node.kids.end(), is_set));
    case Kind::Same:
      return truth(kid(0) == kid(1));
    case Kind::NotBelow:
      return truth(kid(0) >= 0);
    case Kind::Zero:
      return truth(kid(0) == 0);
    case Kind::Choose:
      return kid(0) != 0 ? kid(1) : kid(2);
    case Kind::Multiply:
      return kid(0) * kid(1);
    case Kind::Sum:
      break;
  }
  BigInt sum = node.number;
  for (size_t i = 0; i < node.kids.size(); ++i) sum += node.factors[i] * kid(i);
  return sum;
}

bool inside(const Range& range, const BigInt& value) {
  return (!range.low || *range.low <= value) && (!range.high || value <= *range.high);
}

}  // namespace

std::string symbol(const std::string& name) {
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '@' ||
           c == '!';
  };
  const bool simple = !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0 &&
                      std::all_of(name.begin(), name.end(), plain);
  return simple ? name : "|" + name + "|";
}

std::vector<Term> variables_of(const Terms& terms, const std::vector<Term>& roots) {
  const std::vector<bool> reached = reachable_from(terms, roots);
  std::vector<Term> out;
  for (uint32_t i = 0; i < terms.size(); ++i) {
    if (reached[i] && terms[Term{i}].kind == Kind::Variable) out.push_back(Term{i});
  }
  return out;
}

std::string print(const Script& script, Ask ask) { return Printer(script).print(ask); }

std::vector<BigInt> evaluate(const Terms& terms, const std::vector<Term>& roots,
                             const Model& model) {
  const std::vector<bool> reached = reachable_from(terms, roots);
  std::vector<BigInt> values(terms.size());
  for (uint32_t i = 0; i < terms.size(); ++i) {
    if (!reached[i]) continue;
    const auto given = model.find(Term{i});
    values[i] = given != model.end() ? given->second : value_of(terms[Term{i}], values);
  }
  std::vector<BigInt> out;
  for (const Term root : roots) out.push_back(values[root.index()]);
  return out;
}

bool satisfies(const Script& script, const Model& model) {
  const Terms& terms = *script.terms;
  for (const Term variable : variables_of(terms, script.assertions)) {
    const auto given = model.find(variable);
    const BigInt value = given != model.end() ? given->second : BigInt(0);
    if (!inside(terms[variable].range, value)) return false;
  }
  const std::vector<BigInt> values = evaluate(terms, script.assertions, model);
  return std::all_of(values.begin(), values.end(), [](const BigInt& v) { return v != 0; });
}

}  // namespace tierline::smt
