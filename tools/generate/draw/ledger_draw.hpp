// LedgerDraw: the entries of one account in one ledger: most have few, some many, some none.
// Half of the accounts are aimed, where the program compares a sum: then the amounts of a period
// add up to a threshold, to a multiple that the program names, or miss it by one unit, and whatever
// else an amount is multiplied by stays the same and out of the way. Made by: ledger_draw.cpp Read
// by: tools/generate/population.cpp Tested by: tests/unit/tools_generate/draw_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/calendar/period.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/generate/draw/field_draw.hpp"
#include "tools/generate/draw/row.hpp"

namespace tierline::generate {

class LedgerDraw {
 public:
  /// The schema, its interests and the window must outlive this. `mean`: entries of an account.
  LedgerDraw(const bytecode::Schema& schema, size_t ledger, const Interests& interests,
             const Window& window, uint64_t mean);

  /// Says why no entry can be drawn.
  std::optional<bulk::RunError> check() const;

  /// The columns that are written behind the keys.
  const std::vector<FieldDraw>& fields() const { return fields_; }

  /// Begins with an account; `next` then makes its entries, one by one, behind what is in the row.
  void begin(const Stream& stream, const Habit& habit);
  bool next(Row& row);

 private:
  uint64_t draw_count();
  void take_aim();
  void begin_period();
  int64_t next_part();
  void draw_field(size_t i, Day on, std::string& out);
  void draw_day(const FieldDraw& field, Day on, std::string& out);
  int64_t draw_year(const NumberDraw& numbers, Day on);

  const bytecode::RecordInfo* info_;
  const Interests* interests_;
  const std::vector<int64_t>* counts_;
  uint64_t mean_;
  std::vector<FieldDraw> fields_;
  size_t on_ = 0;
  std::vector<size_t> aims_;  // fields whose sums are compared
  std::vector<std::vector<calendar::Period>> stretches_;

  // the account at hand
  Stream stream_{0};
  Habit habit_;
  uint64_t left_ = 0;  // entries
  bool aimed_ = false;
  size_t aim_ = 0;
  std::vector<std::string> steady_;  // by field; empty: drawn for each entry
  const std::vector<calendar::Period>* periods_ = nullptr;
  size_t period_ = 0;
  uint64_t left_in_period_ = 0;
  int64_t level_ = 0;
  int64_t amount_left_ = 0;
};

}  // namespace tierline::generate
