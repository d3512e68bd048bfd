// AccountDraw: the record of account number i: who it is, told apart by one key, and its own facts.
// Made by: account_draw.cpp    Read by: tools/generate/population.cpp
// Tested by: tests/unit/tools_generate/draw_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/generate/draw/field_draw.hpp"
#include "tools/generate/draw/row.hpp"

namespace tierline::generate {

class AccountDraw {
 public:
  /// The schema, its interests and the window must outlive this.
  AccountDraw(const bytecode::Schema& schema, const Interests& interests, const Window& window);

  /// Says why no record can be drawn, or why there cannot be so many.
  std::optional<bulk::RunError> check(uint64_t accounts) const;

  /// One text for each field of the schema.
  void draw(Stream& stream, const Habit& habit, uint64_t account, Row& row) const;

  /// The column of the key by which accounts are told apart.
  size_t identity() const { return identity_; }

 private:
  uint64_t accounts_max() const;
  void append_identity(uint64_t account, std::string& out) const;
  Day draw_day(Stream& stream, const Habit& habit, const FieldDraw& field,
               const std::optional<Day>& before) const;

  const bytecode::Schema* schema_;
  std::vector<FieldDraw> fields_;
  size_t identity_ = 0;
};

/// The field for which no value can be drawn.
bulk::RunError impossible(const bytecode::RecordInfo& record, const bytecode::FieldInfo& field);

}  // namespace tierline::generate
