#include "runtime/decision/missing.hpp"

#include <fmt/format.h>

#include "runtime/decision/decision.hpp"

namespace tierline::decision {

namespace {

using bytecode::Ask;
using bytecode::Join;
using bytecode::kNone;
using bytecode::Requirement;

class Finder {
 public:
  Finder(const bytecode::Bytecode& program, const AccountValues& values)
      : program_(program), values_(values) {}

  Missing find(const Requirement& requirement) {
    Missing missing;
    asks_ = &requirement.asks;
    missing.words = asks_->empty() ? "not met" : words_at(0, Join::Leaf);
    const Ask* single = single_leaf();
    if (single == nullptr || !can_tell(*single)) return missing;
    missing.amount = amount_of(*single);
    missing.unit = unit_of(*single);
    return missing;
  }

 private:
  bool can_tell(const Ask& ask) const {
    return ask.distance != kNone && (ask.known == kNone || values_.is_true(ask.known));
  }

  /// The one leaf that is not met, if there is only one and nothing else would do.
  const Ask* single_leaf() const {
    const Ask* found = nullptr;
    for (const Ask& ask : *asks_) {
      if (values_.is_true(ask.met)) continue;
      if (ask.join == Join::Any || (ask.join == Join::Leaf && found != nullptr)) return nullptr;
      if (ask.join == Join::Leaf) found = &ask;
    }
    return found;
  }

  std::string amount_of(const Ask& ask) const {
    const bytecode::Value value{.number = values_.number(ask.distance), .text = ""};
    std::string text = to_text(value, ask.type, program_.schema);
    if (!text.empty() && text.back() == '%') text.pop_back();
    return text;
  }

  static std::string unit_of(const Ask& ask) {
    if (ask.days) return "days";
    if (ask.type.measure == bytecode::Measure::Percent) return "%";
    return ask.type.currency;
  }

  std::string leaf_words(const Ask& ask) const {
    if (ask.distance == kNone) return "not met";
    if (!can_tell(ask)) return "not stated";
    std::string words = ask.beyond ? "over " : "";
    words += amount_of(ask);
    if (unit_of(ask) != "%" && !unit_of(ask).empty()) words += " ";
    words += unit_of(ask);
    return ask.days ? words : words + (ask.less ? " less" : " more");
  }

  /// What is missing in the subtree at `at`, in parentheses where the join around it is another.
  std::string words_at(size_t at, Join around) const {
    const Ask& ask = (*asks_)[at];
    if (ask.join == Join::Leaf) return leaf_words(ask);
    const std::string_view between = ask.join == Join::All ? " and " : " or ";
    std::string words;
    for (size_t kid = at + 1; kid < at + ask.size; kid += (*asks_)[kid].size) {
      if (values_.is_true((*asks_)[kid].met)) continue;
      if (!words.empty()) words += between;
      words += words_at(kid, ask.join);
    }
    const bool inside = around != Join::Leaf && around != ask.join;
    return inside && words.find(between) != std::string::npos ? "(" + words + ")" : words;
  }

  const bytecode::Bytecode& program_;
  const AccountValues& values_;
  const std::vector<Ask>* asks_ = nullptr;
};

}  // namespace

std::vector<Missing> find_missing(const bytecode::Bytecode& program, uint32_t tier,
                                  const AccountValues& values) {
  std::vector<Missing> all;
  Finder finder(program, values);
  for (uint32_t i = 0; i < program.tiers.size(); ++i) {
    if (program.tiers[i].word <= tier) continue;
    const std::vector<Requirement>& requirements = program.tiers[i].requirements;
    for (uint32_t k = 0; k < requirements.size(); ++k) {
      if (values.is_true(requirements[k].flag)) continue;
      Missing missing = finder.find(requirements[k]);
      missing.tier = i;
      missing.requirement = k;
      all.push_back(std::move(missing));
    }
  }
  return all;
}

}  // namespace tierline::decision
