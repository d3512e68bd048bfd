// AccountFacts: the facts of one account, given by names and texts, as a batch of one row.
// For JSON and scenarios; a data folder goes through tools/bulk/read. Both use the same readers.
// Made by: tools/cli    Read by: runtime/scalar    Tested by: tests/unit/tools_bulk/facts_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/bulk/facts/value_reader.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

struct FactText {
  std::string field;
  std::string text;
};

/// The account, or one entry of a ledger.
struct FactRecord {
  std::string record;
  std::vector<FactText> fields;
};

/// A fact without which the account is undetermined.
struct FactProblem {
  std::string record;
  size_t entry = 0;  // which of that ledger's entries, from 1; 0 for the account
  std::string field;
  Refusal refusal;
};

/// "sale 2: list_price: required, but missing"
std::string describe(const FactProblem& problem);

struct AccountFacts {
  batch::Batch batch;
  std::vector<FactProblem> problems;
  size_t not_yet_known = 0;  // entries left out
};

/// Builds the batch, with `known_on` from what was known on that day only. A record or field that
/// the program does not have, or one given twice, is a RunError; a value that its field does not
/// take is a problem of the account.
base::Result<AccountFacts, RunError> build_facts(const bytecode::Schema& schema,
                                                 const std::vector<FactRecord>& records,
                                                 std::optional<calendar::Day> known_on = {});

}  // namespace tierline::bulk
