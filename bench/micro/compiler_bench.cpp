// How fast a program's text becomes bytecode: parse, check, all of it. Bytes and lines a second.
// Read by: scripts/bench
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "bench/micro/large_program.hpp"
#include "compiler/compile.hpp"

namespace tierline {
namespace {

source::SourceSet sources_of(size_t lines) {
  return source::SourceSet({{"large.tier", bench::large_program(lines)}});
}

void count(benchmark::State& state, const source::SourceSet& sources) {
  const std::string& text = sources.files().front().text;
  const auto rounds = static_cast<int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<int64_t>(text.size()));
  state.SetItemsProcessed(rounds * std::count(text.begin(), text.end(), '\n'));
}

void parse(benchmark::State& state) {
  const source::SourceSet sources = sources_of(static_cast<size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(dsl::parse(sources));
  count(state, sources);
}
BENCHMARK(parse)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

checked::FileLoader no_files() {
  return [](std::string_view) {
    return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
  };
}

void check(benchmark::State& state) {
  const source::SourceSet sources = sources_of(static_cast<size_t>(state.range(0)));
  const dsl::Parsed parsed = dsl::parse(sources);
  for (auto _ : state) benchmark::DoNotOptimize(checked::check(parsed.ast, no_files()));
  count(state, sources);
}
BENCHMARK(check)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void compile(benchmark::State& state) {
  const compiler::ProgramText program{sources_of(static_cast<size_t>(state.range(0))), no_files()};
  if (!compiler::compile(program).bytecode) state.SkipWithError("the program does not compile");
  for (auto _ : state) benchmark::DoNotOptimize(compiler::compile(program));
  count(state, program.sources);
}
BENCHMARK(compile)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tierline

BENCHMARK_MAIN();
