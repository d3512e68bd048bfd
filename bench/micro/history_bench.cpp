// How long the history of an account takes: two years of the Milestone program over its sample
// partners, facts in memory, by jumps from horizon to horizon and day by day.
// The figure to read is items a second: histories. Read by: scripts/bench
#include <benchmark/benchmark.h>

#include <optional>

#include "compiler/compile.hpp"
#include "runtime/timeline/decider.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline {
namespace {

constexpr std::string_view kLast = "2024-06-30";  // two years after the program's first day

struct Case {
  bytecode::Bytecode program;
  batch::Batch batch;
  calendar::Day first = 0;
  calendar::Day last = 0;
};

std::optional<Case> load() {
  const std::filesystem::path folder = TIERLINE_SOURCE_DIR "/programs/milestone";
  const compiler::LoadedProgram loaded = compiler::load_program(folder);
  if (!loaded.program) return std::nullopt;
  compiler::Compiled compiled = compiler::compile(*loaded.program);
  if (!compiled.bytecode) return std::nullopt;
  auto data = bulk::read_data(folder / "data", compiled.bytecode->schema);
  if (!data.ok()) return std::nullopt;
  const calendar::Day first = *compiled.bytecode->header.in_force_from;
  return Case{std::move(*compiled.bytecode), std::move(data.value().batch), first,
              *calendar::parse_day(kLast)};
}

void history(benchmark::State& state, timeline::Pace pace) {
  const std::optional<Case> loaded = load();
  if (!loaded) return state.SkipWithError("programs/milestone does not load");
  timeline::Decider decider(loaded->program, pace);
  decision::Decision decision;
  for (auto _ : state) {
    for (size_t i = 0; i < loaded->batch.accounts; ++i) {
      benchmark::DoNotOptimize(
          decider.history(loaded->batch, i, loaded->first, loaded->last, decision));
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
