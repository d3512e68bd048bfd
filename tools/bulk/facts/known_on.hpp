// KnownOn: leaves out what was not yet known on a day, so that a decision can be made again as it
// was made then. An entry is known from the day in its field `known_on`; one that does not say is
// known from its `on`. What is not yet known is not looked at further: it cannot be refused either.
// Read by: tools/bulk/read/read_data.cpp, tools/bulk/facts/account_facts.cpp
// Tested by: tests/cli/time/known_on_test.cpp
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "runtime/calendar/day.hpp"
#include "tools/bulk/facts/value_reader.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

class KnownOn {
 public:
  /// Without a day nothing is hidden. The schema must outlive this.
  KnownOn(const bytecode::Schema& schema, const bytecode::RecordInfo& ledger,
          std::optional<calendar::Day> day);

  bool has_day() const { return day_.has_value(); }

  /// Whether an entry was not yet known; `texts` has one text for each field of the ledger.
  bool hides(std::span<const std::string_view> texts) const;

 private:
  std::optional<calendar::Day> day_of(const std::optional<ValueReader>& field, size_t index,
                                      std::span<const std::string_view> texts) const;

  std::optional<calendar::Day> day_;
  size_t on_index_;
  size_t known_on_index_ = 0;
  std::optional<ValueReader> on_;
  std::optional<ValueReader> known_on_;
};

/// Refuses a day where no ledger of the program has the field.
std::optional<RunError> check_known_on(const bytecode::Schema& schema,
                                       const std::optional<calendar::Day>& day);

}  // namespace tierline::bulk
