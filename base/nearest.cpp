// Damerau-Levenshtein in its simple form (a swapped pair is not edited again), three rows at a
// time.
#include "base/nearest.hpp"

#include <algorithm>
#include <vector>

namespace tierline::base {

namespace {

// Beyond this many letters two words are compared by nobody; it bounds the work of one suggestion.
constexpr std::size_t kWordBytesMax = 64;

std::size_t limit_for(std::size_t letters) { return letters <= 4 ? 1 : letters <= 8 ? 2 : 3; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::size_t distance(std::string_view from, std::string_view to, std::size_t limit) {
  const std::size_t longer = std::max(from.size(), to.size());
  if (longer - std::min(from.size(), to.size()) >= limit) return limit;
  const auto same = [&](std::size_t i, std::size_t j) { return lower(from[i]) == lower(to[j]); };
  std::vector<std::size_t> before_last(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (same(i - 1, j - 1) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return std::min(last[to.size()], limit);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.empty() || word.size() > kWordBytesMax) return {};
  std::string_view best;
  std::size_t least = limit_for(word.size()) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t changes = distance(word, candidate, least);
    if (changes >= least) continue;
    best = candidate;
    least = changes;
  }
  return best;
}

}  // namespace tierline::base
