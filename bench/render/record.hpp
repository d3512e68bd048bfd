// Record: the figures of one run of scripts/bench, as those who measured wrote them into a folder:
// *.json by Google Benchmark, *.jsonl by bench/run/measure and the scripts. It knows no goal and
// computes nothing. Read by: goals.hpp, chart.hpp
// Tested by: tests/unit/bench_render
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace tierline::bench {

/// A file that is not what its writer writes, named.
struct RecordError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Record {
 public:
  /// Reads a folder. Throws RecordError.
  explicit Record(const std::filesystem::path& folder);

  /// A figure by its file (without what follows the dot), its name and its field. Of repeated
  /// benchmarks the name ends in what was made of them: `columnar machine, 1/best`. Times are in
  /// seconds, whatever the file has. Nothing if it was not measured.
  std::optional<double> find(const std::string& file, const std::string& name,
                             const std::string& field) const;

 private:
  void read_benchmarks(const std::filesystem::path& path);
  void read_lines(const std::filesystem::path& path);
  void keep(const std::filesystem::path& path, const std::string& name, const std::string& field,
            double value);

  std::map<std::string, double> figures_;
};

}  // namespace tierline::bench
