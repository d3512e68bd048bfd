#include "tools/cliffs/chart/chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/cliffs/chart/panel.hpp"

namespace tierline::cliffs {

namespace {

constexpr Px kWidth = px(960);
constexpr Px kLeft = px(150);  // room for words at the side
constexpr Px kRight = kWidth - px(30);
constexpr Px kLine = px(18);
constexpr Px kBadge = px(9);  // radius
constexpr size_t kNumberedMax = 30;

/// An edge of some curve, with the number under which the picture speaks of it.
struct Mark {
  const Curve* curve = nullptr;
  const Cliff* cliff = nullptr;
  BigInt axis;
  bool falls = false;
  Px x = 0;
};

std::vector<Mark> marks_of(const Report& report) {
  std::vector<Mark> out;
  for (const Curve& curve : report.curves) {
    for (const Cliff& cliff : curve.cliffs) {
      const bool falls = std::any_of(cliff.jumps.begin(), cliff.jumps.end(),
                                     [](const Jump& jump) { return jump.falls; });
      out.push_back({&curve, &cliff, cliff.axis_at.number, falls, 0});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Mark& a, const Mark& b) { return a.axis < b.axis; });
  return out;
}

/// The part of the axis that the curves were drawn on.
Scale scale_of(const Report& report) {
  BigInt low;
  BigInt high;
  bool any = false;
  for (const Curve& curve : report.curves) {
    for (const auto& piece : curve.pieces) {
      low = any ? std::min(low, piece.front().axis) : piece.front().axis;
      high = any ? std::max(high, piece.back().axis) : piece.back().axis;
      any = true;
    }
  }
  return {low, high, kLeft, kRight};
}

class Column {
 public:
  Column(Svg& svg, const Report& report, Px top)
      : svg_(svg),
        report_(report),
        schema_(report.program.bytecode.schema),
        across_(scale_of(report)),
        marks_(marks_of(report)),
        y_(top) {
    for (Mark& mark : marks_) mark.x = across_.at(mark.axis);
  }

  /// The lower end.
  Px draw();

 private:
  void draw_title();
  void draw_badges();
  void draw_panels();
  void draw_axis();
  void draw_list();
  void list(size_t number, const Mark& mark, const Jump& jump, bool first);
  std::string value_text(const Value& value, size_t output) const;
  bool numbered(size_t mark) const { return mark < kNumberedMax; }

  Svg& svg_;
  const Report& report_;
  const bytecode::Schema& schema_;
  Scale across_;
  std::vector<Mark> marks_;
  Px y_;
};

void Column::draw_title() {
  const bytecode::Header& header = report_.program.bytecode.header;
  const Base& base = report_.curves.front().base;
  y_ += px(26);
  svg_.text({px(24), y_}, cut_to(header.title + ": along " + report_.axis.name, px(660)), "title");
  y_ += kLine;
  const std::string about = fmt::format("on {}; {}; varied: {}", calendar::to_text(base.today),
                                        base.origin, lever_text(schema_, base.lever));
  svg_.text({px(24), y_}, cut_to(about, kWidth - px(48)), "soft");
  y_ += px(10);
}

/// In as many rows as it takes for no badge to touch another one.
void Column::draw_badges() {
  std::vector<Px> ends;  // of each row, where its last badge ends
  std::vector<size_t> rows(marks_.size());
  for (size_t i = 0; i < marks_.size() && numbered(i); ++i) {
    size_t row = 0;
    while (row < ends.size() && ends[row] > marks_[i].x - kBadge) ++row;
    if (row == ends.size()) ends.push_back(0);
    ends[row] = marks_[i].x + kBadge + px(2);
    rows[i] = row;
  }
  const Px pitch = 2 * kBadge + px(3);
  for (size_t i = 0; i < marks_.size() && numbered(i); ++i) {
    const Px y = y_ + kBadge + pitch * static_cast<Px>(rows[i]);
    svg_.circle({marks_[i].x, y}, kBadge, marks_[i].falls ? "badge-falls" : "badge");
    svg_.text({marks_[i].x, y + px(4)}, std::to_string(i + 1),
              marks_[i].falls ? "middle on-red" : "middle soft");
  }
  y_ += pitch * static_cast<Px>(ends.size());
}

void Column::draw_panels() {
  for (const Panel& panel : panels_of(report_)) {
    y_ += px(4);
    const Px top = y_ + px(24);
    y_ += height_of(panel, schema_);
    for (const Mark& mark : marks_) {
      svg_.line({mark.x, top}, {mark.x, y_}, mark.falls ? "edge-falls" : "edge");
    }
    cliffs::draw(svg_, panel, schema_, across_, kLeft, kRight, y_ - height_of(panel, schema_));
    y_ += px(6);
  }
}

/// Ticks only as many as have room beside each other.
void Column::draw_axis() {
  const Px widest = width_of(tick_text(across_.high(), report_.axis_type)) + px(16);
  const int most = static_cast<int>(std::clamp<Px>((kRight - kLeft) / widest, 2, 9));
  y_ += px(12);
  for (const BigInt& tick : across_.ticks(most)) {
    svg_.line({across_.at(tick), y_ - px(18)}, {across_.at(tick), y_ - px(12)}, "frame");
    svg_.text({across_.at(tick), y_}, tick_text(tick, report_.axis_type), "soft middle");
  }
  y_ += kLine;
  std::string name = report_.axis.name;
  if (!report_.axis_type.currency.empty()) name += ", " + report_.axis_type.currency;
  svg_.text({(kLeft + kRight) / 2, y_}, name, "middle");
  y_ += px(10);
}

std::string Column::value_text(const Value& value, size_t output) const {
  const bytecode::ValueType& type = schema_.outputs[output].type;
  if (type.kind == bytecode::ValueKind::Number) return amount_text(value.number, type);
  return decision::to_text(value, type, schema_);
}

std::string rules_text(const Jump& jump) {
  const auto& rules = jump.because.empty() ? jump.instead_of : jump.because;
  std::string out;
  for (const DecidingRule& rule : rules) {
    out += (out.empty() ? "" : ", ") + rule.group;
    if (!rule.entry.empty()) out += " " + rule.entry;
  }
  return jump.because.empty() && !out.empty() ? "no longer " + out : out;
}

void Column::list(size_t number, const Mark& mark, const Jump& jump, bool first) {
  y_ += kLine;
  Px x = px(24);
  if (first) {
    svg_.text({x + px(18), y_}, std::to_string(number), mark.falls ? "right falls" : "right soft");
    std::string at = amount_text(mark.axis, report_.axis_type);
    svg_.text({x + px(26), y_}, at, "head");
  }
  x += px(26) + width_of(amount_text(across_.high(), report_.axis_type)) + px(12);
  std::string words = mark.curve->name.empty() ? "" : mark.curve->name + ": ";
  words += fmt::format("{} {} \xE2\x86\x92 {}", schema_.outputs[jump.output].name,
                       value_text(jump.before, jump.output), value_text(jump.at, jump.output));
  const std::string why = rules_text(jump);
  if (jump.falls) words += ", falls";
  svg_.text({x, y_}, cut_to(words, px(470)), jump.falls ? "falls" : "plain");
  const Px why_at = x + px(480);
  svg_.text({why_at, y_}, cut_to(why, kWidth - px(16) - why_at), "soft");
}

void Column::draw_list() {
  for (size_t i = 0; i < marks_.size() && numbered(i); ++i) {
    bool first = true;
    for (const Jump& jump : marks_[i].cliff->jumps) {
      list(i + 1, marks_[i], jump, first);
      first = false;
    }
  }
  if (marks_.size() > kNumberedMax) {
    y_ += kLine;
    svg_.text({px(50), y_}, fmt::format("and {} edges more", marks_.size() - kNumberedMax), "soft");
  }
  for (const Curve& curve : report_.curves) {
    for (const std::string& doubt : doubts_of(curve)) {
      y_ += kLine;
      svg_.text({px(24), y_}, cut_to(doubt, kWidth - px(48)), "soft");
    }
  }
  y_ += px(14);
}

Px Column::draw() {
  draw_title();
  draw_badges();
  draw_panels();
  draw_axis();
  draw_list();
  return y_;
}

}  // namespace

std::string chart_svg(const std::vector<Report>& reports) {
  Svg svg;
  Px y = 0;
  for (const Report& report : reports) y = Column(svg, report, y).draw();
  const std::string title =
      reports.empty() ? "" : reports.front().program.bytecode.header.title + ": cliffs";
  return svg.finish(kWidth, y + px(10), title);
}

}  // namespace tierline::cliffs
