// Report: what a run came to, as a table a person can read, or as JSON.
// Read by: tools/cli/run.cpp    Tested by: tests/cli
#pragma once

#include <cstdint>
#include <string>

#include "tools/bulk/run.hpp"

namespace tierline::cli {

enum class Detail : uint8_t { Counts, Summary };

std::string report_text(const bulk::RunReport& report, Detail detail);
std::string report_json(const bulk::RunReport& report, Detail detail);

}  // namespace tierline::cli
