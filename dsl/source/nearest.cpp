// Damerau-Levenshtein in its simple form (a swapped pair is not edited again), three rows at a
// time.
#include "dsl/source/nearest.hpp"

#include <algorithm>
#include <vector>

namespace tierline::source {
namespace {

size_t limit_for(size_t letters) { return letters <= 4 ? 1 : letters <= 8 ? 2 : 3; }

}  // namespace

size_t distance(std::string_view from, std::string_view to, size_t limit) {
  const size_t longer = std::max(from.size(), to.size());
  if (longer - std::min(from.size(), to.size()) >= limit) {
    return limit;
  }
  std::vector<size_t> before_last(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  for (size_t j = 0; j <= to.size(); ++j) {
    last[j] = j;
  }
  for (size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= to.size(); ++j) {
      const size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return std::min(last[to.size()], limit);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  size_t least = limit_for(word.size()) + 1;
  for (const std::string_view candidate : candidates) {
    const size_t changes = distance(word, candidate, least);
    if (changes < least) {
      best = candidate;
      least = changes;
    }
  }
  return best;
}

}  // namespace tierline::source
