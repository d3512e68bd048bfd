// AccountIndex: the accounts of a run by their keys, in the order in which they are decided.
// A key is the canonical text of each key field (7 for `007` of an int), with NUL between them: a
// byte that no field may hold, so the order of keys is the byte order field by field.
// Read by: tools/bulk/read    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/state/hash.hpp"

namespace tierline::bulk {

/// Reads the key of a record from the texts of the subject's key fields.
class KeyReader {
 public:
  /// The schema must outlive the reader.
  explicit KeyReader(const bytecode::Schema& schema);

  size_t size() const { return values_.size(); }
  const bytecode::FieldInfo& field(size_t i) const { return values_[i].field(); }

  /// Reads one text for each key field; on success `key()` is the key.
  std::optional<FieldRefusal> read(std::span<const std::string_view> texts);
  const std::string& key() const { return key_; }

 private:
  void append(const Cell& cell, const bytecode::FieldInfo& field);

  const bytecode::Schema* schema_;
  std::vector<ValueReader> values_;
  std::string key_;
};

/// The texts of a key's fields.
std::vector<std::string_view> key_parts(std::string_view key);

/// Shows a key to people: `ACME`, `DK`.
std::string shown_key(std::string_view key);

class AccountIndex {
 public:
  static constexpr uint32_t kNone = 0xffffffffU;

  /// Adds a key, or finds the row that has it already: its row, and whether it is new.
  struct Added {
    uint32_t row;
    bool is_new;
  };
  Added add(std::string_view key);

  /// Puts the accounts into the byte order of their keys; row order[i] becomes row i.
  std::vector<uint32_t> sort();

  uint32_t find(std::string_view key) const;
  size_t size() const { return places_.size(); }
  /// Valid until the next `add`.
  std::string_view key(size_t row) const {
    return {bytes_.data() + places_[row].begin, places_[row].size};
  }

 private:
  struct Place {
    uint64_t begin = 0;
    uint64_t size = 0;
  };
  /// A part of the key's hash finds the slot, another is in it.
  struct Slot {
    uint32_t mark = 0;
    uint32_t row = kNone;
  };

  /// The slot of a key, or the empty one where it would be.
  Slot& slot_of(std::string_view key, const Hash& hash);
  void grow();

  std::vector<char> bytes_;    // the keys, one behind the other
  std::vector<Place> places_;  // by row
  std::vector<Slot> slots_;    // a power of two, at most half full
};

}  // namespace tierline::bulk
