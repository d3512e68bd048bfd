// PartnerDraw: partners for one day, drawn as `tierline generate` draws a population: from the
// types and ranges of the fields and from every number, day and word that the program compares them
// with, one unit and one day either side. Nothing of a test library is in it.
// Made of: tools/generate    Read by: search.cpp, change.cpp
// Tested by: tests/unit/tools_prove/draw_test.cpp
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "tools/bulk/facts/record_reader.hpp"
#include "tools/generate/draw/account_draw.hpp"
#include "tools/generate/draw/ledger_draw.hpp"
#include "tools/prove/case.hpp"

namespace tierline::prove {

using generate::Interests;
using generate::Stream;

class PartnerDraw {
 public:
  /// The schema and the interests must outlive this. `mean`: entries in each ledger, on average.
  PartnerDraw(const bytecode::Bytecode& program, const Interests& interests, Day today,
              uint64_t mean);

  Day today() const { return window_.last; }

  /// Everything about a partner follows from the seed and the number.
  Partner draw(uint64_t seed, uint64_t number);

  /// One more entry of a ledger.
  std::optional<Record> draw_entry(Stream& stream, size_t ledger);

  /// Another value of a field; nothing if the draw gives none.
  std::optional<Fact> draw_fact(Stream& stream, const bytecode::RecordInfo& record, size_t field);

 private:
  std::vector<Record> draw_entries(const Stream& stream, const generate::Habit& habit,
                                   size_t ledger, size_t most);
  std::optional<Record> read(size_t record, const std::vector<size_t>& columns);
  const std::vector<generate::FieldDraw>& fields_of(const bytecode::RecordInfo& record) const;

  const bytecode::Schema& schema_;
  generate::Window window_;
  generate::AccountDraw accounts_;
  std::vector<generate::LedgerDraw> ledgers_;
  std::vector<bulk::RecordReader> readers_;   // of the account, then of the ledgers
  std::vector<std::vector<size_t>> columns_;  // likewise: the field of each text of a row
  std::vector<generate::FieldDraw> account_fields_;
  generate::Row row_;
  std::string text_;
};

}  // namespace tierline::prove
