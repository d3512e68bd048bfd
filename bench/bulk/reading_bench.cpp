// reading_bench PROGRAM DATA [RUNS]: how fast a data folder is read, step by step, by one thread and
// by two: the bytes and their digest, the separators alone, all records into rows, the same with
// the hashes that --since needs, and the portions that are handed to those who decide.
// Made of: tools/bulk/read, tools/bulk/chunks    Read by: bench/README.md
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

#include "compiler/compile.hpp"
#include "tools/bulk/chunks/chunk_source.hpp"
#include "tools/bulk/chunks/separators.hpp"
#include "tools/bulk/input/inputs.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline::bench {
namespace {

using bulk::Data;

constexpr size_t kStretchBytes = size_t{1} << 15;
constexpr size_t kThreads[] = {1, 2};

size_t failures = 0;

void note_failure(const bulk::RunError& error) {
  fmt::print(stderr, "reading_bench: {}\n", error.message);
  ++failures;
}

/// By the clock on the wall, and by that of all processors together.
struct Time {
  double wall = 0;
  double cpu = 0;
};

Time time_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t cpu_begin = std::clock();
  work();
  const std::clock_t cpu_end = std::clock();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {wall.count(), static_cast<double>(cpu_end - cpu_begin) / CLOCKS_PER_SEC};
}

class Bench {
 public:
  Bench(bytecode::Bytecode program, std::filesystem::path data, size_t runs)
      : program_(std::move(program)), data_(std::move(data)), runs_(runs) {}

  void run() {
    for (const auto& entry : std::filesystem::directory_iterator(data_)) {
      if (entry.path().extension() == ".csv") bytes_ += entry.file_size();
    }
    fmt::print("{:<32} {:>8} {:>9} {:>9} {:>9}\n", "", "threads", "seconds", "MB/s", "cpu");
    measure("separators of text in memory", 1, [&] { find_separators(); });
    for (const size_t threads : kThreads) {
      measure("bytes and their digest", threads, [&] { read_bytes(threads > 1); });
      measure("records into rows", threads, [&] { read_records(threads, false); });
      measure("and hashes for --since", threads, [&] { read_records(threads, true); });
      const Data data = read_records(threads, false);
      measure("portions out of rows", threads, [&] { load_portions(data, threads); });
    }
  }

 private:
  void measure(std::string_view name, size_t threads, const std::function<void()>& work) {
    std::vector<Time> times;
    for (size_t i = 0; i < runs_; ++i) times.push_back(time_of(work));
    std::sort(times.begin(), times.end(),
              [](const Time& a, const Time& b) { return a.wall < b.wall; });
    const Time median = times[times.size() / 2];
    fmt::print("{:<32} {:>8} {:>9.3f} {:>9.0f} {:>9.3f}\n", name, threads, median.wall,
               static_cast<double>(bytes_) / median.wall / 1e6, median.cpu);
  }

  /// Calls `visit` with each chunk of each file.
  void for_each_chunk(bool digest_beside, const std::function<void(const bulk::Chunk&)>& visit) {
    const auto inputs = bulk::find_inputs(data_, program_.schema);
    if (!inputs) return note_failure(inputs.error());
    std::vector<bulk::Input*> files = {inputs.value().account.get()};
    for (const auto& ledger : inputs.value().ledgers) {
      for (const auto& input : ledger) files.push_back(input.get());
    }
    bulk::ChunkOptions options;
    options.digest_beside = digest_beside;
    for (bulk::Input* file : files) {
      bulk::ChunkSource source(*file, options);
      while (true) {
        const auto chunk = source.next();
        if (!chunk) return note_failure(chunk.error());
        if (!chunk.value()) break;
        visit(*chunk.value());
      }
      digest_bytes_ += source.digest().size();
    }
  }

  void read_bytes(bool digest_beside) {
    for_each_chunk(digest_beside, [](const bulk::Chunk&) {});
  }

  void find_separators() {
    if (texts_.empty()) {
      for_each_chunk(true, [&](const bulk::Chunk& chunk) { texts_.emplace_back(chunk.text); });
    }
    bulk::Separators separators;
    for (const std::string_view text : texts_) {
      for (size_t at = 0; at < text.size(); at += kStretchBytes) {
        separators.find(text.substr(at, kStretchBytes));
        separators_ += separators.count;
      }
    }
  }

  Data read_records(size_t threads, bool with_log) {
    bulk::Reading reading;
    reading.threads = threads;
    reading.with_log = with_log;
    auto data = bulk::read_data(data_, program_.schema, {}, {}, bulk::Places::Forget, reading);
    if (data) return std::move(data).value();
    note_failure(data.error());
    return {};
  }

  void load_portions(const Data& data, size_t threads) {
    const auto load = [&](size_t first) {
      for (size_t i = first; i < data.portions(); i += threads) {
        const auto portion = data.portion(i);
        if (!portion) note_failure(portion.error());
      }
    };
    std::vector<std::jthread> others;
    for (size_t i = 1; i < threads; ++i) others.emplace_back(load, i);
    load(0);
  }

  const bytecode::Bytecode program_;
  const std::filesystem::path data_;
  const size_t runs_;
  uintmax_t bytes_ = 0;
  std::vector<std::string> texts_;
  size_t separators_ = 0;
  size_t digest_bytes_ = 0;
};

int run(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    fmt::print(stderr, "usage: reading_bench PROGRAM DATA [RUNS]\n");
    return 2;
  }
  const compiler::LoadedProgram loaded = compiler::load_program(argv[1]);
  if (!loaded.program) return 2;
  compiler::Compiled compiled = compiler::compile(*loaded.program);
  if (!compiled.bytecode) return 2;
  const size_t runs = argc > 3 ? std::max<size_t>(1, std::strtoul(argv[3], nullptr, 10)) : 3;
  Bench(std::move(*compiled.bytecode), argv[2], runs).run();
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace tierline::bench

int main(int argc, char** argv) { return tierline::bench::run(argc, argv); }
