// Decision: what the engine says of one account on one day, or why it cannot say it.
// Trace: how it came about: the rules that decided each output, and the value of every step.
// Made by: runtime/scalar (later columnar)    Read by: tools/cli, tools/bulk, tests
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::decision {

using calendar::Day;

/// Why a row has no answer. The batch goes on.
enum class FaultKind : uint8_t {
  NoSuchDay,          // month arithmetic under `month end reject`, or outside the years 1583..9999
  CalendarOutOfDays,  // business-day arithmetic outside the days that a calendar knows
  NothingToSplitOver  // an amount other than 0, and weights that sum to 0 or no entry at all
};

struct Fault {
  FaultKind kind{};
  uint32_t calendar = bytecode::kNone;  // CalendarOutOfDays: index in Bytecode::calendars
};

/// Names the calendar and the last day that it knows.
std::string describe(const Fault& fault, const bytecode::Bytecode& program);

/// The parts of one split: a number of its type for each entry of the account, in the order of the
/// batch; nothing for an entry that takes no part.
using Parts = std::vector<std::optional<bytecode::BigInt>>;

/// One value for each output of the schema, one list of parts for each split, in order; or a fault
/// and neither.
struct Decision {
  std::vector<bytecode::Value> outputs;
  std::vector<Parts> parts;
  std::optional<Fault> fault;
  Day fault_day = 0;  // with a fault: the day on which it arose, at most the day asked for
  uint32_t tier = 0;  // word of the tiers
  std::optional<Day> tier_since;   // programs with a status: first day of this tier in one piece
  std::optional<Day> valid_until;  // last day of this very decision if no new fact arrives;
                                   // nothing: as long as days go
  friend bool operator==(const Decision& a, const Decision& b) {
    return a.outputs == b.outputs && a.parts == b.parts &&
           a.fault.has_value() == b.fault.has_value();
  }
};

/// One rule that took part in an output: the group (bands, definition, table, tiers) and the entry
/// of it that decided, with its clause and place in the program's text.
struct DecidingRule {
  std::string group;   // "accelerator", "tier", "full_portfolio", "minimum_revenue"
  std::string entry;   // "from 125%", "Advanced", "launch" or "otherwise", a table row's place
  std::string clause;  // "faq.price" or ""
  base::Span span{};
};

struct StepValue {
  uint32_t instruction = 0;
  uint32_t entry = UINT32_MAX;  // index of the ledger entry, for entry code
  std::string text;             // the value, printed with its scale
};

struct Trace {
  std::vector<std::vector<DecidingRule>> because;  // per output, then per split
  std::vector<StepValue> steps;
};

/// `22500.00`, `2.5%`, `yes`, `2022-07-01`, `Premier`: how a value stands in CSV, JSON and tables.
std::string to_text(const bytecode::Value& value, const bytecode::ValueType& type,
                    const bytecode::Schema& schema);

}  // namespace tierline::decision
