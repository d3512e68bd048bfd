// MilestoneCase: the Milestone program and its sample partners, in memory.
// Read by: bench/micro/decide_bench.cpp, bench/micro/history_bench.cpp
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "compiler/compile.hpp"
#include "tools/bulk/read/data.hpp"

namespace tierline {

struct MilestoneCase {
  bytecode::Bytecode program;
  batch::Batch batch;
};

/// Nothing: it does not load.
inline std::optional<MilestoneCase> load_milestone() {
  const std::filesystem::path folder = TIERLINE_SOURCE_DIR "/programs/milestone";
  const compiler::LoadedProgram loaded = compiler::load_program(folder);
  if (!loaded.program) return std::nullopt;
  compiler::Compiled compiled = compiler::compile(*loaded.program);
  if (!compiled.bytecode) return std::nullopt;
  auto data = bulk::read_data(folder / "data", compiled.bytecode->schema);
  if (!data.ok()) return std::nullopt;
  const auto whole = data.value().whole();
  if (!whole.ok()) return std::nullopt;
  return MilestoneCase{std::move(*compiled.bytecode), *whole.value().batch};
}

}  // namespace tierline
