// Tiers, and how they move in time: every line of a `status` block, and conditions that change as
// days pass, so that tiers are reached, kept for a while and lost within two years.
#include <algorithm>

#include "tests/generators/declarations.hpp"

namespace tierline::generators {

// ---- conditions that move ----

Text Expressions::moving(const Scope& scope) {
  ++uses_.cost;
  switch (choices_.below(9)) {
    case 0:
    case 1:
      return moving_day(scope);
    case 2:
    case 3:
    case 4:
      return moving_entries(scope);
    case 5:
      return year_passed(scope, 0);
    case 6: {
      if (!scope.before) return moving_day(scope);
      uses_.before = true;
      const std::string order = choices_.pick({" >= ", " < ", " = "});
      return {"tier before today" + order + choices_.pick(world_.tiers), Level::Compare};
    }
    case 7: {
      const Text first = moving_day(scope);
      return {choices_.pick({"any of (", "all of ("}) + first.text + ", " +
              moving_entries(scope).text + ")"};
    }
    default:
      return {"not " + bracketed(moving_day(scope), Level::Compare), Level::Not};
  }
}

/// Asks of a day of the account whether it has come, or whether it is long ago.
Text Expressions::moving_day(const Scope& scope) {
  const Text day = choices_.chance(1, 4) ? Text{date()} : name_of({.kind = Kind::Day}, scope, 0);
  const std::string named = day.text.empty() ? "joined" : atom(day);
  switch (choices_.below(5)) {
    case 0:
      return {"left by today", Level::Compare};
    case 1:
      return {named + " by today", Level::Compare};
    case 2:
      return {"today <= " + named + " + " + choices_.pick({"20", "100", "365"}) + " days",
              Level::Compare};
    case 3:
      return {"today in " + choices_.pick({"year", "quarter", "month"}) + " of " + named,
              Level::Compare};
    default:
      return {"today - " + named + " >= " + choices_.pick({"0", "30", "90"}), Level::Compare};
  }
}

/// Counts entries of a time that moves on.
Text Expressions::moving_entries(const Scope& scope) {
  if (!scope.aggregates || world_.ledgers.empty()) return moving_day(scope);
  uses_.entries = true;
  const Ledger& ledger = choices_.pick(world_.ledgers);
  const std::string on = ledger.name + ".on";
  const std::string when = choices_.pick({"year of today", "year before today", "quarter of today",
                                          "month before today", "fiscal year of today"});
  switch (choices_.below(3)) {
    case 0:
      return {"(count of " + ledger.name + " where " + on + " in " + when +
                  ") >= " + choices_.pick({"1", "2"}),
              Level::Compare};
    case 1:
      return {"(any " + ledger.name + " where today <= " + on + " + " +
                  choices_.pick({"10", "60", "200"}) + " days)",
              Level::Atom};
    default:
      return {"(max of " + ledger.name + ".on otherwise joined) + " +
                  choices_.pick({"5", "45", "365"}) + " days > today",
              Level::Compare};
  }
}

Text Expressions::group(const Scope& scope, int depth) {
  std::string out = choices_.pick({"any of (", "all of ("}) + condition(scope, depth).text;
  for (uint32_t more = 1 + choices_.below(2); more > 0; --more) {
    out += ", " + condition(scope, 0).text;
  }
  return {out + ")"};
}

Text Expressions::year_passed(const Scope& scope, int depth) {
  return {"a full " + choices_.pick({"calendar", "fiscal"}) + " year has passed since " +
              atom(day(scope, std::min(depth, 1))),
          Level::Compare};
}

// ---- the block ----

std::string Declarations::known_days() {
  if (!choices_.chance(1, 3)) return "";
  const std::string from = choices_.pick({"", "2021-01-01", "2021-12-27", "1999-12-31"});
  const std::string until = choices_.pick({"2024-12-31", "2024-02-29", "2030-10-10"});
  return "  in force" + validity(from, from.empty() || choices_.chance(2, 3) ? until : "") + "\n";
}

/// How a requirement is kept. The first one is assessed if the program assesses at all.
std::string Declarations::keeping(bool first) {
  if (world_.assess && (first || choices_.chance(1, 4))) return " assessed yearly";
  if (!choices_.chance(1, 3)) return "";
  return " grace " + choices_.pick({"1", "2", "10", "60", "400"}) + " days";
}

std::string Declarations::promotion(const Scope& scope) {
  const std::string count = choices_.pick({"3", "1", "2", "14", "90"});
  switch (choices_.below(5)) {
    case 0:
    case 1:
      return "after " + count + " days";
    case 2:
      if (world_.calendars.empty()) return "after " + count + " days";
      return "after " + count + " " + world_.calendars[0] + " days";
    case 3:
      return "on if (" + expressions_.condition(scope, 1).text + ") then today + " + count +
             " days else today";
    default:
      return "on " + expressions_.of({.kind = Kind::Day}, scope, 1).text;
  }
}

std::string Declarations::assessment(const Scope& scope) {
  std::string out = "on " + choices_.pick({"1 January", "1 July", "31 December", "28 February"});
  if (choices_.chance(1, 3)) {
    out = "on each anniversary of " + choices_.pick({"joined", "2020-02-29", "2021-06-30"});
  }
  if (choices_.chance(1, 2)) out += " once " + expressions_.moving(scope).text;
  return out;
}

void Declarations::status() {
  const Scope scope{.tier = false, .before = false};
  std::vector<std::string> lines;
  const auto line = [&](const std::string& text) {
    lines.push_back("  " + text + because() + "\n");
  };
  if (choices_.chance(1, 2)) line("launch placed at once");
  // Some accounts end and come back: what they were before must be forgotten.
  if (choices_.chance(1, 3)) {
    line("starts " + choices_.pick({"joined", "joined + 3 days", "earlier of (joined, today)",
                                    "start of (quarter of today) + 20 days"}));
  }
  if (choices_.chance(1, 3)) {
    const bool entries = !world_.ledgers.empty() && choices_.chance(1, 2);
    line("ends " + (entries
                        ? "(max of " + world_.ledgers[0].name + ".on otherwise joined) + 45 days"
                        : choices_.pick({"left", "2022-12-31", "left"})));
  }
  if (choices_.chance(2, 3)) line("promote " + promotion(scope));
  if (world_.assess) line("assess " + assessment(scope));
  if (choices_.chance(1, 2)) {
    line(choices_.pick(
        {"demote at most 1 tier", "demote to the best tier kept", "demote at most 2 tiers"}));
  }
  if (choices_.chance(1, 4)) {
    line("holds until " + choices_.pick({"today + 30 days", "end of (year of today)",
                                         "later of (joined + 100 days, today)"}));
  }
  for (size_t i = lines.size(); i > 1; --i) std::swap(lines[i - 1], lines[choices_.below(i)]);
  std::string out = "status tier {\n";
  for (const std::string& each : lines) out += each;
  declarations_.push_back(out + "}\n");
  expressions_.take_uses();
}

// ---- tiers ----

namespace {

/// The last day of one version, and the first of the next.
struct Turn {
  std::string last;
  std::string next;
};
const std::vector<Turn> kTurns = {
    {"2022-02-28", "2022-03-01"}, {"2022-03-31", "2022-04-01"}, {"2022-06-30", "2022-07-01"}};

}  // namespace

std::string Declarations::requirement(const std::string& called, const Scope& scope,
                                      const std::string& terms) {
  const bool moves = world_.status && choices_.chance(7, 8);
  const Text asked = moves ? expressions_.moving(scope) : expressions_.condition(scope, depth());
  return "  requires " + called + " : " + asked.text + terms + because() + "\n";
}

void Declarations::tiers() {
  std::string below;
  for (const std::string& tier : world_.tiers) {
    std::string out = "tier " + tier;
    if (!below.empty() && choices_.chance(1, 2)) out += " extends " + below;
    out += " {\n";
    const uint32_t count = 1 + choices_.below(3);
    for (uint32_t i = 0; i < count; ++i) {
      const Scope scope{.tier = false};
      // One of two names, so that a higher tier replaces what a lower one says.
      const std::string called = i == 0 ? choices_.pick({"revenue", "staff"}) : name("need");
      const std::string from = choices_.chance(1, 4) ? "2022-01-01" : "";
      const std::string until = choices_.chance(1, 4) ? "2022-12-31" : "";
      const std::string kept = world_.status ? keeping(below.empty() && i == 0) : "";
      if (choices_.chance(1, 5)) {
        const Turn turn = choices_.pick(kTurns);
        out += requirement(called, scope, validity(from, turn.last) + kept);
        out += requirement(called, scope, validity(turn.next, until) + kept);
      } else {
        out += requirement(called, scope, validity(from, until) + kept);
      }
    }
    declarations_.push_back(out + "}\n");
    below = tier;
  }
  expressions_.take_uses();
}

}  // namespace tierline::generators
