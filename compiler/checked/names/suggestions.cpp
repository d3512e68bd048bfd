#include "compiler/checked/names/suggestions.hpp"

#include <algorithm>

namespace tierline::checked {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_but_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// One row more of the table of distances between the prefixes of two words.
void next_row(std::string_view left, std::string_view right, size_t i,
              std::vector<std::vector<size_t>>& rows) {
  std::vector<size_t>& row = rows[i];
  row[0] = i;
  for (size_t j = 1; j <= right.size(); ++j) {
    const bool same = left[i - 1] == right[j - 1];
    row[j] = std::min({rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1)});
    const bool swapped =
        i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
    if (swapped) row[j] = std::min(row[j], rows[i - 2][j - 2] + 1);
  }
}

}  // namespace

size_t edit_distance(std::string_view left, std::string_view right, size_t limit) {
  if (same_but_case(left, right)) return left == right ? 0 : 1;
  const size_t longer = std::max(left.size(), right.size());
  if (longer - std::min(left.size(), right.size()) > limit) return limit + 1;
  std::vector<std::vector<size_t>> rows(left.size() + 1, std::vector<size_t>(right.size() + 1));
  for (size_t j = 0; j <= right.size(); ++j) rows[0][j] = j;
  for (size_t i = 1; i <= left.size(); ++i) {
    next_row(left, right, i, rows);
    if (*std::min_element(rows[i].begin(), rows[i].end()) > limit + 1) return limit + 1;
  }
  return std::min(rows.back().back(), limit + 1);
}

std::optional<std::string> nearest(std::string_view name,
                                   std::vector<std::string_view> candidates) {
  std::sort(candidates.begin(), candidates.end());
  const size_t limit = std::max<size_t>(1, name.size() / 3);
  std::optional<std::string> best;
  size_t best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    const size_t distance = edit_distance(name, candidate, limit);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = std::string(candidate);
  }
  return best;
}

std::string did_you_mean(std::string_view name, std::vector<std::string_view> candidates) {
  const auto best = nearest(name, std::move(candidates));
  return best ? "did you mean `" + *best + "`?" : "";
}

}  // namespace tierline::checked
