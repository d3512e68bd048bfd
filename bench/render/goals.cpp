#include "bench/render/goals.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iterator>

namespace tierline::bench {
namespace {

using Figure = std::optional<double>;

Figure ratio(const Figure& of, const Figure& to) {
  if (!of || !to || *to == 0) return std::nullopt;
  return *of / *to;
}

// Best of seven, a row, of a way of bench/bulk/bulk_bench.
Figure row(const Record& record, const std::string& way, int threads = 1) {
  return record.find("bulk", fmt::format("{}, {}/best", way, threads), "row");
}

// How large a number is told: three digits are enough for any ratio.
std::string digits(double value) {
  if (value >= 100) return fmt::format("{:.0f}", value);
  if (value >= 10) return fmt::format("{:.1f}", value);
  return fmt::format("{:.2f}", value);
}

enum class Bound : uint8_t { AtLeast, AtMost };

Goal make(std::string work, Bound bound, double goal, std::string_view unit, const Figure& value) {
  Goal out;
  out.work = std::move(work);
  out.aim = goal;
  out.goal = fmt::format("{} {:g}{}", bound == Bound::AtLeast ? "at least" : "at most", goal, unit);
  out.reached = value ? digits(*value) + std::string(unit) : "not measured";
  if (value) out.share = bound == Bound::AtLeast ? *value / goal : goal / *value;
  return out;
}

Goal at_least(std::string work, double goal, std::string_view unit, const Figure& value) {
  return make(std::move(work), Bound::AtLeast, goal, unit, value);
}
Goal at_most(std::string work, double goal, std::string_view unit, const Figure& value) {
  return make(std::move(work), Bound::AtMost, goal, unit, value);
}

Figure micros(const Figure& seconds) {
  if (!seconds) return std::nullopt;
  return *seconds * 1e6;
}

void add_memory_goals(const Record& record, std::vector<Goal>& out) {
  const Figure machine = row(record, "columnar machine");
  out.push_back(at_least("columnar machine beside AVX-512 written by hand", 0.75, " of its speed",
                         ratio(row(record, "by hand, columns, AVX-512"), machine)));
  out.push_back(at_least("beside plain loops as g++ makes AVX-512 of them", 1.5, " times as fast",
                         ratio(row(record, "by hand, columns, plain loops for AVX-512"), machine)));
  out.push_back(
      at_least("beside a loop over rows, 64 bits, range checked", 6, " times as fast",
               ratio(row(record, "by hand, rows, 64 bits after a range check"), machine)));
  out.push_back(at_least("two threads beside one", 1.7, " times as fast",
                         ratio(machine, row(record, "columnar machine", 2))));
  const std::string best = "columnar machine, 1/best";
  const Figure wide = ratio(record.find("wide", best, "row"), record.find("narrow", best, "row"));
  out.push_back(at_most("one row in a thousand beyond 64 bits, on top", 10, " %",
                        wide ? Figure((*wide - 1) * 100) : std::nullopt));
  out.push_back(
      at_most("a batch of one account", 2, " µs",
              micros(record.find("bulk", "columnar machine, a call for each row", "real_time"))));
  out.push_back(at_most("one decision in the scalar machine", 1, " µs",
                        micros(row(record, "scalar machine"))));
}

void add_file_goals(const Record& record, std::vector<Goal>& out) {
  const auto seconds = [&](const std::string& name) {
    return record.find("accounts", name, "seconds");
  };
  const Figure ours = seconds("tierline run, threads: 2");
  out.push_back(at_least("accounts, CSV to CSV, two threads, beside DuckDB", 8, " times as fast",
                         ratio(seconds("DuckDB, threads: 2"), ours)));
  const Figure count = seconds("wc -l");
  const Figure copy = seconds("cat");
  out.push_back(at_most("beside `wc -l` plus `cat` of the same bytes", 3, " times as long",
                        count && copy ? ratio(ours, *count + *copy) : std::nullopt));
}

// Of the full size if somebody has taken the time.
void add_ledger_goals(const Record& record, std::vector<Goal>& out) {
  const bool full = record.find("ledger_full", "tierline run", "seconds").has_value();
  const std::string file = full ? "ledger_full" : "ledger";
  const Figure lines = record.find(file, "data", "lines");
  const std::string work = lines
                               ? fmt::format("{:g} million ledger lines to decisions", *lines / 1e6)
                               : "ledger lines to decisions";
  out.push_back(at_least(
      work + ", beside DuckDB", 3, " times as fast",
      ratio(record.find(file, "DuckDB", "seconds"), record.find(file, "tierline run", "seconds"))));
  const Figure peak = record.find(file, "tierline run", "peak_mb");
  out.push_back(at_most(work + ", most memory", 2, " GiB",
                        peak ? Figure(*peak * 1e6 / (1 << 30)) : std::nullopt));
}

void add_time_goals(const Record& record, std::vector<Goal>& out) {
  const auto histories = [&](const std::string& pace) {
    return record.find("history", "population/" + pace, "items_per_second");
  };
  out.push_back(at_least("histories of two years by jumps, beside day by day", 200,
                         " times as fast", ratio(histories("by_jumps"), histories("day_by_day"))));
  const auto seconds = [&](const std::string& name) {
    return record.find("commands", name, "seconds");
  };
  out.push_back(at_least("`run --since`, 1 % changed, beside a whole run", 20, " times as fast",
                         ratio(seconds("run, Milestone"), seconds("run --since, Milestone"))));
}

}  // namespace

std::vector<Goal> goals_of(const Record& record) {
  std::vector<Goal> out;
  add_memory_goals(record, out);
  add_file_goals(record, out);
  add_ledger_goals(record, out);
  add_time_goals(record, out);
  return out;
}

std::string table_of(const std::vector<Goal>& goals) {
  std::string out = "| work | goal | measured | |\n|---|---|---|---|\n";
  for (const Goal& goal : goals) {
    const std::string_view verdict = !goal.share ? "" : goal.is_met() ? "reached" : "not reached";
    fmt::format_to(std::back_inserter(out), "| {} | {} | {} | {} |\n", goal.work, goal.goal,
                   goal.reached, verdict);
  }
  return out;
}

}  // namespace tierline::bench
