// MappedFiles: which files are mapped into memory. Whoever cuts one of them while it is read makes
// the system send SIGBUS; then the file is named and the process ends, instead of a crash.
// Made by: file_bytes.cpp    Read by: tools/cli/main.cpp
// Tested by: tests/unit/tools_bulk/input_test.cpp
#pragma once

#include <cstddef>
#include <string>

namespace tierline::bulk {

void note_mapped(const void* begin, size_t bytes, const std::string& path);
void forget_mapped(const void* begin);

/// From now on a mapped file that is cut ends the process with a message and this exit status.
void explain_cut_files(int exit_status);

}  // namespace tierline::bulk
