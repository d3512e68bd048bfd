// DayDraw: the days of one field: edges of the window and of the program's own comparisons, else
// any day of the window, those of the last year more often; a fact of the account may also be
// older. Made by: day_draw.cpp    Read by: tools/generate/draw/field_draw.cpp Tested by:
// tests/unit/tools_generate/window_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/generate/draw/stream.hpp"
#include "tools/generate/draw/window.hpp"

namespace tierline::generate {

/// How far back a fact may lie.
enum class Reach : uint8_t { Window, Years };

class DayDraw {
 public:
  DayDraw(const bytecode::FieldInfo& field, const FieldInterest& interest, const Window& window,
          Reach reach);

  bool is_possible() const { return low_ <= high_; }
  Day low() const { return low_; }
  Day high() const { return high_; }
  /// Keeps the days up to `day`.
  void end_at(Day day);

  Day draw(Stream& stream) const;
  /// A day of the window's first half, where it begins, or before it.
  Day draw_early(Stream& stream) const;
  /// A day of the stretch; of the declared range where the two do not meet.
  Day draw_within(Stream& stream, Day first, Day last) const;
  /// A day from `from` on, often exactly a year or a month later.
  Day draw_after(Stream& stream, Day from) const;

  static void append(std::string& out, Day day);

 private:
  Day clamped(int64_t day) const;

  Window window_;
  Reach reach_;
  Day low_;
  Day high_;
  std::vector<Day> edges_;
};

}  // namespace tierline::generate
