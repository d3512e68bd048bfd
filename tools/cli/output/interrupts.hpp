// interrupts: a Ctrl-C or a shutdown ends a run at the next account and leaves nothing behind; one
// that comes more than a second later ends it at once.
// Read by: tools/cli/run.cpp, tools/cli/replay.cpp, tools/cli/generate.cpp, tools/cli/prove.cpp
// Tested by: tests/cli/run_test.cpp, tests/cli/prove_test.cpp
#pragma once

#include <atomic>

namespace tierline::cli {

/// Begins to listen; becomes true when an end is asked for.
const std::atomic<bool>* listen_for_interrupts();

}  // namespace tierline::cli
