#include "bench/render/chart.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "bench/render/goals.hpp"
#include "bench/render/svg.hpp"

namespace tierline::bench {
namespace {

// Points, from the left edge: names end at kAxis, bars end at kEnd, what they say fits behind it.
constexpr double kWidth = 900;
constexpr double kAxis = 350;
constexpr double kEnd = 780;
constexpr double kRow = 22;
constexpr double kBar = 13;
constexpr double kGap = 40;

constexpr std::string_view kStyles =
    R"(text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 14px }
.name { text-anchor: end }
.tick { text-anchor: middle }
.small, .tick { font-size: 11px; fill: #57606a }
.paper { fill: #ffffff }
.ours { fill: #1f6feb }
.theirs { fill: #afb8c1 }
.met { fill: #2da44e }
.unmet { fill: #d4811f }
.grid { stroke: #d8dee4 }
.goal { stroke: #24292f; stroke-width: 1.5 }
)";

struct Bar {
  std::string name;
  double value = 0;
  bool is_ours = false;
};

enum class Scale { Linear, Logarithmic };

struct Panel {
  std::string title;
  std::string note;
  Scale scale = Scale::Linear;
  std::string_view unit;
  std::vector<Bar> bars;
};

void add(Panel& panel, const Record& record, const std::string& file, const std::string& name,
         const std::string& field, double unit, Bar bar) {
  const std::optional<double> value = record.find(file, name, field);
  if (!value) return;
  bar.value = *value / unit;
  panel.bars.push_back(std::move(bar));
}

Panel rows_in_memory(const Record& record) {
  Panel panel{"What a row costs: the Milestone decision in memory",
              "nanoseconds, one thread unless said, best of seven, on a logarithmic scale; "
              "Tierline is blue",
              Scale::Logarithmic,
              " ns",
              {}};
  const auto way = [&](const std::string& name, int threads, std::string label, bool is_ours) {
    add(panel, record, "bulk", fmt::format("{}, {}/best", name, threads), "row", 1e-9,
        {std::move(label), 0, is_ours});
  };
  way("scalar machine", 1, "scalar machine", true);
  way("by hand, rows, 128 bits", 1, "by hand, rows, 128 bits", false);
  way("by hand, columns, plain loops", 1, "by hand, columns, any x86-64", false);
  way("by hand, rows, 64 bits after a range check", 1, "by hand, rows, 64 bits, range checked",
      false);
  way("by hand, columns, plain loops for AVX-512", 1, "by hand, columns, g++ makes AVX-512", false);
  way("columnar machine", 1, "columnar machine", true);
  way("by hand, columns, AVX-512", 1, "by hand, columns, AVX-512", false);
  way("columnar machine", 2, "columnar machine, two threads", true);
  way("by hand, columns, AVX-512", 2, "by hand, columns, AVX-512, two threads", false);
  return panel;
}

std::string millions(const Record& record, const std::string& file, const std::string& field) {
  return fmt::format("{:g} million", record.find(file, "data", field).value_or(0) / 1e6);
}

Panel accounts_to_decisions(const Record& record) {
  Panel panel{fmt::format("From CSV to CSV: {} accounts", millions(record, "accounts", "rows")),
              "seconds, whole processes, warm files, the same decisions from both",
              Scale::Linear,
              " s",
              {}};
  for (const char* name : {"cat", "wc -l", "tierline run, threads: 2", "tierline run, threads: 1",
                           "DuckDB, threads: 2", "DuckDB, threads: 1"}) {
    add(panel, record, "accounts", name, "seconds", 1,
        {name, 0, std::string_view(name).starts_with("tierline")});
  }
  return panel;
}

Panel ledger_to_decisions(const Record& record) {
  const bool full = record.find("ledger_full", "tierline run", "seconds").has_value();
  const std::string file = full ? "ledger_full" : "ledger";
  Panel panel{fmt::format("From a ledger in no order to decisions: {} lines",
                          millions(record, file, "lines")),
              "seconds, two threads, memory limited to 2 GiB, the same decisions from both",
              Scale::Linear,
              " s",
              {}};
  add(panel, record, file, "tierline run", "seconds", 1, {"tierline run", 0, true});
  add(panel, record, file, "DuckDB", "seconds", 1, {"DuckDB", 0, false});
  return panel;
}

double largest(const Panel& panel) { return std::ranges::max(panel.bars, {}, &Bar::value).value; }

// Logarithmic bars begin at the power of ten below the smallest.
double width_of(const Panel& panel, double value) {
  const double room = kEnd - kAxis;
  if (panel.scale == Scale::Linear) return room * value / largest(panel);
  const double smallest = std::ranges::min(panel.bars, {}, &Bar::value).value;
  const double begin = std::floor(std::log10(smallest));
  return room * (std::log10(value) - begin) / (std::log10(largest(panel)) - begin);
}

std::string figure_of(double value, std::string_view unit) {
  return fmt::format("{:.{}f}{}", value, value < 10 ? 2 : value < 100 ? 1 : 0, unit);
}

/// Gives the place below the head.
double draw_head(Svg& svg, double y, std::string_view title, std::string_view note) {
  svg.words(20, y, "title", title);
  svg.words(20, y + 17, "small", note);
  return y + 28;
}

double draw(Svg& svg, double y, const Panel& panel) {
  if (panel.bars.empty()) return y;
  y = draw_head(svg, y, panel.title, panel.note);
  for (const Bar& bar : panel.bars) {
    const double width = std::max(1.0, width_of(panel, bar.value));
    svg.words(kAxis - 8, y + kBar - 2, "name", bar.name);
    svg.box(kAxis, y, width, kBar, bar.is_ours ? "ours" : "theirs");
    svg.words(kAxis + width + 6, y + kBar - 2, "value", figure_of(bar.value, panel.unit));
    y += kRow;
  }
  return y + kGap - kRow + kBar;
}

// ---- goals --------------------------------------------------------------------------------------

constexpr double kGoals[] = {0.1, 0.2, 0.5, 1, 2, 5, 10};

// Where a share of a goal stands; what lies beyond the ends stands on them.
double place_of(double share) {
  const double low = std::log10(kGoals[0]);
  const double high = std::log10(kGoals[std::size(kGoals) - 1]);
  const double at = std::clamp(std::log10(share), low, high);
  return kAxis + 30 + (kEnd - 40 - kAxis) * (at - low) / (high - low);
}

void draw_goal(Svg& svg, double y, const Goal& goal) {
  svg.words(kAxis - 8, y + kBar - 2, "name", goal.work);
  const double one = place_of(1);
  const double at = place_of(*goal.share);
  const bool met = goal.is_met();
  svg.box(std::min(one, at), y, std::max(1.0, std::abs(at - one)), kBar, met ? "met" : "unmet");
  svg.words((met ? at : one) + 6, y + kBar - 2, "small",
            fmt::format("{} (goal {:g})", goal.reached, goal.aim));
}

double draw_goals(Svg& svg, double y, const std::vector<Goal>& goals) {
  y = draw_head(svg, y, "Goals, and what was reached",
                "times as good as the goal, on a logarithmic scale; the line is the goal, "
                "orange is not reached");
  const auto measured = static_cast<double>(
      std::ranges::count_if(goals, [](const Goal& goal) { return goal.share.has_value(); }));
  const double bottom = y + measured * kRow;
  for (const double tick : kGoals) {
    svg.line(place_of(tick), y - 4, place_of(tick), bottom, tick == 1 ? "goal" : "grid");
    svg.words(place_of(tick), bottom + 14, "tick", fmt::format("{:g}", tick));
  }
  for (const Goal& goal : goals) {
    if (!goal.share) continue;
    draw_goal(svg, y, goal);
    y += kRow;
  }
  return bottom + 30;
}

}  // namespace

std::string chart_of(const Record& record) {
  Svg svg;
  double y = 30;
  y = draw(svg, y, rows_in_memory(record));
  y = draw(svg, y, accounts_to_decisions(record));
  y = draw(svg, y, ledger_to_decisions(record));
  y = draw_goals(svg, y, goals_of(record));
  return svg.finish(kWidth, y, kStyles);
}

}  // namespace tierline::bench
