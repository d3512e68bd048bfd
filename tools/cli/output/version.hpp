// Version: what this build of tierline calls itself, in `--version` and in every run.json.
// Made by: CMake, from the project's version    Read by: tools/cli
#pragma once

#include <string>

namespace tierline::cli {

inline std::string version() { return TIERLINE_VERSION; }
inline std::string version_line() { return "tierline " + version(); }

}  // namespace tierline::cli
