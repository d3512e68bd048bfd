// ShippedProgram: a folder of programs/, compiled, for the tests that judge what we ship.
// Read by: tests/programs/*_test.cpp
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/compile.hpp"
#include "tools/bulk/run.hpp"

namespace tierline::programs {

/// The names of all folders of programs/ that hold a program.tier, sorted.
std::vector<std::string> shipped_names();

struct ShippedProgram {
  compiler::Compiled compiled;
  std::string diagnostics;  // all of them, warnings too; empty is what we want
};

/// Compiles programs/NAME.
ShippedProgram load_shipped(const std::string& name);

/// `define payout`, `requirement Premier.brand`, `bands accelerator below 100%`: every rule that
/// names no clause. A table's or bands' own clause covers its rows.
std::vector<std::string> rules_without_clause(const checked::CheckedProgram& program);

/// What a run of programs/NAME on its own data comes to, as of a day, as known on another one.
struct ShippedRun {
  std::string error;
  bulk::RunReport report;
  std::string decisions;  // the files, whole
  std::string rejects;
  std::map<std::string, std::string> parts;  // likewise, by split
};
ShippedRun run_shipped(const std::string& name, const std::string& as_of,
                       const std::optional<std::string>& known_on = std::nullopt);

}  // namespace tierline::programs
