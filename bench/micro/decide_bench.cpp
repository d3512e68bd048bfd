// How long one decision takes in the scalar machine: the Milestone program over its sample
// partners, facts in memory, without a trace and with one. Read by: scripts/bench
#include <benchmark/benchmark.h>

#include "bench/micro/milestone_case.hpp"
#include "runtime/scalar/machine.hpp"

namespace tierline {
namespace {

const calendar::Day kToday = *calendar::parse_day("2022-12-31");

// Each iteration decides every sample partner; the figure to read is items a second.
template <class Decide>
void over_all(benchmark::State& state, Decide decide) {
  const std::optional<MilestoneCase> loaded = load_milestone();
  if (!loaded) return state.SkipWithError("programs/milestone does not load");
  scalar::Machine machine(loaded->program);
  for (auto _ : state) {
    for (size_t i = 0; i < loaded->batch.accounts; ++i) decide(machine, *loaded, i);
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(loaded->batch.accounts));
  size_t entries = 0;
  for (const batch::LedgerBatch& ledger : loaded->batch.ledgers) entries += ledger.offsets.back();
  state.counters["entries_an_account"] =
      static_cast<double>(entries) / static_cast<double>(loaded->batch.accounts);
}

void decide(benchmark::State& state) {
  decision::Decision decision;
  over_all(state, [&](scalar::Machine& machine, const MilestoneCase& at, size_t account) {
    machine.decide(at.batch, account, kToday, decision);
    benchmark::DoNotOptimize(decision);
  });
}
BENCHMARK(decide)->Unit(benchmark::kMicrosecond);

void decide_and_explain(benchmark::State& state) {
  over_all(state, [](scalar::Machine& machine, const MilestoneCase& at, size_t account) {
    decision::Trace trace;
    benchmark::DoNotOptimize(machine.decide(at.batch, account, kToday, trace));
    benchmark::DoNotOptimize(trace);
  });
}
BENCHMARK(decide_and_explain)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tierline

BENCHMARK_MAIN();
