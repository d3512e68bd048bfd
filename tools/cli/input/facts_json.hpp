// facts_json: the facts of one account from JSON, every number by its digits as they are written:
//   {"account": {"partner": "ACME", ...}, "sale": [{"on": "2022-09-01", "list_price": 750000.00}]}
// A number never passes through binary floating point, and one with an exponent is refused where
// its field is read. null is a fact not stated.
// Read by: tools/cli/decide.cpp, tools/cli/replay.cpp    Tested by: tests/cli
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::cli {

base::Result<std::vector<bulk::FactRecord>, bulk::RunError> parse_facts(std::string_view json);

/// Reads and parses a file, or standard input where the path is `-`.
base::Result<std::vector<bulk::FactRecord>, bulk::RunError> read_facts(const std::string& path);

}  // namespace tierline::cli
