#include "tools/cliffs/walk/edges.hpp"

#include <algorithm>

namespace tierline::cliffs {

namespace {

struct Point {
  int64_t value = 0;
  Signature signature;
};

class Search {
 public:
  explicit Search(Evaluator& evaluator) : evaluator_(evaluator) {}

  Point at(int64_t value) { return {value, evaluator_.signature(value)}; }

  /// As deep as the stretch has binary digits.
  void halve(const Point& low, const Point& high) {
    if (low.signature == high.signature || edges.size() > kEdgesMax) return;
    if (high.value - low.value == 1) return edges.push_back(high.value);
    const Point middle = at(low.value + (high.value - low.value) / 2);
    halve(low, middle);
    halve(middle, high);
  }

  std::vector<int64_t> edges;

 private:
  Evaluator& evaluator_;
};

}  // namespace

std::optional<std::vector<int64_t>> find_edges(Evaluator& evaluator, int64_t low, int64_t high,
                                               std::vector<int64_t> points) {
  points.push_back(high);
  std::sort(points.begin(), points.end());
  Search search(evaluator);
  Point last = search.at(low);
  for (const int64_t value : points) {
    if (value <= last.value || value > high) continue;
    Point next = search.at(value);
    search.halve(last, next);
    last = std::move(next);
  }
  if (search.edges.size() > kEdgesMax) return std::nullopt;
  return std::move(search.edges);
}

}  // namespace tierline::cliffs
