// The same loops, compiled with flags of their own: see bench/CMakeLists.txt.
#include "bench/bulk/by_hand/plain_columns.hpp"

namespace tierline::bench {

void plain_columns_avx512(const Facts& facts, Answers& answers, size_t first, size_t end) {
  decide_blocks(facts, answers, first, end);
}

}  // namespace tierline::bench
