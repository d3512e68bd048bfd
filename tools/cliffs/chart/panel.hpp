// Panel: one stretch of paper: what is drawn in it, how high it is, and the drawing of it.
// Made by: panel.cpp    Read by: chart.cpp    Tested by: tests/unit/tools_cliffs/chart_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/cliffs/chart/scale.hpp"
#include "tools/cliffs/cliffs.hpp"

namespace tierline::cliffs {

/// One line of a panel: an output along a curve.
struct Series {
  std::string name;
  const Curve* curve = nullptr;
  size_t shown = 0;    // place in AxisProgram::shown
  uint32_t scale = 0;  // of its numbers
};

enum class PanelKind : uint8_t { Amounts, Words, YesNo };

struct Panel {
  PanelKind kind{};
  std::string title;
  bytecode::ValueType type;
  std::vector<Series> series;
};

/// The panels of a report: what jumps, or all of it if little was asked for.
std::vector<Panel> panels_of(const Report& report);

Px height_of(const Panel& panel, const bytecode::Schema& schema);

/// Draws the panel below `top`; the axis goes from left to right as `across` says.
void draw(Svg& svg, const Panel& panel, const bytecode::Schema& schema, const Scale& across,
          Px left, Px right, Px top);

}  // namespace tierline::cliffs
