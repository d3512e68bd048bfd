// Chart: reports of cliffs as one picture: for each axis a column of panels, outcome against axis.
// Amounts of one unit share a panel, a tier has its words at the side, yes and no are bars. Edges
// are numbered, and said in words below; those at which something falls are red.
// Made by: chart.cpp    Made of: panel.hpp, scale.hpp, svg.hpp    Read by: tools/cli/cliffs.cpp
// Tested by: tests/unit/tools_cliffs/chart_test.cpp, tests/cli/cliffs_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/cliffs/cliffs.hpp"

namespace tierline::cliffs {

std::string chart_svg(const std::vector<Report>& reports);

}  // namespace tierline::cliffs
