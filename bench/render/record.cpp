#include "bench/render/record.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

namespace tierline::bench {
namespace {

using nlohmann::json;

std::string key(const std::string& file, const std::string& name, const std::string& field) {
  return file + '\n' + name + '\n' + field;
}

// `columnar machine, 1/repeats:7/real_time` with the aggregate `best` is `columnar machine,
// 1/best`.
std::string name_of(const json& benchmark) {
  if (!benchmark.contains("aggregate_name")) return benchmark.at("name");
  const std::string run_name = benchmark.at("run_name");
  const std::string aggregate = benchmark.at("aggregate_name");
  return run_name.substr(0, run_name.find("/repeats:")) + '/' + aggregate;
}

double seconds_of(std::string_view unit) {
  if (unit == "ns") return 1e-9;
  if (unit == "us") return 1e-6;
  if (unit == "ms") return 1e-3;
  return 1;
}

std::ifstream open(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw RecordError(fmt::format("cannot read {}", path.string()));
  return file;
}

}  // namespace

Record::Record(const std::filesystem::path& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::filesystem::path& path = entry.path();
    try {
      if (path.extension() == ".json") read_benchmarks(path);
      if (path.extension() == ".jsonl") read_lines(path);
    } catch (const json::exception& broken) {
      throw RecordError(fmt::format("{}: {}", path.string(), broken.what()));
    }
  }
  if (error) throw RecordError(fmt::format("cannot read {}: {}", folder.string(), error.message()));
  if (figures_.empty()) throw RecordError(fmt::format("no figures in {}", folder.string()));
}

void Record::read_benchmarks(const std::filesystem::path& path) {
  std::ifstream file = open(path);
  const json whole = json::parse(file);
  for (const json& benchmark : whole.at("benchmarks")) {
    const double unit = seconds_of(benchmark.value("time_unit", ""));
    for (const auto& [field, value] : benchmark.items()) {
      if (!value.is_number()) continue;
      const bool is_time = field == "real_time" || field == "cpu_time";
      keep(path, name_of(benchmark), field, value.get<double>() * (is_time ? unit : 1));
    }
  }
}

void Record::read_lines(const std::filesystem::path& path) {
  std::ifstream file = open(path);
  for (std::string line; std::getline(file, line);) {
    const json figures = json::parse(line);
    for (const auto& [field, value] : figures.items()) {
      if (value.is_number()) keep(path, figures.at("name"), field, value.get<double>());
    }
  }
}

void Record::keep(const std::filesystem::path& path, const std::string& name,
                  const std::string& field, double value) {
  figures_[key(path.stem().string(), name, field)] = value;
}

std::optional<double> Record::find(const std::string& file, const std::string& name,
                                   const std::string& field) const {
  const auto at = figures_.find(key(file, name, field));
  if (at == figures_.end()) return std::nullopt;
  return at->second;
}

}  // namespace tierline::bench
