// Child: runs a program, or a function of ours, in a process of its own, within a time, and leaves
// nothing of it behind. A thread cannot be ended from outside; a process can, whatever it is doing.
// The text for a program is its standard input, as a file in memory, so no pipe can fill up. The
// child leads a process group of its own, which is killed as a whole.
// Read by: process_solver.cpp, z3_solver.cpp    Tested by:
// tests/unit/compiler_prover/smt/process_solver_test.cpp
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace tierline::smt {

struct ChildLimits {
  int milliseconds = 0;
  int megabytes = 0;
};

/// A sentence: it is not there, was killed, ended with a status other than 0, took too long,
/// printed too much, was stopped.
struct ChildFailed {
  std::string why;
  bool ended = false;  // by us: it took too long, or was stopped
};

/// Runs `command`, found as a shell finds it, and returns what it printed.
base::Result<std::string, ChildFailed> run_child(const std::vector<std::string>& command,
                                                 const std::string& input,
                                                 const ChildLimits& limits,
                                                 const std::stop_token& stop);

/// Calls `work` in a copy of this process and returns what it returned there. Nothing else of what
/// it does is seen here. Other threads are not in the copy: `work` must not wait for any.
base::Result<std::string, ChildFailed> run_apart(const std::string& name,
                                                 const std::function<std::string()>& work,
                                                 const ChildLimits& limits,
                                                 const std::stop_token& stop);

}  // namespace tierline::smt
