// Beginning: how far a file is, byte by byte, what an earlier run read. The trail of the file's
// digest proves it, stretch by stretch and on several threads; what is proved is neither kept nor
// looked at again, and the digest of the whole file goes on behind it.
// Made by: find_beginnings    Read by: tools/bulk/read/data_reader.cpp, changes_reader.cpp
// Tested by: tests/unit/tools_bulk/beginning_test.cpp, tests/cli/time/since_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "base/digest.hpp"
#include "tools/bulk/input/input.hpp"
#include "tools/bulk/state/record_log.hpp"

namespace tierline::bulk {

struct Beginning {
  const FileRecords* records = nullptr;  // of the earlier run; nothing: it had no such file
  size_t stretches = 0;                  // of the digest's trail that are proved
  // What is taken over: the first blocks, as `take_blocks` has found them.
  size_t blocks = 0;
  uint64_t bytes = 0;
  uint32_t record_count = 0;
  uint32_t lines = 0;

  uint64_t proved_bytes() const { return stretches * base::DigestTrail::kStretchBytes; }
};

/// A file of which the beginning is to be found; it can be read from any place.
struct BeginningOf {
  Input* input = nullptr;
  Beginning* beginning = nullptr;  // its records are set
};

/// Counts the stretches that are proved. A file that cannot be read has none: who reads it next
/// finds the error.
void find_beginnings(const std::vector<BeginningOf>& files, size_t threads);

/// Which blocks have orphans: records of no account.
enum class Orphans : uint8_t { Take, Leave };

/// Takes the blocks that lie within what is proved, behind a header of so many bytes. Left out is
/// the last block of the earlier file, for where it ends the file may go on now; and all from the
/// first on whose records depend on what follows, or, if so wished, that has an orphan.
void take_blocks(Beginning& beginning, uint64_t header_bytes, Orphans orphans);

}  // namespace tierline::bulk
