#include "bench/bulk/by_hand/ways.hpp"

namespace tierline::bench {
namespace {

using Loop = void(const Facts&, Answers&, size_t, size_t);

Way way(const char* name, const Facts& facts, Answers& answers, Loop* loop) {
  return {name, facts.rows(),
          [&facts, &answers, loop](size_t first, size_t end) { loop(facts, answers, first, end); }};
}

void add_avx512_ways([[maybe_unused]] std::vector<Way>& ways, [[maybe_unused]] const Facts& facts,
                     [[maybe_unused]] Answers& answers) {
#ifdef TIERLINE_WAYS_IN_AVX512
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl")) {
    return;
  }
  ways.push_back(
      way("by hand, columns, plain loops for AVX-512", facts, answers, plain_columns_avx512));
  ways.push_back(way("by hand, columns, AVX-512", facts, answers, columns_avx512));
#endif
}

}  // namespace

std::vector<Way> hand_written_ways(const Facts& facts, Answers& answers) {
  std::vector<Way> ways = {
      way("by hand, rows, 128 bits", facts, answers, rows_in_128_bits),
      way("by hand, rows, 64 bits after a range check", facts, answers, rows_in_64_bits),
      way("by hand, columns, plain loops", facts, answers, plain_columns)};
  add_avx512_ways(ways, facts, answers);
  return ways;
}

}  // namespace tierline::bench
