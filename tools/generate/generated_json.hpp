// generated.json: how a population was made: program, seed, sizes, digests of the files, and how
// many lines of each `run` will reject. No clock and no path, so the same request gives the same
// bytes. Made by: generated_json.cpp    Read by: people, scripts, tools/generate/population.cpp
// Tested by: tests/cli/generate_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/generate/population.hpp"

namespace tierline::generate {

std::string generated_json(const Request& request, const Report& report,
                           const std::vector<bulk::OutFileInfo>& files);

/// What `--replace` may throw away: a folder that holds generated.json and the files that it names,
/// as they were made.
bulk::OwnFiles made_folder();

}  // namespace tierline::generate
