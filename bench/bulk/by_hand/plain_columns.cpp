#include "bench/bulk/by_hand/plain_columns.hpp"

namespace tierline::bench {

void plain_columns(const Facts& facts, Answers& answers, size_t first, size_t end) {
  decide_blocks(facts, answers, first, end);
}

}  // namespace tierline::bench
