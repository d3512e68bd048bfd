// Chart: a record as one picture in three parts: what a row costs in memory, what whole commands
// take, and each goal beside what was reached.
// Made of: record.hpp, goals.hpp, svg.hpp    Read by: render_bench.cpp
// Tested by: tests/unit/bench_render
#pragma once

#include <string>

#include "bench/render/record.hpp"

namespace tierline::bench {

/// The picture as SVG, the same bytes for the same figures. What was not measured has no bar.
std::string chart_of(const Record& record);

}  // namespace tierline::bench
