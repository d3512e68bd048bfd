// FieldDraw: the values of one field, of whatever kind, as the texts that data files have.
// Made by: field_draw.cpp    Read by: account_draw.cpp, ledger_draw.cpp
// Tested by: tests/unit/tools_generate/draw_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/generate/draw/day_draw.hpp"
#include "tools/generate/draw/habit.hpp"
#include "tools/generate/draw/number_draw.hpp"
#include "tools/generate/draw/text_draw.hpp"

namespace tierline::generate {

/// What the fields of a record have in common.
struct RecordSetting {
  const bytecode::Schema& schema;
  const Window& window;
  Reach reach = Reach::Window;
  uint64_t entries = 1;  // of an account, on average
};

class FieldDraw {
 public:
  FieldDraw(const RecordSetting& setting, const bytecode::FieldInfo& field,
            const FieldInterest& interest);

  /// Whether there is a value that the field takes.
  bool is_possible() const;

  /// Draws whether the fact is left unstated, as far as it may be.
  bool is_unstated(Stream& stream, Stating stating) const;
  /// Appends a value, never nothing.
  void draw(Stream& stream, std::string& out) const;

  bool is_day() const { return days_.has_value(); }
  bool is_number() const { return numbers_.has_value(); }
  const DayDraw& days() const { return *days_; }
  DayDraw& days() { return *days_; }
  const NumberDraw& numbers() const { return *numbers_; }
  const bytecode::FieldInfo& info() const { return *info_; }
  const FieldInterest& interest() const { return *interest_; }

 private:
  const bytecode::FieldInfo* info_;
  const FieldInterest* interest_;
  std::vector<std::string> words_;  // Bool, Enum
  std::optional<NumberDraw> numbers_;
  std::optional<DayDraw> days_;
  std::optional<TextDraw> texts_;
};

/// Whether the name says that the day ends something: `until`, `valid_until`.
bool names_an_end(std::string_view field);

}  // namespace tierline::generate
