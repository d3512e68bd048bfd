// One include line at a time; see the header.
#include "tests/tidy/includes.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace tierline::tidy {
namespace {

struct Include {
  std::string_view name;
  bool ours = false;  // in quotes, from the repository root
};

std::optional<Include> include_in(std::string_view line) {
  const auto skip_blanks = [&] {
    while (line.starts_with(' ')) line.remove_prefix(1);
  };
  skip_blanks();
  if (!line.starts_with('#')) return std::nullopt;
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return std::nullopt;
  line.remove_prefix(7);
  skip_blanks();
  if (line.empty() || (line[0] != '"' && line[0] != '<')) return std::nullopt;
  const bool ours = line[0] == '"';
  line.remove_prefix(1);
  return Include{line.substr(0, line.find(ours ? '"' : '>')), ours};
}

bool holds(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Says what is wrong with including one of our own files; empty when nothing is.
std::string judge_ours(const Layers& layers, const Layer* from, std::string_view name) {
  if (!exists_in_repository(name)) return "includes no file of the repository";
  if (from == nullptr) return "";
  const Layer* to = layer_of(layers, name);
  if (to == nullptr) return "`" + from->name + "` must not see tests or benchmarks";
  if (to == from || holds(from->uses, to->name)) return "";
  return "`" + from->name + "` may not use `" + to->name + "`";
}

std::string judge_package(const Layers& layers, const Layer* from, std::string_view path,
                          std::string_view name) {
  const Package* package = package_of(layers, name);
  if (package == nullptr) return "";
  if (!package->only_in.empty() && !starts_with_any(path, package->only_in)) {
    return "`" + package->name + "` is for other files only, see cmake/layers.cmake";
  }
  if (from == nullptr || holds(from->packages, package->name)) return "";
  return "`" + from->name + "` may not use the package `" + package->name + "`";
}

}  // namespace

Findings judge_includes(const Layers& layers, std::string_view path, std::string_view text) {
  Findings out;
  const Layer* from = layer_of(layers, path);
  std::size_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    const std::optional<Include> include = include_in(line);
    if (!include) continue;
    const std::string what = include->ours ? judge_ours(layers, from, include->name)
                                           : judge_package(layers, from, path, include->name);
    if (!what.empty()) {
      out.push_back({std::string(path), number, what + ": " + std::string(include->name)});
    }
  }
  return out;
}

}  // namespace tierline::tidy
