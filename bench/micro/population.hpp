// population: many partners of the Milestone program, in memory, each with twenty dated entries:
// eleven sales, six certificates, two trainings and a business plan, over the three years that two
// years of history can look at. The same seed gives the same population; no clock.
// Read by: bench/micro/history_bench.cpp
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "bench/random.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline {

/// The columns of one kind of record, by the names of the program.
class Columns {
 public:
  Columns(const bytecode::RecordInfo& record, std::vector<batch::Column>& columns)
      : record_(record), columns_(columns) {}

  batch::Column& operator[](std::string_view name) {
    const auto at = std::find_if(record_.fields.begin(), record_.fields.end(),
                                 [name](const auto& field) { return field.name == name; });
    return columns_[static_cast<size_t>(at - record_.fields.begin())];
  }

 private:
  const bytecode::RecordInfo& record_;
  std::vector<batch::Column>& columns_;
};

class Population {
 public:
  static constexpr size_t kEntries = 20;  // of an account

  Population(const bytecode::Schema& schema, size_t accounts)
      : schema_(schema), batch_(batch::empty_batch(schema)) {
    batch_.accounts = accounts;
    for (size_t i = 0; i < accounts; ++i) {
      add_account(i);
      for (int k = 0; k < 11; ++k) add_sale();
      for (int k = 0; k < 6; ++k) add_certification(k % 2);
      for (int k = 0; k < 2; ++k) add_training(k);
      add_plan();
      for (batch::LedgerBatch& ledger : batch_.ledgers) {
        ledger.offsets.push_back(ledger.columns[0].values.size());
      }
    }
  }

  const batch::Batch& batch() const { return batch_; }

 private:
  using Day = calendar::Day;

  const bytecode::RecordInfo& info(std::string_view ledger, size_t& index) const {
    const auto at = std::find_if(schema_.ledgers.begin(), schema_.ledgers.end(),
                                 [ledger](const auto& record) { return record.name == ledger; });
    index = static_cast<size_t>(at - schema_.ledgers.begin());
    return *at;
  }
  Columns ledger(std::string_view name) {
    size_t index = 0;
    const bytecode::RecordInfo& record = info(name, index);
    return {record, batch_.ledgers[index].columns};
  }

  int64_t below(uint64_t n) { return static_cast<int64_t>(random_.below(n)); }

  /// A day of the three years that end with the history's last day.
  Day day() { return kFirst + static_cast<Day>(below(1095)); }

  static int64_t text(batch::Column& column, std::initializer_list<std::string_view> all,
                      size_t index) {
    if (column.texts.empty()) column.texts.assign(all.begin(), all.end());
    return static_cast<int64_t>(index);
  }

  void add_account(size_t index) {
    constexpr int64_t kRegions[] = {1, 0, 1, 2};  // of DK, US, DE, JP
    Columns to(schema_.account, batch_.columns);
    to["partner"].push(text(to["partner"], {"P"}, 0));
    to["country"].push(text(to["country"], {"DK", "US", "DE", "JP"}, index % 4));
    to["region"].push(kRegions[index % 4]);
    to["joined_on"].push(kFirst - 500 + below(700));
    to["terms_accepted_on"].push(kFirst + 330 + below(40));
    to["brand_aligned_on"].push(kFirst + 360 + below(40));
    to["was_diamond"].push(below(2));
  }

  void add_sale() {
    constexpr int64_t kDiscounts[] = {0, 2000, 3000, 3400};  // per cent, scale 4 of the whole
    Columns to = ledger("sale");
    to["on"].push(day());
    to["site"].push(text(to["site"], {"S1"}, 0));
    to["product"].push(below(4));
    to["list_price"].push(below(12'000'000) - (below(50) == 0 ? 12'000'000 : 0));
    to["tier_discount"].push(kDiscounts[below(4)]);
    to["project_discount"].push(below(8) * 100);
  }

  void add_certification(int64_t kind) {
    Columns to = ledger("certification");
    const Day on = day();
    to["on"].push(on);
    to["until"].push(on + 365 + below(365));
    to["renewed_on"].push_absent();
    to["site"].push(text(to["site"], {"S1"}, 0));
    to["kind"].push(kind);
  }

  void add_training(int64_t kind) {
    Columns to = ledger("training");
    to["on"].push(day());
    to["kind"].push(kind);
  }

  void add_plan() {
    Columns to = ledger("business_plan");
    to["on"].push(day());
    to["year"].push(2022 + below(3));
  }

  const Day kFirst = *calendar::parse_day("2021-07-01");
  const bytecode::Schema& schema_;
  batch::Batch batch_;
  bench::Random random_{20};
};

}  // namespace tierline
