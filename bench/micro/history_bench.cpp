// How long the history of an account takes: two years of the Milestone program, facts in memory, by
// jumps from horizon to horizon and day by day; for its sample partners, and for a population of
// 100,000 partners with twenty entries each, of which day by day takes the first 500.
// The figure to read is items a second: histories. `entries` and `moves` are of one history.
// Read by: scripts/bench
#include <benchmark/benchmark.h>

#include "bench/micro/milestone_case.hpp"
#include "bench/micro/population.hpp"
#include "runtime/timeline/decider.hpp"

namespace tierline {
namespace {

using timeline::Pace;

const calendar::Day kLast =
    *calendar::parse_day("2024-06-30");  // two years after the program's first day

constexpr size_t kPopulation = 100'000;
constexpr size_t kDayByDay = 500;  // of them

size_t entries_of(const batch::Batch& batch, size_t accounts) {
  size_t entries = 0;
  for (const batch::LedgerBatch& ledger : batch.ledgers) entries += ledger.offsets[accounts];
  return entries;
}

/// Each iteration finds the histories of the first accounts of a batch.
void histories(benchmark::State& state, const bytecode::Bytecode& program,
               const batch::Batch& batch, size_t accounts, Pace pace) {
  const calendar::Day first = *program.header.in_force_from;
  timeline::Decider decider(program, pace);
  std::vector<timeline::Change> changes;
  size_t moves = 0;
  for (auto _ : state) {
    for (size_t i = 0; i < accounts; ++i) {
      decider.history(batch, i, first, kLast, changes);
      moves += changes.size();
    }
  }
  const auto count = static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(accounts);
  const auto each = [count](auto all) {
    return static_cast<double>(all) / static_cast<double>(count);
  };
  state.SetItemsProcessed(count);
  state.counters["days_looked_at"] = each(decider.evaluations());
  state.counters["moves"] = each(moves);
  state.counters["entries"] =
      static_cast<double>(entries_of(batch, accounts)) / static_cast<double>(accounts);
}

void sample(benchmark::State& state, Pace pace) {
  const std::optional<MilestoneCase> loaded = load_milestone();
  if (!loaded) return state.SkipWithError("programs/milestone does not load");
  histories(state, loaded->program, loaded->batch, loaded->batch.accounts, pace);
}

void population(benchmark::State& state, Pace pace) {
  static const std::optional<MilestoneCase> loaded = load_milestone();
  if (!loaded) return state.SkipWithError("programs/milestone does not load");
  static const Population all(loaded->program.schema, kPopulation);
  const size_t accounts = pace == Pace::EveryDay ? kDayByDay : kPopulation;
  histories(state, loaded->program, all.batch(), accounts, pace);
}

BENCHMARK_CAPTURE(sample, by_jumps, Pace::Jump)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(sample, day_by_day, Pace::EveryDay)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(population, by_jumps, Pace::Jump)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(population, day_by_day, Pace::EveryDay)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tierline

BENCHMARK_MAIN();
