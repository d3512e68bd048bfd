#include "runtime/decision/explain.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "runtime/decimal/text.hpp"

namespace tierline::decision {

namespace {

using bytecode::Bytecode;
using bytecode::kNone;
using bytecode::Pick;
using bytecode::RuleEdge;
using bytecode::RuleEntry;
using bytecode::RuleGroup;

/// Follows one output. A place is a scope together with the entry it is looked at for.
class Walk {
 public:
  Walk(const Bytecode& program, const RunValues& values) : program_(program), values_(values) {}

  std::vector<DecidingRule> from(uint32_t scope) {
    visit(scope, kNoEntry);
    // A list of work instead of recursion: scopes may stand as deep as definitions do.
    while (!work_.empty()) {
      const auto [next, entry] = work_.back();
      work_.pop_back();
      follow(next, entry);
    }
    return std::move(rules_);
  }

 private:
  using Place = std::pair<uint32_t, uint32_t>;

  void visit(uint32_t scope, uint32_t entry) {
    if (scope == kNone) return;
    if (program_.scopes[scope].level == bytecode::kAccountLevel) entry = kNoEntry;
    if (seen_.insert({scope, entry}).second) work_.push_back({scope, entry});
  }

  bool holds(uint32_t condition, uint32_t entry) const {
    return condition == kNone || values_.at(condition, entry) != 0;
  }

  void follow(uint32_t scope, uint32_t entry) {
    const bytecode::RuleScope& rules = program_.scopes[scope];
    for (const uint32_t group : rules.groups) decide(program_.groups[group], entry);
    // The stack turns them round: pushed from the last, they are met from the first.
    for (size_t i = rules.edges.size(); i > 0; --i) cross(rules.edges[i - 1], entry);
  }

  void cross(const RuleEdge& edge, uint32_t entry) {
    if (edge.ledger == kNone) {
      if (holds(edge.condition, entry) == edge.expected) visit(edge.scope, entry);
      return;
    }
    for (uint32_t left = values_.entries(edge.ledger); left > 0; --left) {
      if (holds(edge.condition, left - 1) == edge.expected) visit(edge.scope, left - 1);
    }
  }

  void decide(const RuleGroup& group, uint32_t entry) {
    switch (group.pick) {
      case Pick::First:
        for (const RuleEntry& rule : group.entries) {
          if (holds(rule.condition, entry)) return add(group.name, rule, entry);
        }
        break;
      case Pick::Last:
        for (size_t i = group.entries.size(); i > 0; --i) {
          if (holds(group.entries[i - 1].condition, entry)) {
            return add(group.name, group.entries[i - 1], entry);
          }
        }
        break;
      case Pick::Every:
        for (const RuleEntry& rule : group.entries) {
          if (holds(rule.condition, entry)) add(group.name, rule, entry);
        }
        break;
      case Pick::Cell:
        decide_cell(group, entry);
        break;
      case Pick::Tier:
        decide_tier(group.name);
        break;
    }
  }

  void add(const std::string& group, const RuleEntry& rule, uint32_t entry) {
    add_rule({group, rule.label, clause_id(rule.clause), rule.span});
    visit(rule.scope, entry);
  }

  void add_rule(DecidingRule rule) {
    const auto key = std::make_tuple(rule.group, rule.entry, rule.clause, rule.span.begin);
    if (named_.insert(key).second) rules_.push_back(std::move(rule));
  }

  std::string clause_id(uint32_t clause) const {
    return clause == kNone ? "" : program_.clauses[clause].id;
  }

  void decide_cell(const RuleGroup& group, uint32_t entry) {
    const bytecode::Table& table = program_.tables[group.table];
    const int64_t index = values_.at(group.index, entry);
    if (index < 0 || static_cast<uint64_t>(index) >= table.known.size()) return;
    const auto cell = static_cast<size_t>(index);
    if (table.known[cell] == 0) return;
    const bytecode::TableRow& row = table.rows[table.cell_rows[cell]];
    const uint32_t clause = row.clause == kNone ? table.clause : row.clause;
    add_rule({group.name, row.place.empty() ? key_words(table, cell) : row.place, clause_id(clause),
              row.span});
  }

  /// The keys of a cell as a program writes them: `EMEA, Advanced`.
  std::string key_words(const bytecode::Table& table, size_t cell) const {
    if (table.days != kNone) cell /= program_.lists[table.days].numbers.size() + 1;
    std::string words;
    for (size_t i = table.keys.size(); i > 0; --i) {
      const bytecode::TableKey& key = table.keys[i - 1];
      words = key_word(key, cell % key.size) + (words.empty() ? "" : ", ") + words;
      cell /= key.size;
    }
    return words;
  }

  std::string key_word(const bytecode::TableKey& key, size_t position) const {
    switch (key.kind) {
      case bytecode::ValueKind::Bool:
        return position == 0 ? "no" : "yes";
      case bytecode::ValueKind::Enum:
        return program_.schema.enums[key.enum_index].words[position];
      default:
        break;
    }
    const bytecode::List& list = program_.lists[key.list];
    if (position >= std::max(list.texts.size(), list.numbers.size())) return "any";
    if (key.kind == bytecode::ValueKind::Text) return fmt::format("\"{}\"", list.texts[position]);
    return decimal::scaled_to_text(list.numbers[position], static_cast<int>(list.scale));
  }

  /// The tier itself, then why it is kept and why the next one is not reached.
  void decide_tier(const std::string& name) {
    const uint32_t word = values_.tier();
    const std::vector<std::string>& words = program_.schema.enums[0].words;
    DecidingRule rule{name, words[word], "", {}};
    for (const bytecode::Tier& tier : program_.tiers) {
      if (tier.word == word) rule.span = tier.span;
    }
    add_rule(rule);
    for (const bytecode::Tier& tier : program_.tiers) {
      if (tier.word < word) continue;
      name_requirements(tier, words[tier.word]);
      if (tier.word > word) break;
    }
  }

  void name_requirements(const bytecode::Tier& tier, const std::string& word) {
    const bool reached = tier.word == values_.tier();
    bool all_met = true;
    for (const bytecode::Requirement& requirement : tier.requirements) {
      const bool met = values_.at(requirement.flag, kNoEntry) != 0;
      if (!met) all_met = false;
      const bool kept = reached && !met && program_.status.has_value();
      if (met != reached && !kept) continue;
      const std::string_view how = met ? "" : kept ? ": not met, still kept" : ": not met";
      add_rule({word, requirement.name + std::string(how), clause_id(requirement.clause),
                requirement.span});
      visit(requirement.scope, kNoEntry);
    }
    if (reached || !all_met || !program_.status) return;
    add_rule({word, "all met, not reached yet", clause_id(program_.status->promote_clause),
              program_.status->span});
  }

  const Bytecode& program_;
  const RunValues& values_;
  std::vector<DecidingRule> rules_;
  std::vector<Place> work_;
  std::set<Place> seen_;
  std::set<std::tuple<std::string, std::string, std::string, uint32_t>> named_;
};

}  // namespace

std::vector<std::vector<DecidingRule>> explain(const Bytecode& program, const RunValues& values) {
  std::vector<std::vector<DecidingRule>> because;
  for (const bytecode::Output& output : program.outputs) {
    because.push_back(Walk(program, values).from(output.scope));
  }
  for (const bytecode::Split& split : program.splits) {
    because.push_back(Walk(program, values).from(split.scope));
  }
  return because;
}

}  // namespace tierline::decision
