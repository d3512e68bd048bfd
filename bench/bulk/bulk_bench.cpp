// bulk_bench: what a row costs, by the loops that one would write by hand and by our machines, on
// the same rows in the same process. Before a way is timed its answers are compared with the
// judge's, every one of them; a way that is wrong is not timed, and the program fails.
//   bulk_bench [--rows=N] [--large=PER_MILLION] [--wide=PER_MILLION] [--machine_rows=N] [--seed=N]
//              [options of Google Benchmark]
// Made of: bench/bulk/by_hand, bench/bulk/by_machine.hpp    Read by: scripts/bench
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "bench/bulk/by_hand/ways.hpp"
#include "bench/bulk/by_machine.hpp"
#include "bench/bulk/population.hpp"

namespace tierline::bench {
namespace {

constexpr size_t kThreads[] = {1, 2};

struct Options {
  Recipe recipe;
  size_t machine_rows = 100'000;
};

// Takes `--name=N` away from the arguments.
bool take(std::string_view argument, std::string_view name, auto& out) {
  if (!argument.starts_with(name)) return false;
  argument.remove_prefix(name.size());
  const auto [end, error] =
      std::from_chars(argument.data(), argument.data() + argument.size(), out);
  return error == std::errc{} && end == argument.data() + argument.size();
}

// What is not ours stays for Google Benchmark, which refuses what it does not know.
Options take_options(int& argc, char** argv) {
  Options options;
  const auto ours = [&](const char* argument) {
    return take(argument, "--rows=", options.recipe.rows) ||
           take(argument, "--large=", options.recipe.large_per_million) ||
           take(argument, "--wide=", options.recipe.wide_per_million) ||
           take(argument, "--seed=", options.recipe.seed) ||
           take(argument, "--machine_rows=", options.machine_rows);
  };
  char** const end = std::remove_if(argv + 1, argv + argc, ours);
  argc = static_cast<int>(end - argv);
  *end = nullptr;
  options.machine_rows = std::min(options.machine_rows, options.recipe.rows);
  return options;
}

// The rows in equal parts, each in a thread of its own.
void decide_all(const Way& way, size_t threads) {
  const size_t part = (way.rows / threads + kRowsApart - 1) / kRowsApart * kRowsApart;
  std::vector<std::jthread> others;
  for (size_t first = part; first < way.rows; first += part) {
    others.emplace_back(
        [&way, first, part] { way.decide(first, std::min(first + part, way.rows)); });
  }
  way.decide(0, std::min(part, way.rows));
}

bool is_right(const Way& way, size_t threads, const Population& population, Answers& answers) {
  answers.forget();
  decide_all(way, threads);
  if (way.finish) way.finish(0, way.rows);
  const auto at = first_difference(population.facts, answers, population.expected, 0, way.rows);
  if (!at) return true;
  fmt::print(stderr, "bulk_bench: `{}` decides row {} in another way\n", way.name, *at);
  return false;
}

void time_way(benchmark::State& state, const Way& way, size_t threads) {
  for (auto _ : state) {
    decide_all(way, threads);
    benchmark::ClobberMemory();
  }
  const auto rows = static_cast<double>(way.rows) * static_cast<double>(state.iterations());
  state.counters["row"] = benchmark::Counter(
      rows, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);  // seconds a row
}

// What a call costs that decides a single row.
void time_calls(benchmark::State& state, const Way& way) {
  size_t row = 0;
  for (auto _ : state) {
    way.decide(row, row + 1);
    row = row + 1 == way.rows ? 0 : row + 1;
  }
}

// Keeps two figures for each way, for the table at the end: the median says what it was like on
// this machine at this time, the best what it can be when nobody else is there.
class Figures : public benchmark::ConsoleReporter {
 public:
  struct Figure {
    std::string name;
    double median_ns = 0;  // a row
    double best_ns = 0;
  };
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    Figure figure;
    for (const Run& run : runs) {
      figure.name = run.run_name.function_name;
      if (run.aggregate_name == "median") figure.median_ns = run.counters.at("row").value * 1e9;
      if (run.aggregate_name == "best") figure.best_ns = run.counters.at("row").value * 1e9;
    }
    if (figure.best_ns > 0) figures_.push_back(figure);
  }
  const std::vector<Figure>& all() const { return figures_; }

 private:
  std::vector<Figure> figures_;
};

void print_ratios(const std::vector<Figures::Figure>& figures) {
  if (figures.empty()) return;
  const double best = std::ranges::min(figures, {}, &Figures::Figure::best_ns).best_ns;
  fmt::print("\n{:<52}{:>10}{:>10}{:>12}{:>14}\n", "ns a row; way, threads", "median", "best",
             "best, M/s", "x the best");
  for (const Figures::Figure& figure : figures) {
    fmt::print("{:<52}{:>10.2f}{:>10.2f}{:>12.1f}{:>14.2f}\n", figure.name, figure.median_ns,
               figure.best_ns, 1e3 / figure.best_ns, figure.best_ns / best);
  }
}

void print_population(const Recipe& recipe, const Tally& tally) {
  fmt::print("{} rows, {} + {} bytes each; tiers {} {} {} {}; half cents {}, on a threshold {},\n",
             recipe.rows, kBytesIn, kBytesOut, tally.tiers[0], tally.tiers[1], tally.tiers[2],
             tally.tiers[3], tally.half_cents, tally.on_threshold);
  fmt::print("on a goal {}, beyond 2^42 cents {}, beyond 64 bits {}\n\n", tally.on_goal,
             tally.large, tally.wide);
}

void add_benchmarks(const std::vector<Way>& ways) {
  for (const Way& way : ways) {
    for (const size_t threads : kThreads) {
      const std::string name = fmt::format("{}, {}", way.name, threads);
      benchmark::RegisterBenchmark(name.c_str(), time_way, way, threads)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime()
          ->Repetitions(7)
          ->ReportAggregatesOnly()
          ->ComputeStatistics("best", [](const std::vector<double>& all) {
            return *std::ranges::min_element(all);
          });
    }
  }
}

int run(const Options& options) {
  if (options.recipe.rows == 0) {
    fmt::print(stderr, "bulk_bench: of no rows nothing can be said\n");
    return 1;
  }
  const std::optional<bytecode::Bytecode> program =
      compile_decision(TIERLINE_SOURCE_DIR "/bench/bulk/decision");
  if (!program) {
    fmt::print(stderr, "bulk_bench: bench/bulk/decision does not compile\n");
    return 1;
  }
  const Population population = make_population(options.recipe);
  const batch::Batch batch = batch_of(*program, population.facts, options.machine_rows);
  Answers answers(population.facts);
  std::vector<Way> ways = hand_written_ways(population.facts, answers);
  ways.push_back(scalar_machine(*program, batch, population.facts, answers));
  ways.push_back(columnar_machine(*program, population.facts, answers));
  print_population(options.recipe, population.tally);

  for (const Way& way : ways) {
    for (const size_t threads : kThreads) {
      if (!is_right(way, threads, population, answers)) return 1;
    }
  }
  add_benchmarks(ways);
  benchmark::RegisterBenchmark("columnar machine, a call for each row", time_calls, ways.back());
  Figures figures;
  benchmark::RunSpecifiedBenchmarks(&figures);
  print_ratios(figures.all());
  fmt::print("\nThe scalar machine decided the first {} rows only.\n", options.machine_rows);
  return 0;
}

}  // namespace
}  // namespace tierline::bench

int main(int argc, char** argv) {
  const tierline::bench::Options options = tierline::bench::take_options(argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  return tierline::bench::run(options);
}
