// Schema: which facts a program asks for, and how each is written down. A bytecode file carries it,
// so data can be read, checked and rejected without the program's text.
// Made by: compiler/emit    Read by: runtime/batch, tools/bulk, tools/cli
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/decimal/width.hpp"

namespace tierline::bytecode {

using decimal::BigInt;

enum class ValueKind : uint8_t { Bool, Number, Day, Enum, Text };
enum class Measure : uint8_t { Count, Percent, Money };

/// The type of a fact or of an output. A number is held as value * 10^scale.
struct ValueType {
  ValueKind kind = ValueKind::Bool;
  Measure measure = Measure::Count;  // Number
  std::string currency;              // Money
  uint32_t scale = 0;                // Number
  uint32_t enum_index = 0;           // Enum; 0 is the tiers
  friend bool operator==(const ValueType&, const ValueType&) = default;
};

/// One value of a ValueType: Number scaled, Bool 0 or 1, Day a day number, Enum a position; Text
/// in `text`.
struct Value {
  BigInt number;
  std::string text;
  friend bool operator==(const Value&, const Value&) = default;
};

struct FieldInfo {
  std::string name;
  ValueType type;
  bool key = false;
  bool optional = false;
  std::optional<Value> default_value;
  std::optional<BigInt> low;  // declared range, scaled like the field, both ends included
  std::optional<BigInt> high;
  friend bool operator==(const FieldInfo&, const FieldInfo&) = default;
};

/// The subject, or one ledger. Only fields that are read from data; derived ones are code.
struct RecordInfo {
  std::string name;
  std::vector<FieldInfo> fields;
  uint32_t on_field = 0;  // ledgers: the field `on`
  friend bool operator==(const RecordInfo&, const RecordInfo&) = default;
};

struct EnumInfo {
  std::string name;
  std::vector<std::string> words;
  friend bool operator==(const EnumInfo&, const EnumInfo&) = default;
};

struct OutputInfo {
  std::string name;
  ValueType type;
  friend bool operator==(const OutputInfo&, const OutputInfo&) = default;
};

/// A number for each entry of a ledger that takes part.
struct SplitInfo {
  std::string name;
  uint32_t ledger = 0;
  ValueType type;
  friend bool operator==(const SplitInfo&, const SplitInfo&) = default;
};

struct Schema {
  // In a file of their own: every file that holds one would compile them again.
  Schema();
  Schema(const Schema&);
  Schema(Schema&&) noexcept;
  Schema& operator=(const Schema&);
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

  RecordInfo account;
  std::vector<RecordInfo> ledgers;
  std::vector<EnumInfo> enums;  // enums[0] is the tiers, "none" first
  std::vector<OutputInfo> outputs;
  std::vector<SplitInfo> splits;
  friend bool operator==(const Schema&, const Schema&) = default;
};

}  // namespace tierline::bytecode
