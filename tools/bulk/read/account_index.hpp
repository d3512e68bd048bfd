// AccountIndex: the accounts of a run by their keys, in the order in which they are decided.
// A key is the canonical text of each key field (7 for `007` of an int), with NUL between them: a
// byte that no field may hold, so the order of keys is the byte order field by field.
// Read by: tools/bulk/read    Tested by: tests/unit/tools_bulk/account_index_test.cpp
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
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

/// Keys come in the order of a file. As long as each is greater than the one before they are in key
/// order already, and are not looked up by their hashes before somebody asks.
class AccountIndex {
 public:
  static constexpr uint32_t kNone = 0xffffffffU;

  /// Adds a key, or finds the row that has it already: its row, and whether it is new.
  struct Added {
    uint32_t row;
    bool is_new;
  };
  Added add(std::string_view key);
  /// Adds keys of which each is greater than all before; `ends` are theirs in `bytes`.
  void add_greater(std::string_view bytes, std::span<const uint32_t> ends);
  /// Room for so many keys, of so many bytes in all: a guess that saves copies.
  void reserve(size_t keys, size_t bytes) {
    ends_.reserve(keys);
    bytes_.reserve(bytes);
  }
  /// Whether keys may be added so, and the first of them is greater than all before.
  bool may_add_greater(std::string_view first) const {
    return table_->slots.empty() && is_next(first);
  }

  /// Whether row i is the account i in key order.
  bool is_sorted() const { return is_sorted_; }

  /// Puts the accounts into the byte order of their keys; row order[i] becomes row i.
  std::vector<uint32_t> sort();

  /// May be asked by many threads, as long as nobody adds.
  uint32_t find(std::string_view key) const;
  /// The same for many keys, which is quicker than one by one.
  void find(std::span<const std::string_view> keys, uint32_t* rows) const;
  /// The same, for a few questions only: without a table of all keys. They must be sorted.
  uint32_t find_in_order(std::string_view key) const;
  /// Whether these are the keys.
  bool are_keys(std::span<const char> bytes, std::span<const uint64_t> ends) const;
  size_t size() const { return ends_.size(); }
  /// Valid until the next `add`.
  std::string_view key(size_t row) const {
    const uint64_t begin = row == 0 ? 0 : ends_[row - 1];
    return {bytes_.data() + begin, ends_[row] - begin};
  }
  /// The keys of the rows first .. end - 1, one behind the other.
  std::string_view keys(size_t first, size_t end) const {
    if (first == end) return {};
    const std::string_view last = key(end - 1);
    const char* begin = key(first).data();
    return {begin, static_cast<size_t>(last.data() + last.size() - begin)};
  }
  /// Those of all, and where each ends.
  std::string_view keys() const { return bytes_; }
  std::span<const uint64_t> key_ends() const { return ends_; }
  size_t bytes() const { return bytes_.size() + ends_.size() * sizeof(uint64_t); }

 private:
  /// A part of the key's hash finds the slot. A short key is in it, so that whoever looks for one
  /// looks nowhere else; of a long one another part of the hash.
  struct Slot {
    uint64_t tag = 0;
    uint32_t row = kNone;
    uint32_t size = 0;  // of the key
  };
  static constexpr size_t kShortBytes = 8;
  /// Made when it is first needed.
  struct Table {
    std::once_flag once;
    std::vector<Slot> slots;  // a power of two, at most half full
  };

  void append(std::string_view key);
  bool is_next(std::string_view greater) const {
    return is_sorted_ && (ends_.empty() || key(ends_.size() - 1) < greater);
  }
  static uint64_t tag_of(std::string_view key, const Hash& hash);
  /// The slot of a key, or the empty one where it would be.
  Slot& slot_of(std::string_view key, const Hash& hash) const;
  void expect_keys(std::span<const Hash> hashes) const;
  std::vector<Slot>& slots() const;
  void grow() const;

  std::string bytes_;           // the keys, one behind the other
  std::vector<uint64_t> ends_;  // by row
  bool is_sorted_ = true;
  std::unique_ptr<Table> table_ = std::make_unique<Table>();
};

}  // namespace tierline::bulk
