#include "tools/cliffs/pieces.hpp"

#include <algorithm>

namespace tierline::cliffs {

namespace {

constexpr int64_t kPoints = 240;  // of a whole curve; a chart is some 700 pixels wide

Point point_at(const AxisProgram& program, Evaluator& evaluator, int64_t value) {
  const decision::Decision& decision = evaluator.decide(value);
  Point out;
  out.axis = value;
  if (decision.fault) return out;
  if (program.axis) out.axis = decision.outputs[*program.axis].number;
  for (const size_t output : program.shown) out.shown.push_back(decision.outputs[output]);
  return out;
}

}  // namespace

int64_t drawn_to(const Curve& curve) {
  if (!curve.cliffs.empty()) {
    const int64_t last = curve.cliffs.back().at;
    return std::min(curve.high, last + std::max<int64_t>(1, (last - curve.low) / 4));
  }
  const int64_t last = curve.edges.empty() ? curve.low + 100'000 : curve.edges.back();
  return std::min(curve.high, last + std::max<int64_t>(1, (last - curve.low) / 4));
}

std::vector<std::vector<Point>> draw_pieces(const AxisProgram& program, Evaluator& evaluator,
                                            const Curve& curve, int64_t high) {
  std::vector<std::vector<Point>> out;
  std::vector<int64_t> starts = {curve.low};
  for (const int64_t edge : curve.edges) {
    if (edge <= high) starts.push_back(edge);
  }
  const int64_t width = std::max<int64_t>(1, high - curve.low);
  for (size_t i = 0; i < starts.size(); ++i) {
    const int64_t first = starts[i];
    const int64_t last = i + 1 < starts.size() ? starts[i + 1] - 1 : high;
    const int64_t length = last - first;
    const int64_t parts = std::min(length, 1 + length / std::max<int64_t>(1, width / kPoints));
    std::vector<Point>& piece = out.emplace_back();
    for (int64_t part = 0; part < parts; ++part) {
      piece.push_back(point_at(program, evaluator, first + length / parts * part));
    }
    piece.push_back(point_at(program, evaluator, last));
  }
  return out;
}

}  // namespace tierline::cliffs
