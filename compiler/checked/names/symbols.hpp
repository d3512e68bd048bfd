// Symbols: what each name that is visible everywhere in the program stands for.
// Fields of the account, definitions, tables, matrix rows, bands, ledgers and the subject share one
// space, so that a bare name has one meaning; enums share one with the built-in types.
// Made by: declarations, tables    Read by: expressions, names/dependencies
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/span.hpp"
#include "compiler/checked/types.hpp"

namespace tierline::checked {

enum class SymbolKind : uint8_t {
  AccountField,  // index: field of the account
  Define,        // index: definition in the order of the text
  Table,         // index: table of the checked program
  Matrix,        // a matrix whose rows are called by their own names
  Bands,         // index: bands in the order of the text
  Ledger,        // index: ledger
  Subject,
};

struct Symbol {
  SymbolKind kind{};
  uint32_t index = 0;
  base::Span span{};
};

/// A word of an enum, by its position.
struct WordRef {
  EnumId enum_id;
  uint32_t position = 0;
};

class Symbols {
 public:
  /// Declares a name; returns what it already stands for, and then changes nothing.
  std::optional<Symbol> declare(std::string_view name, Symbol symbol);
  const Symbol* find(std::string_view name) const;

  void declare_enum(std::string_view name, EnumId id) { enums_.emplace(name, id); }
  std::optional<EnumId> find_enum(std::string_view name) const;

  void declare_word(std::string_view word, WordRef ref) { words_[word].push_back(ref); }
  /// All enums that have the word, in the order of the text.
  const std::vector<WordRef>& words(std::string_view word) const;
  std::optional<uint32_t> word_of(EnumId id, std::string_view word) const;

  /// By the alphabet, for suggestions.
  std::vector<std::string_view> all_names() const;
  std::vector<std::string_view> all_words() const;
  std::vector<std::string_view> names_of(SymbolKind kind) const;

 private:
  std::unordered_map<std::string_view, Symbol> symbols_;  // keys point into the tree
  std::unordered_map<std::string_view, EnumId> enums_;
  std::unordered_map<std::string_view, std::vector<WordRef>> words_;
};

/// "a field of the account", "a definition", ...
std::string_view describe(SymbolKind kind);

}  // namespace tierline::checked
