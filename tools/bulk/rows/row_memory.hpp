// RowMemory: memory for rows that stay until the end, handed out piece by piece and never taken
// back. It lies in large pages where the system has them: to have small ones made takes as long as
// to fill them.
// Read by: tools/bulk/rows/portions.hpp    Tested by: tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

namespace tierline::bulk {

class RowMemory {
 public:
  /// May be asked by many threads.
  char* take(size_t bytes);

 private:
  struct Free {
    void operator()(char* bytes) const { std::free(bytes); }
  };

  void add_slab(size_t bytes);

  std::mutex mutex_;
  std::vector<std::unique_ptr<char, Free>> slabs_;
  size_t used_ = 0;  // of the last slab
  size_t room_ = 0;
};

}  // namespace tierline::bulk
