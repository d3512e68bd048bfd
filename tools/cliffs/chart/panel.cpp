#include "tools/cliffs/chart/panel.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace tierline::cliffs {

namespace {

using bytecode::Measure;
using bytecode::Schema;
using bytecode::ValueKind;
using bytecode::ValueType;

constexpr Px kHead = px(24);      // title and legend
constexpr Px kAmounts = px(170);  // the paper of amounts
constexpr Px kWord = px(26);      // a line of words
constexpr Px kBar = px(18);       // a line of yes and no
constexpr size_t kColours = 6;

/// Whether the output jumps on any curve.
bool is_jumping(const Report& report, size_t output) {
  for (const Curve& curve : report.curves) {
    for (const Cliff& cliff : curve.cliffs) {
      for (const Jump& jump : cliff.jumps) {
        if (jump.output == output) return true;
      }
    }
  }
  return false;
}

PanelKind kind_of(const ValueType& type) {
  if (type.kind == ValueKind::Bool) return PanelKind::YesNo;
  return type.kind == ValueKind::Enum ? PanelKind::Words : PanelKind::Amounts;
}

std::string unit_text(const ValueType& type) {
  if (type.kind == ValueKind::Day) return "day";
  if (type.measure == Measure::Money) return type.currency;
  return type.measure == Measure::Percent ? "per cent" : "count";
}

/// Amounts of one unit share their paper, and so does all that is yes or no.
bool share(const Panel& panel, const ValueType& type) {
  if (panel.kind != kind_of(type) || panel.kind == PanelKind::Words) return false;
  if (panel.kind == PanelKind::YesNo) return true;
  return panel.type.kind == type.kind && panel.type.measure == type.measure &&
         panel.type.currency == type.currency && panel.series.size() < kColours;
}

/// The value at the scale of its panel.
BigInt scaled(const Value& value, uint32_t scale, uint32_t wanted) {
  BigInt out = value.number;
  for (; scale < wanted; ++scale) out *= 10;
  return out;
}

class Drawing {
 public:
  Drawing(Svg& svg, const Panel& panel, const Schema& schema, const Scale& across, Px left,
          Px right, Px top)
      : svg_(svg),
        panel_(panel),
        schema_(schema),
        across_(across),
        left_(left),
        right_(right),
        top_(top + kHead),
        bottom_(top + height_of(panel, schema)) {}

  void draw();

 private:
  void draw_head();
  void draw_amounts();
  void draw_words();
  void draw_bars();
  void draw_series(size_t series, const Scale& up);
  void draw_bar(size_t series, Px middle);
  const std::vector<std::string>& words() const {
    return schema_.enums[panel_.type.enum_index].words;
  }

  Svg& svg_;
  const Panel& panel_;
  const Schema& schema_;
  const Scale& across_;
  Px left_;
  Px right_;
  Px top_;
  Px bottom_;
};

void Drawing::draw_head() {
  svg_.text({left_, top_ - px(8)}, panel_.title, "head");
  if (panel_.kind == PanelKind::YesNo || panel_.series.size() == 1) return;
  Px x = right_;
  for (size_t i = panel_.series.size(); i-- > 0;) {
    const std::string& name = panel_.series[i].name;
    x -= width_of(name);
    svg_.text({x, top_ - px(8)}, name, "soft");
    svg_.line({x - px(20), top_ - px(12)}, {x - px(6), top_ - px(12)},
              fmt::format("curve s{}", i % kColours));
    x -= px(34);
  }
}

/// Each piece as a line, and what lies between two of them dashed.
void Drawing::draw_series(size_t series, const Scale& up) {
  const Series& one = panel_.series[series];
  const std::string look = fmt::format("s{}", series % kColours);
  std::optional<Place> last;
  for (const std::vector<Point>& piece : one.curve->pieces) {
    std::vector<Place> line;
    for (const Point& point : piece) {
      if (point.shown.empty()) continue;
      const Value& value = point.shown[one.shown];
      line.push_back({across_.at(point.axis), up.at(scaled(value, one.scale, panel_.type.scale))});
    }
    if (line.empty()) continue;
    // Where a slope goes on, the next piece begins within half a pixel.
    if (last && std::abs(last->y - line.front().y) > px(1) / 2)
      svg_.line(*last, line.front(), "jump " + look);
    last = line.back();
    // A level stretch needs its ends only.
    const auto level = [&](const Place& place) { return place.y == line.front().y; };
    if (line.size() > 2 && std::all_of(line.begin(), line.end(), level)) {
      line = {line.front(), line.back()};
    }
    svg_.path(line, "curve " + look);
  }
}

void Drawing::draw_amounts() {
  BigInt low = 0;
  BigInt high = 0;
  bool any = panel_.type.kind != ValueKind::Day;
  for (const Series& series : panel_.series) {
    for (const std::vector<Point>& piece : series.curve->pieces) {
      for (const Point& point : piece) {
        if (point.shown.empty()) continue;
        const BigInt value = scaled(point.shown[series.shown], series.scale, panel_.type.scale);
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
      }
    }
  }
  // Some air above, so that no line runs along the frame.
  high += (high - low) / 16 + 1;
  const Scale up(low, high, bottom_ - px(4), top_ + px(4));
  for (const BigInt& tick : up.ticks(6)) {
    const Px y = up.at(tick);
    svg_.line({left_, y}, {right_, y}, "grid");
    svg_.text({left_ - px(8), y + px(4)}, tick_text(tick, panel_.type), "soft right");
  }
  for (size_t i = 0; i < panel_.series.size(); ++i) draw_series(i, up);
}

void Drawing::draw_words() {
  const Scale up(0, BigInt(words().size()) - 1, bottom_ - kWord / 2, top_ + kWord / 2);
  for (size_t i = 0; i < words().size(); ++i) {
    const Px y = up.at(BigInt(i));
    svg_.line({left_, y}, {right_, y}, "grid");
    svg_.text({left_ - px(8), y + px(4)}, cut_to(words()[i], left_ - px(16)), "soft right");
  }
  // Curves on one level lie side by side: each a little above the last.
  const auto count = static_cast<Px>(panel_.series.size());
  for (size_t i = 0; i < panel_.series.size(); ++i) {
    const Px lift = (static_cast<Px>(i) * 2 - (count - 1)) * px(3) / 2;
    const BigInt top_word = BigInt(words().size()) - 1;
    draw_series(i, Scale(0, top_word, bottom_ - kWord / 2 - lift, top_ + kWord / 2 - lift));
  }
}

void Drawing::draw_bar(size_t series, Px middle) {
  const Series& one = panel_.series[series];
  for (const std::vector<Point>& piece : one.curve->pieces) {
    if (piece.front().shown.empty() || piece.front().shown[one.shown].number == 0) continue;
    const Px from = across_.at(piece.front().axis);
    const Px to = across_.at(piece.back().axis);
    svg_.box({from, middle - px(5)}, std::max(to - from, px(1)), px(10),
             fmt::format("f{}", series % kColours));
  }
}

void Drawing::draw_bars() {
  for (size_t i = 0; i < panel_.series.size(); ++i) {
    const Px middle = top_ + kBar * static_cast<Px>(i) + kBar / 2;
    svg_.line({left_, middle}, {right_, middle}, "grid");
    svg_.text({left_ - px(8), middle + px(4)}, cut_to(panel_.series[i].name, left_ - px(16)),
              "soft right");
    draw_bar(i, middle);
  }
}

void Drawing::draw() {
  draw_head();
  if (panel_.kind == PanelKind::Amounts) draw_amounts();
  if (panel_.kind == PanelKind::Words) draw_words();
  if (panel_.kind == PanelKind::YesNo) draw_bars();
  svg_.box({left_, top_}, right_ - left_, bottom_ - top_, "frame");
}

}  // namespace

std::vector<Panel> panels_of(const Report& report) {
  const Schema& schema = report.program.bytecode.schema;
  const bool by_word = !report.curves.front().name.empty();
  std::vector<Panel> out;
  for (size_t i = 0; i < report.program.shown.size(); ++i) {
    const size_t output = report.program.shown[i];
    const bytecode::OutputInfo& info = schema.outputs[output];
    if (info.type.kind == ValueKind::Text) continue;
    if (!report.chosen && !is_jumping(report, output)) continue;
    const bool joins = !by_word && !out.empty();
    const auto fits = std::find_if(out.begin(), out.end(),
                                   [&](const Panel& panel) { return share(panel, info.type); });
    Panel* panel = joins && fits != out.end() ? &*fits : nullptr;
    if (panel == nullptr) {
      panel = &out.emplace_back(Panel{kind_of(info.type), info.name, info.type, {}});
      if (panel->kind == PanelKind::Amounts) panel->title += ", " + unit_text(info.type);
    } else {
      panel->title = panel->kind == PanelKind::YesNo ? "yes or no" : unit_text(info.type);
      panel->type.scale = std::max(panel->type.scale, info.type.scale);
    }
    for (const Curve& curve : report.curves) {
      panel->series.push_back({by_word ? curve.name : info.name, &curve, i, info.type.scale});
    }
  }
  return out;
}

Px height_of(const Panel& panel, const Schema& schema) {
  switch (panel.kind) {
    case PanelKind::Amounts:
      return kHead + kAmounts;
    case PanelKind::Words:
      return kHead + kWord * static_cast<Px>(schema.enums[panel.type.enum_index].words.size());
    case PanelKind::YesNo:
      return kHead + kBar * static_cast<Px>(panel.series.size());
  }
  return kHead;
}

void draw(Svg& svg, const Panel& panel, const Schema& schema, const Scale& across, Px left,
          Px right, Px top) {
  Drawing(svg, panel, schema, across, left, right, top).draw();
}

}  // namespace tierline::cliffs
