// Goals: what Tierline has set itself to reach, and what a record says was reached: ratios of
// figures of one run, never figures of different ones.
// Made of: record.hpp    Read by: table.hpp, chart.hpp
// Tested by: tests/unit/bench_render
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/render/record.hpp"

namespace tierline::bench {

struct Goal {
  std::string work;
  double aim = 0;
  std::string goal;             // `at least 8 times as fast`: the aim in words
  std::string reached;          // `2.31 times as fast`
  std::optional<double> share;  // how many times as good as the goal; 1: just reached
  bool is_met() const { return share && *share >= 1; }
};

/// All goals in the order in which they are told; without a share where a figure is missing.
std::vector<Goal> goals_of(const Record& record);

/// The goals as a table in Markdown.
std::string table_of(const std::vector<Goal>& goals);

}  // namespace tierline::bench
