// NumberDraw: the numbers of one field: on the program's thresholds, a unit beside them, at the
// ends of the declared range; otherwise as business has them, many small ones and a few large ones,
// in the order of magnitude of the thresholds. Made by: number_draw.cpp    Read by:
// tools/generate/draw/field_draw.cpp Tested by: tests/unit/tools_generate/number_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/generate/draw/stream.hpp"
#include "tools/generate/draw/window.hpp"
#include "tools/generate/interests.hpp"

namespace tierline::generate {

class NumberDraw {
 public:
  /// `entries`: how many of them come together in a sum, on average.
  NumberDraw(const bytecode::FieldInfo& field, const FieldInterest& interest, const Window& window,
             uint64_t entries);

  /// Whether the declared range holds a number of at most kDigits digits.
  bool is_possible() const { return low_ <= high_; }

  int64_t draw(Stream& stream) const;
  int64_t clamped(int64_t value) const {
    return value < low_ ? low_ : value > high_ ? high_ : value;
  }

  /// The number's text, as data files have it.
  void append(std::string& out, int64_t value) const;

  const std::vector<int64_t>& edges() const { return edges_; }
  /// The positive numbers of the program that a sum of this field may have to reach.
  const std::vector<int64_t>& levels() const { return levels_; }
  /// A number that leaves a product as it is: 1, 100 %, or 0 % where it is taken off.
  int64_t neutral() const { return clamped(is_taken_off_ ? 0 : unit_); }

  /// How many numbers stand in the range from its low end, or from 1, a whole one apart.
  uint64_t whole_numbers() const;
  int64_t whole_number(uint64_t i) const;
  /// The count, scaled, as near to it as the range has one.
  int64_t whole(int64_t count) const { return clamped(count * unit_); }

  static constexpr int kDigits = 17;

 private:
  void set_range(const bytecode::FieldInfo& field);
  void add_edges(const std::vector<int64_t>& numbers, std::vector<int64_t>& out) const;
  int64_t draw_percent(Stream& stream) const;
  int64_t draw_amount(Stream& stream) const;
  int64_t plain_level(Stream& stream) const;
  bool shows_percent() const;

  bytecode::ValueType type_;
  uint64_t entries_;
  bool is_taken_off_;
  int64_t unit_ = 1;  // a whole one, scaled
  int64_t low_ = 0;
  int64_t high_ = 0;
  std::vector<int64_t> edges_;
  std::vector<int64_t> ends_;  // of the declared range
  std::vector<int64_t> levels_;
  std::optional<std::pair<int64_t, int64_t>> years_;
};

}  // namespace tierline::generate
