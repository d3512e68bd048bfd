// The generators themselves: what they make is accepted, is various (every kind of expression,
// every mode of rounding and bands, every hit policy and width), and its data falls on both sides
// of what the programs ask. A law over dull cases proves little.
//
// To see it red: take one alternative out of tests/generators.
#include <map>
#include <set>

#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using checked::ExprKind;
using generators::Built;
using generators::Choices;

Built any_built(uint64_t seed) {
  Choices choices = Choices::fresh(generators::mixed(seed));
  generators::make_program(choices, 100);
  generators::Case one{.size = 100, .program = choices.draws(), .questions = {}};
  for (uint64_t i = 0; i < 10; ++i) {
    Choices draws = Choices::fresh(seed * 100 + i);
    for (int k = 0; k < 160; ++k) draws.below(1'000'000);
    one.questions.push_back(draws.draws());
  }
  return generators::build(one);
}

constexpr uint64_t kPrograms = 300;

struct Seen {
  std::set<ExprKind> kinds;
  std::set<decimal::Rounding> roundings;
  std::set<checked::BandMode> modes;
  std::set<checked::AggregateKind> aggregates;
  std::set<checked::Kind> outputs;
  std::map<std::string, int> count;
};

/// Requirements of which a tier has several versions.
int versions_of(const checked::CheckedProgram& program) {
  int out = 0;
  for (const checked::Tier& tier : program.tiers) {
    std::set<std::string> names;
    for (const checked::Requirement& requirement : tier.requirements) {
      out += names.insert(requirement.name).second ? 0 : 1;
    }
  }
  return out;
}

void look_at_status(const checked::CheckedProgram& program, Seen& seen) {
  seen.count["dated versions"] += versions_of(program);
  if (!program.status) return;
  const checked::Status& status = *program.status;
  seen.count["status"] += 1;
  seen.count["launch"] += status.launch_at_once ? 1 : 0;
  seen.count["exists"] += status.exists ? 1 : 0;
  seen.count["promote"] += status.promote_on ? 1 : 0;
  seen.count["assess"] += status.assessing ? 1 : 0;
  seen.count["holds"] += status.holds_until ? 1 : 0;
  seen.count["demote limit"] += status.demote_limit > 0 ? 1 : 0;
  for (const checked::Tier& tier : program.tiers) {
    for (const checked::Requirement& requirement : tier.requirements) {
      seen.count["grace"] += requirement.keep == checked::Keep::Grace ? 1 : 0;
      seen.count["assessed"] += requirement.keep == checked::Keep::Assessed ? 1 : 0;
      seen.count["dated and kept"] +=
          requirement.keep != checked::Keep::Plain && (requirement.from || requirement.until) ? 1
                                                                                              : 0;
    }
  }
}

void look_at(const checked::CheckedProgram& program, Seen& seen) {
  look_at_status(program, seen);
  for (const checked::Expr& expr : program.exprs) {
    seen.kinds.insert(expr.kind);
    if (expr.kind == ExprKind::Round) seen.roundings.insert(expr.rounding);
    if (expr.kind == ExprKind::BandsOf) seen.modes.insert(expr.mode);
    if (expr.kind == ExprKind::Aggregate) seen.aggregates.insert(expr.aggregate);
  }
  for (const checked::Output& output : program.outputs) seen.outputs.insert(output.type.kind);
  for (const checked::Table& table : program.tables) {
    seen.count["dated tables"] += table.days.empty() ? 0 : 1;
  }
  for (const checked::CalendarInfo& calendar : program.calendars) {
    seen.count["calendars with an end"] += calendar.first || calendar.last ? 1 : 0;
  }
  for (const checked::Define& define : program.defines) {
    seen.count["exceptions"] += static_cast<int>(define.exceptions.size());
    seen.count["parameters"] += static_cast<int>(define.parameters.size());
  }
  seen.count["tiers"] += static_cast<int>(program.tiers.size());
  seen.count["splits"] += static_cast<int>(program.splits.size());
  seen.count["bands"] += static_cast<int>(program.bands.size());
  seen.count["scenarios"] += static_cast<int>(program.scenarios.size());
}

void look_at(const decision::Decision& decision, Seen& seen) {
  for (const decision::Parts& parts : decision.parts) {
    std::set<decimal::BigInt> values;
    for (const auto& part : parts) {
      if (!part) continue;
      seen.count["parts"] += 1;
      seen.count["negative parts"] += *part < 0 ? 1 : 0;
      values.insert(*part);
    }
    seen.count["parts that differ"] += values.size() > 1 ? 1 : 0;
  }
}

void run(const Built& built, Seen& seen) {
  const bytecode::Bytecode& program = *built.compiled.bytecode;
  const auto batch = generators::to_batch(*built.compiled.checked, program.schema, built.questions);
  timeline::Decider decider(program);
  std::optional<decision::Decision> first;
  bool differs = false;
  for (size_t i = 0; i < built.questions.size(); ++i) {
    decision::Decision decision;
    decider.decide(batch, i, built.questions[i].today, decision);
    seen.count["decisions"] += 1;
    seen.count["faults"] += decision.fault ? 1 : 0;
    look_at(decision, seen);
    differs |= first && !(decision == *first);
    if (!first) first = decision;
  }
  seen.count["programs whose answers differ"] += differs ? 1 : 0;
  seen.count["64 bits"] += static_cast<int>(decider.widths().bits64);
  seen.count["128 bits"] += static_cast<int>(decider.widths().bits128);
  seen.count["wider"] += static_cast<int>(decider.widths().unbounded);
}

TEST(LawGenerators, ProgramsAreAcceptedAndVarious) {
  Seen seen;
  for (uint64_t seed = 0; seed < kPrograms; ++seed) {
    const Built built = any_built(seed);
    ASSERT_EQ(built.refused, "") << "seed " << seed << "\n" << built.source.text;
    look_at(*built.compiled.checked, seen);
    run(built, seen);
  }
  EXPECT_EQ(seen.kinds.size(), static_cast<size_t>(ExprKind::At)) << "all but TierOn, of claims";
  EXPECT_EQ(seen.roundings.size(), std::size(decimal::kRoundings));
  EXPECT_EQ(seen.modes.size(), 4U);
  EXPECT_EQ(seen.aggregates.size(), 5U);
  EXPECT_EQ(seen.outputs.size(), 4U);  // bool, number, day, enum
  for (const auto& [what, times] : seen.count) std::cout << "     " << times << " " << what << "\n";
  for (const char* what : {"dated tables",
                           "exceptions",
                           "parameters",
                           "tiers",
                           "bands",
                           "scenarios",
                           "splits",
                           "parts",
                           "parts that differ",
                           "negative parts",
                           "faults",
                           "64 bits",
                           "128 bits",
                           "wider",
                           "status",
                           "launch",
                           "exists",
                           "promote",
                           "assess",
                           "holds",
                           "demote limit",
                           "grace",
                           "assessed",
                           "dated and kept",
                           "dated versions",
                           "calendars with an end"}) {
    EXPECT_GT(seen.count[what], 10) << what;
  }
  EXPECT_LT(seen.count["status"], static_cast<int>(kPrograms / 2));
  EXPECT_LT(seen.count["faults"] * 10, seen.count["decisions"]);
  EXPECT_GT(seen.count["programs whose answers differ"], static_cast<int>(kPrograms / 2));
}

TEST(LawGenerators, AReplayMakesTheSame) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Choices fresh = Choices::fresh(seed);
    const std::string text = generators::make_program(fresh, 60).text;
    Choices replay = Choices::replay(fresh.draws());
    EXPECT_EQ(generators::make_program(replay, 60).text, text);
  }
}

TEST(LawGenerators, NoDrawsMakeTheSmallestProgram) {
  Choices none = Choices::replay({});
  std::string why;
  generators::compile(generators::make_program(none, 0), why);
  EXPECT_EQ(why, "");
}

}  // namespace
}  // namespace tierline
