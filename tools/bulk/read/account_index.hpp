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
#include <unordered_map>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/facts/record_reader.hpp"

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
  size_t size() const { return keys_.size(); }
  const std::string& key(size_t row) const { return *keys_[row]; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> rows_;
  std::vector<const std::string*> keys_;  // into rows_, whose nodes stay where they are
};

}  // namespace tierline::bulk
