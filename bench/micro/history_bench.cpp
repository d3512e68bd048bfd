// How long the history of an account takes: two years of the Milestone program over its sample
// partners, facts in memory, by jumps from horizon to horizon and day by day.
// The figure to read is items a second: histories. Read by: scripts/bench
#include <benchmark/benchmark.h>

#include "bench/micro/milestone_case.hpp"
#include "runtime/timeline/decider.hpp"

namespace tierline {
namespace {

const calendar::Day kLast =
    *calendar::parse_day("2024-06-30");  // two years after the program's first day

void history(benchmark::State& state, timeline::Pace pace) {
  const std::optional<MilestoneCase> loaded = load_milestone();
  if (!loaded) return state.SkipWithError("programs/milestone does not load");
  const calendar::Day first = *loaded->program.header.in_force_from;
  timeline::Decider decider(loaded->program, pace);
  std::vector<timeline::Change> changes;
  for (auto _ : state) {
    for (size_t i = 0; i < loaded->batch.accounts; ++i) {
      decider.history(loaded->batch, i, first, kLast, changes);
      benchmark::DoNotOptimize(changes);
    }
  }
  const auto histories =
      static_cast<int64_t>(state.iterations()) * static_cast<int64_t>(loaded->batch.accounts);
  state.SetItemsProcessed(histories);
  state.counters["days_looked_at"] =
      static_cast<double>(decider.evaluations()) / static_cast<double>(histories);
}

BENCHMARK_CAPTURE(history, by_jumps, timeline::Pace::Jump)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(history, day_by_day, timeline::Pace::EveryDay)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tierline

BENCHMARK_MAIN();
