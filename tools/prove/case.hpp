// Case: one partner on one day, or two worlds of that partner, as the search draws and changes
// them. A fact is held as its column holds it; `batch_of` turns a partner into what the machines
// take, `example_of` into what a verdict carries and a scenario says. Made by: draw.cpp,
// change.cpp, shrink.cpp    Read by: judge.cpp, search.cpp Tested by:
// tests/unit/tools_prove/case_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/prover/claim.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::prove {

using calendar::Day;

/// Number scaled like its field, Bool 0 or 1, Day a day number, Enum a position; Text in `text`.
struct Fact {
  bool known = true;
  int64_t value = 0;
  std::string text;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// One fact for each field of the schema's record.
using Record = std::vector<Fact>;

struct Partner {
  Record account;
  std::vector<std::vector<Record>> ledgers;
  friend bool operator==(const Partner&, const Partner&) = default;
};

struct Case {
  Day today = 0;
  Partner first;
  std::optional<Partner> second;  // of a claim about two worlds
};

/// Whether values of a kind are counted, and so have a next one; words are told apart.
bool is_counted(bytecode::ValueKind kind);

/// Whether a field takes a number or a day of this size.
bool takes(const bytecode::FieldInfo& field, int64_t value);

/// Whether data with this record would be taken: every value in its range, no entry of which the
/// day `until` is before its day `on`.
bool is_accepted(const bytecode::RecordInfo& info, const Record& record);

/// Moves all days of a record.
void shift_days(const bytecode::RecordInfo& info, int64_t by, Record& record);

/// The place of a field in the schema, which has no derived ones.
size_t in_schema(const checked::Record& record, size_t field);
/// The claim with its fields counted so.
prover::Claim in_schema(prover::Claim claim, const checked::CheckedProgram& program);

/// A batch of one account.
batch::Batch batch_of(const bytecode::Schema& schema, const Partner& partner);

/// Absent facts are left out, and so are those that have their field's default.
prover::Counterexample example_of(const checked::CheckedProgram& program,
                                  const bytecode::Schema& schema, const Case& found);

}  // namespace tierline::prove
