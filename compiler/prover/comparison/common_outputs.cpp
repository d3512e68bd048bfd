#include "compiler/prover/comparison/common_outputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/values/describe.hpp"

namespace tierline::prover {

namespace {

using checked::CheckedProgram;
using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Kind;
using checked::Output;
using checked::Split;

template <class What>
const What* called(const std::vector<What>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const What& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

Output tier_of(CheckedProgram& program) {
  Expr tier;
  tier.kind = ExprKind::TierNow;
  tier.type = checked::enum_type(checked::kTierEnum);
  Output output;
  output.name = "tier";
  output.type = tier.type;
  output.value = put(program, std::move(tier));
  return output;
}

class Common {
 public:
  Common(const Sides& sides, Shared& shared, Alignment& alignment, Remarks& remarks)
      : sides_(sides), shared_(shared), alignment_(alignment), remarks_(remarks) {
    for (size_t side = 0; side < 2; ++side) {
      outputs_[side] = std::move(program(side).outputs);
      splits_[side] = std::move(program(side).splits);
      program(side).outputs.clear();
      program(side).splits.clear();
    }
  }

  void run() {
    add_tiers();
    for (const Output& second : outputs_[1]) {
      if (const Output* first = called(outputs_[0], second.name)) take(*first, second);
    }
    for (const Split& second : splits_[1]) {
      if (const Split* first = called(splits_[0], second.name)) take(*first, second);
    }
    note_alone(0);
    note_alone(1);
    if (alignment_.items.empty()) {
      remarks_.problems.push_back("the programs decide nothing that could be compared");
    }
    keep_the_rest();
  }

 private:
  CheckedProgram& program(size_t side) { return alignment_.programs[side]; }
  void note(std::string text) { remarks_.notes.push_back(std::move(text)); }

  /// The tier is compared whether or not it is among what is decided.
  void add_tiers() {
    const bool has[] = {!sides_[0]->tiers.empty(), !sides_[1]->tiers.empty()};
    if (has[0] != has[1]) note(fmt::format("only {} has tiers", kSideNames[has[0] ? 0 : 1]));
    if (!has[0] || !has[1]) return;
    for (size_t side = 0; side < 2; ++side) {
      if (called(outputs_[side], "tier") != nullptr) continue;
      outputs_[side].insert(outputs_[side].begin(), tier_of(program(side)));
    }
  }

  void note_alone(size_t side) {
    const auto alone = [&](const std::string& name) {
      const size_t other = 1 - side;
      if (called(outputs_[other], name) || called(splits_[other], name)) return;
      note(fmt::format("only {} decides `{}`: it is not compared", kSideNames[side], name));
    };
    for (const Output& output : outputs_[side]) alone(output.name);
    for (const Split& split : splits_[side]) alone(split.name);
  }

  bool is_compared(const std::string& name) const {
    return std::any_of(alignment_.items.begin(), alignment_.items.end(),
                       [&](const Item& item) { return item.name == name; });
  }

  /// What is not compared can still leave a partner without an answer. It stands behind what is,
  /// and the other program has something in its place that never does.
  void keep_the_rest() {
    for (size_t side = 0; side < 2; ++side) {
      for (const Output& rest : outputs_[side]) {
        if (is_compared(rest.name)) continue;
        const std::string name = fmt::format("{} of {}", rest.name, kSideNames[side]);
        Output& kept = program(side).outputs.emplace_back(rest);
        kept.name = name;
        const ExprId yes = constant_yes(program(1 - side));
        program(1 - side).outputs.push_back({name, yes, {}, {}});
      }
      for (const Split& rest : splits_[side]) {
        if (!is_compared(rest.name)) program(side).splits.push_back(rest);
      }
    }
  }

  std::string type_text(size_t side, const checked::Type& type) const {
    return "`" + checked::describe(type, *sides_[side]) + "`";
  }

  bool have_one_type(const std::string& name, const checked::Type& a, const checked::Type& b) {
    if (a.kind == b.kind && a.unit == b.unit) return true;
    note(fmt::format("`{}` is {} in OLD and {} in NEW: it is not compared", name, type_text(0, a),
                     type_text(1, b)));
    return false;
  }

  void take(const Output& first, const Output& second) {
    if (!have_one_type(second.name, first.type, second.type)) return;
    Output made[] = {first, second};
    const int scale = std::max(first.type.scale, second.type.scale);
    for (Output& output : made) output.type.scale = scale;
    if (first.type.kind == Kind::Enum) number_words(made);
    const size_t index = program(0).outputs.size();
    for (size_t side = 0; side < 2; ++side) program(side).outputs.push_back(std::move(made[side]));
    alignment_.items.push_back({second.name, Compared::Output, index});
  }

  const std::vector<std::string>& words_of(size_t side, const checked::Type& type) const {
    return alignment_.programs[side].enums[type.enum_id.index()].words;
  }

  /// Words that stand at other places become numbers: one for each word of either program.
  void number_words(Output (&made)[2]) {
    const std::vector<std::string>& second = words_of(1, made[1].type);
    if (words_of(0, made[0].type) == second) return;
    std::vector<std::string> all = second;
    for (const std::string& word : words_of(0, made[0].type)) {
      if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
    }
    for (size_t side = 0; side < 2; ++side) {
      std::vector<int> numbers;
      for (const std::string& word : words_of(side, made[side].type)) {
        const auto found = std::find(all.begin(), all.end(), word);
        numbers.push_back(static_cast<int>(found - all.begin()));
      }
      number_word(side, numbers, made[side]);
    }
  }

  void number_word(size_t side, const std::vector<int>& numbers, Output& output) {
    const checked::Type number = checked::number_type({}, 0);
    const checked::Table table = word_table(output.name, output.type, number, numbers, Absent::No);
    Expr lookup;
    lookup.kind = ExprKind::Lookup;
    lookup.type = number;
    lookup.ref = shared_.place_of(table);
    lookup.kids = {output.value};
    auto& tables = program(side).tables;
    if (tables.size() <= lookup.ref) tables.resize(lookup.ref + 1);
    tables[lookup.ref] = table;
    output.value = put(program(side), std::move(lookup));
    output.type = number;
  }

  void take(const Split& first, const Split& second) {
    const bool alike = have_one_type(second.name, first.type, second.type);
    if (!alike) return;
    if (first.ledger != second.ledger || first.type.scale != second.type.scale) {
      return note(
          fmt::format("`{}` is split over other entries, or to other digits: it is not "
                      "compared",
                      second.name));
    }
    const size_t index = program(0).splits.size();
    program(0).splits.push_back(first);
    program(1).splits.push_back(second);
    alignment_.items.push_back({second.name, Compared::Split, index});
  }

  const Sides& sides_;
  Shared& shared_;
  Alignment& alignment_;
  Remarks& remarks_;
  std::vector<Output> outputs_[2];
  std::vector<Split> splits_[2];
};

}  // namespace

void keep_common_outputs(const Sides& sides, Shared& shared, Alignment& alignment,
                         Remarks& remarks) {
  Common(sides, shared, alignment, remarks).run();
}

}  // namespace tierline::prover
