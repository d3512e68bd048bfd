// RowLayout: how the facts of one record lie in memory while all of them are: one behind the other
// in as few bytes as their types allow, in files just the same. A row is
//   [owner]  ledgers: the account, 32 bits
//   fields   Bool and short enums 8 bits, enums and small ranges 16, days and other ranges 32,
//            numbers 64; Text: its length, 32 bits; before it a byte that says whether it is known
//   [place]  where it stands, if that is kept: file, line and length, 32 bits each
//   tail     the bytes of the texts; lengths and digits of numbers beyond 64 bits; the record
// Made by: row_layout.cpp    Read by: tools/bulk/rows, tools/bulk/read
// Tested by: tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "tools/bulk/chunks/text_buffer.hpp"
#include "tools/bulk/facts/value_reader.hpp"

namespace tierline::bulk {

/// Where an entry stands. `record` is its text.
struct EntryPlace {
  uint32_t file = 0;  // in Data::files
  uint32_t line = 0;
  std::string record;
};

/// How the value of a field lies in a row. Elsewhere: in the account's key.
enum class Packing : uint8_t { Elsewhere, U8, U16, I32, I64, Text };

/// Whether the texts of keys are made for whoever decides. Nobody looks at most of them.
enum class KeyTexts : uint8_t { Make, Leave };

inline constexpr uint32_t kAlwaysKnown = 0xffffffffU;

struct PackedField {
  Packing packing = Packing::I64;
  uint32_t at = 0;
  uint32_t known_at = kAlwaysKnown;
};

template <class T>
T load(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

template <class T>
void save(char* to, T value) {
  std::memcpy(to, &value, sizeof(T));
}

/// Stores a value that the packing holds.
inline void pack(const PackedField& field, char* row, int64_t value) {
  switch (field.packing) {
    case Packing::U8:
      return save(row + field.at, static_cast<uint8_t>(value));
    case Packing::U16:
      return save(row + field.at, static_cast<uint16_t>(value));
    case Packing::I32:
      return save(row + field.at, static_cast<int32_t>(value));
    case Packing::I64:
      return save(row + field.at, value);
    case Packing::Text:
    case Packing::Elsewhere:
      return;
  }
}

class RowLayout {
 public:
  /// The rows of accounts; the texts of keys lie elsewhere. The record must outlive the layout.
  static RowLayout of_accounts(const bytecode::RecordInfo& record, KeyTexts key_texts);
  static RowLayout of_entries(const bytecode::RecordInfo& ledger, bool with_places);

  /// Bytes before the tail.
  size_t bytes() const { return bytes_; }
  const std::vector<PackedField>& fields() const { return fields_; }
  bool has_owner() const { return has_owner_; }
  uint32_t place_at() const { return place_at_; }
  bool has_places() const { return place_at_ != 0; }

  /// Appends a row; the owner and the place are left to the caller.
  ///   returns  where it begins
  size_t append(TextBuffer& out, std::span<const Cell> cells) const;

  /// Bytes of a row with its tail, and of its tail without the record of its place.
  size_t size_of(const char* row) const {
    return bytes_ + tail_of(row) + (has_places() ? load<uint32_t>(row + place_at_ + 8) : 0);
  }
  EntryPlace place_of(const char* row) const;

  /// The columns of some rows, as a batch has them.
  ///   key_of  the key of row i, for the texts of keys
  std::vector<batch::Column> columns(std::span<const char* const> rows,
                                     const std::function<std::string_view(size_t)>& key_of) const;

 private:
  explicit RowLayout(const bytecode::RecordInfo& record) : record_(&record) {}
  void add_fields(bool texts_of_keys_elsewhere);
  size_t tail_of(const char* row) const;
  std::string_view text_of(const char* row, size_t field) const;
  void fill_texts(std::span<const char* const> rows, size_t field, batch::Column& column,
                  const std::function<std::string_view(size_t)>& key_of) const;
  void fill_wide(std::span<const char* const> rows, size_t field, batch::Column& column) const;

  const bytecode::RecordInfo* record_;
  std::vector<PackedField> fields_;
  std::vector<size_t> texts_;      // fields that lie in the tail
  std::vector<size_t> wides_;      // fields that may
  std::vector<size_t> key_parts_;  // by field: which part of the key it is
  KeyTexts texts_of_keys_ = KeyTexts::Make;
  size_t keys_ = 0;
  size_t bytes_ = 0;
  bool has_owner_ = false;
  uint32_t place_at_ = 0;  // 0: places are not kept
};

}  // namespace tierline::bulk
