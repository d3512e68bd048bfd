// The end of a broken promise: say where, then stop before a wrong figure can leave the program.
#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace tierline::base {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, condition);
  std::fflush(stderr);
  std::abort();
}

}  // namespace tierline::base
