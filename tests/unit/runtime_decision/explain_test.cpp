// explain over a rule map made by hand: every way to pick, conditions, entries, scopes met twice.
#include "runtime/decision/explain.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tierline::decision {
namespace {

using bytecode::Bytecode;
using bytecode::kNone;
using bytecode::Pick;
using bytecode::RuleGroup;
using bytecode::RuleScope;

class Values : public RunValues {
 public:
  std::map<std::pair<uint32_t, uint32_t>, int64_t> known;
  uint32_t entry_count = 0;
  uint32_t tier_word = 0;

  int64_t at(uint32_t index, uint32_t entry) const override {
    const auto found = known.find({index, entry});
    return found == known.end() ? 0 : found->second;
  }
  uint32_t entries(uint32_t) const override { return entry_count; }
  uint32_t tier() const override { return tier_word; }
};

RuleGroup three_bands(Pick pick) {
  RuleGroup group;
  group.name = "bands";
  group.pick = pick;
  group.entries = {
      {"low", kNone, kNone, kNone, {}}, {"mid", 1, kNone, kNone, {}}, {"top", 2, kNone, kNone, {}}};
  return group;
}

Bytecode one_scope(RuleGroup group) {
  Bytecode program;
  program.schema.enums = {{"Tier", {"none", "Silver", "Gold"}}};
  program.groups = {std::move(group)};
  RuleScope scope;
  scope.groups = {0};
  program.scopes = {scope};
  program.outputs = {{0, 0, {}}};
  return program;
}

std::string text(const Bytecode& program, const Values& values) {
  std::string all;
  const auto because = explain(program, values);
  for (const DecidingRule& rule : because[0]) {
    all += (all.empty() ? "" : ", ") + rule.group + "/" + rule.entry;
  }
  return all;
}

TEST(Explain, PicksTheFirstTheLastOrEvery) {
  Values values;
  values.known[{1, kNoEntry}] = 1;
  EXPECT_EQ(text(one_scope(three_bands(Pick::Last)), values), "bands/mid");
  EXPECT_EQ(text(one_scope(three_bands(Pick::First)), values), "bands/low");
  EXPECT_EQ(text(one_scope(three_bands(Pick::Every)), values), "bands/low, bands/mid");
}

TEST(Explain, AnOutputWithoutRules) {
  Bytecode program = one_scope(three_bands(Pick::Last));
  program.outputs[0].scope = kNone;
  EXPECT_EQ(text(program, Values{}), "");
}

TEST(Explain, EdgesAreTakenWhenTheirConditionIsAsExpected) {
  Bytecode program = one_scope(three_bands(Pick::Last));
  RuleScope above;
  above.edges = {{0, 5, false, kNone}};
  program.scopes.push_back(above);
  program.outputs[0].scope = 1;
  Values values;
  EXPECT_EQ(text(program, values), "bands/low");
  values.known[{5, kNoEntry}] = 1;
  EXPECT_EQ(text(program, values), "");
}

TEST(Explain, EntriesThatCountAndNoOthers) {
  Bytecode program = one_scope(three_bands(Pick::Last));
  program.scopes[0].level = 1;
  RuleScope above;
  above.edges = {{0, 5, true, 0}};
  program.scopes.push_back(above);
  program.outputs[0].scope = 1;
  Values values;
  values.entry_count = 3;
  values.known[{5, 0}] = 1;
  values.known[{5, 2}] = 1;
  values.known[{1, 1}] = 1;  // of the entry that does not count
  values.known[{2, 2}] = 1;
  EXPECT_EQ(text(program, values), "bands/low, bands/top");
}

TEST(Explain, CellsByTheirRowOrTheirKeys) {
  RuleGroup group;
  group.name = "fee";
  group.pick = Pick::Cell;
  group.table = 0;
  group.index = 7;
  Bytecode program = one_scope(group);
  bytecode::Table table;
  table.name = "fee";
  table.keys = {{"t", bytecode::ValueKind::Enum, 0, kNone, 3},
                {"b", bytecode::ValueKind::Bool, 0, kNone, 2}};
  table.values = {0, 1, 2, 3, 4, 5};
  table.known = {1, 1, 1, 1, 1, 0};
  table.cell_rows = {0, 0, 0, 0, 1, 0};
  table.rows = {{"", {}, kNone}, {"fees.csv line 3", {}, kNone}};
  program.tables = {table};
  Values values;
  values.known[{7, kNoEntry}] = 3;
  EXPECT_EQ(text(program, values), "fee/Silver, yes");
  values.known[{7, kNoEntry}] = 4;
  EXPECT_EQ(text(program, values), "fee/fees.csv line 3");
  values.known[{7, kNoEntry}] = 5;
  EXPECT_EQ(text(program, values), "") << "no such cell";
  values.known[{7, kNoEntry}] = -1;
  EXPECT_EQ(text(program, values), "");
}

TEST(Explain, TheTierWithWhatKeptItAndWhatIsMissing) {
  RuleGroup group;
  group.name = "tier";
  group.pick = Pick::Tier;
  Bytecode program = one_scope(group);
  const auto asked = [](const std::string& name, uint32_t flag) {
    bytecode::Requirement requirement;
    requirement.name = name;
    requirement.flag = flag;
    return requirement;
  };
  program.tiers = {{1, {asked("terms", 1)}, {}}, {2, {asked("terms", 1), asked("revenue", 2)}, {}}};
  Values values;
  EXPECT_EQ(text(program, values), "tier/none, Silver/terms: not met");
  values.known[{1, kNoEntry}] = 1;
  values.tier_word = 1;
  EXPECT_EQ(text(program, values), "tier/Silver, Silver/terms, Gold/revenue: not met");
  values.known[{2, kNoEntry}] = 1;
  values.tier_word = 2;
  EXPECT_EQ(text(program, values), "tier/Gold, Gold/terms, Gold/revenue");
  // With a status a tier is held longer than it is met, and reached later.
  program.status.emplace();
  values.known[{1, kNoEntry}] = 0;
  EXPECT_EQ(text(program, values), "tier/Gold, Gold/terms: not met, still kept, Gold/revenue");
  values.known[{1, kNoEntry}] = 1;
  values.tier_word = 1;
  EXPECT_EQ(text(program, values), "tier/Silver, Silver/terms, Gold/all met, not reached yet");
}

TEST(Explain, RulesMetTwiceAreNamedOnce) {
  Bytecode program = one_scope(three_bands(Pick::Last));
  RuleScope above;
  above.edges = {{0, kNone, true, kNone}, {0, kNone, true, kNone}};
  above.groups = {0};
  program.scopes.push_back(above);
  program.outputs[0].scope = 1;
  EXPECT_EQ(text(program, Values{}), "bands/low");
}

}  // namespace
}  // namespace tierline::decision
