// Svg: shapes and words as SVG, the same bytes for the same picture. Places are whole hundredths of
// a pixel, so nothing is rounded by a library. Colours stand in one style sheet, for light and
// dark. Made by: svg.cpp    Read by: chart.cpp, panel.cpp Tested by:
// tests/unit/tools_cliffs/chart_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tierline::cliffs {

/// Hundredths of a pixel.
using Px = int64_t;
constexpr Px px(int64_t pixels) { return pixels * 100; }

struct Place {
  Px x = 0;
  Px y = 0;
};

class Svg {
 public:
  void line(Place from, Place to, std::string_view look);
  void path(const std::vector<Place>& places, std::string_view look);
  void box(Place corner, Px width, Px height, std::string_view look);
  void circle(Place middle, Px radius, std::string_view look);
  void text(Place at, std::string_view words, std::string_view look);

  /// The whole document; `title` is what a screen reader says of it.
  std::string finish(Px width, Px height, std::string_view title) const;

 private:
  std::string body_;
};

/// Text between tags or quotes; what XML cannot carry becomes U+FFFD.
std::string xml_escaped(std::string_view text);

/// How wide words of the chart's size are at most, nearly enough to keep them apart.
Px width_of(std::string_view words);

/// Words that fit a width, with an ellipsis where they were cut.
std::string cut_to(std::string_view words, Px width);

}  // namespace tierline::cliffs
