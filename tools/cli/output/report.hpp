// Report: what a run came to, as a table a person can read, or as JSON.
// Read by: tools/cli/run.cpp, tools/cli/replay.cpp, tools/cli/generate.cpp    Tested by: tests/cli
#pragma once

#include <cstdint>
#include <string>

#include "tools/bulk/run.hpp"

namespace tierline::cli {

enum class Detail : uint8_t { Counts, Summary };

std::string report_text(const bulk::RunReport& report, Detail detail);
std::string report_json(const bulk::RunReport& report, Detail detail);

/// 1234567 as 1,234,567: counts are for people, amounts stay as they are written.
std::string grouped(size_t count);

}  // namespace tierline::cli
