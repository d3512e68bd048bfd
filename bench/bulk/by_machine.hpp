// The Milestone decision by our own machines: the compiled program, and the population as the batch
// that a machine reads. The scalar machine is slow beside a loop, so its batch has the first rows
// only. Read by: bench/bulk/bulk_bench.cpp    Tested by: tests/unit/bench_bulk
#pragma once

#include <filesystem>
#include <optional>

#include "bench/bulk/columns.hpp"
#include "bench/bulk/way.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/columnar/machine.hpp"

namespace tierline::bench {

/// Compiles bench/bulk/decision; nothing if it does not compile.
std::optional<bytecode::Bytecode> compile_decision(const std::filesystem::path& folder);

/// The first `rows` rows of the population, as the program's schema asks for them.
batch::Batch batch_of(const bytecode::Bytecode& program, const Facts& facts, size_t rows);

/// One account at a time. Everything given must outlive the way.
Way scalar_machine(const bytecode::Bytecode& program, const batch::Batch& batch, const Facts& facts,
                   Answers& answers);

/// All rows where they lie, column by column; what is left is decided one account at a time.
Way columnar_machine(const bytecode::Bytecode& program, const Facts& facts, Answers& answers,
                     const columnar::Options& options = {});

}  // namespace tierline::bench
