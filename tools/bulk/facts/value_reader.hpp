// ValueReader: one field's text, from whatever file or form, becomes a typed value or a reason.
// The only place where facts get their types: CSV, JSON and scenarios all come through here, so a
// fact that one of them takes means the same in the others. An empty text is a fact not stated.
// Numbers go straight to scaled 64-bit integers; what does not fit is read again, slowly and
// exactly.
//   int, decimal, money   12345.67; trailing zeros beyond the field's digits change nothing and are
//                         accepted, any other digit there is refused, never rounded
//   percent               20% or 0.2            bool   yes no true false
//   date                  2022-07-01            enum   the word, case as declared
// Read by: tools/bulk/facts/record_reader.cpp    Tested by: tests/unit/tools_bulk/value_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "runtime/bytecode/schema.hpp"

namespace tierline::bulk {

using bytecode::BigInt;

/// A value on its way into a column.
struct Cell {
  bool known = true;
  int64_t value = 0;           // all kinds but Text
  std::optional<BigInt> wide;  // instead of `value`: a number beyond 64 bits
  std::string_view text;       // Text; into the text that was read, or into the schema
};

/// What is wrong with a fact, for counting: the sentence that goes with it names the value.
enum class FactFault : uint8_t {
  Missing,
  NotANumber,
  TooManyDigits,
  NotADay,
  NotYesOrNo,
  UnknownWord,
  OutOfRange,
  BadLine,
  UnknownAccount,
  DuplicateAccount,
  EndsBeforeItBegins,
};

/// A short noun phrase: "unknown word".
std::string_view describe(FactFault fault);

struct Refusal {
  FactFault fault{};
  std::string reason;  // lower case, no full stop; does not name the field
};

class ValueReader {
 public:
  /// The schema must outlive the reader.
  ValueReader(const bytecode::Schema& schema, const bytecode::FieldInfo& field);

  /// Reads `text` into `out`; the refusal if it is no value of the field.
  std::optional<Refusal> read(std::string_view text, Cell& out) const;

  const bytecode::FieldInfo& field() const { return *field_; }

 private:
  std::optional<Refusal> read_unstated(Cell& out) const;
  std::optional<Refusal> read_number(std::string_view text, Cell& out) const;
  std::optional<Refusal> read_number_slowly(std::string_view text, int scale, Cell& out) const;
  std::optional<Refusal> read_word(std::string_view text, Cell& out) const;
  std::optional<Refusal> check_range(const Cell& cell) const;
  std::optional<Refusal> refuse_range(const BigInt& value) const;
  std::string range_text() const;

  const bytecode::Schema* schema_;
  const bytecode::FieldInfo* field_;
  std::optional<int64_t> low_;  // the declared range where 64 bits hold it; else the slow check
  std::optional<int64_t> high_;
  bool ranged_ = false;
  std::unordered_map<std::string_view, int64_t> words_;
};

}  // namespace tierline::bulk
