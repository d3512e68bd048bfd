// Earlier: the runs that a run is given beside its data: the one it goes on from, and the one it is
// compared with. Made by: tools/bulk/run.cpp    Read by: tools/bulk
// Tested by: tests/cli/time/since_test.cpp, tests/cli/time/against_test.cpp
#pragma once

#include <optional>

#include "tools/bulk/run.hpp"
#include "tools/bulk/state/previous_run.hpp"

namespace tierline::bulk {

struct Earlier {
  std::optional<PreviousRun> since;
  std::optional<PreviousRun> against;
};

/// What a run is asked.
inline RunIdentity identity_of(const RunRequest& request) {
  return {request.tool_version, request.program->header.title, bytecode::digest(*request.program),
          request.as_of, request.known_on};
}

}  // namespace tierline::bulk
