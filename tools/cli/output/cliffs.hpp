// Cliffs: where outputs jump along an axis, as a table for people, as lines of CSV, or as JSON.
// Made by: cliffs.cpp, cliffs_json.cpp    Read by: tools/cli/cliffs.cpp
// Tested by: tests/cli/cliffs_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/cli/output/terminal.hpp"
#include "tools/cliffs/cliffs.hpp"

namespace tierline::cli {

/// Whether the partner at each edge is printed as scenarios.
enum class Partners : uint8_t { Hide, Show };

std::string cliffs_text(const std::vector<cliffs::Report>& reports, Partners partners, Color color);
std::string cliffs_csv(const std::vector<cliffs::Report>& reports);
std::string cliffs_json(const std::vector<cliffs::Report>& reports);

/// `+3750.01`, `-10%`, `+31` of days; "" for words.
std::string jump_text(const cliffs::Report& report, const cliffs::Jump& jump);

/// A value of the axis, of an output, of the varied fact.
std::string axis_text(const cliffs::Report& report, const bytecode::Value& value);
std::string output_text(const cliffs::Report& report, size_t output, const bytecode::Value& value);
std::string fact_text(const cliffs::Report& report, const cliffs::Curve& curve, int64_t value);

}  // namespace tierline::cli
