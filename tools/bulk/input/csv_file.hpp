// csv_file: a CSV file as an Input. It is opened when it is first read. What is read is what was
// there: a file that changes meanwhile is an error, not a mixture.
// Read by: tools/bulk/input/inputs.cpp    Tested by: tests/unit/tools_bulk/input_test.cpp
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "tools/bulk/input/input.hpp"

namespace tierline::bulk {

/// A regular file, or a pipe.
///   stop  set by somebody else: give up a wait for a pipe soon; nothing: never
std::unique_ptr<Input> csv_file(const std::filesystem::path& path,
                                const std::atomic<bool>* stop = nullptr);

}  // namespace tierline::bulk
