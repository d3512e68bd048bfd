#include "compiler/checked/names/symbols.hpp"

#include <algorithm>

namespace tierline::checked {

std::optional<Symbol> Symbols::declare(std::string_view name, Symbol symbol) {
  const auto [place, fresh] = symbols_.emplace(name, symbol);
  if (fresh) return std::nullopt;
  return place->second;
}

const Symbol* Symbols::find(std::string_view name) const {
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nullptr : &found->second;
}

std::optional<EnumId> Symbols::find_enum(std::string_view name) const {
  const auto found = enums_.find(name);
  if (found == enums_.end()) return std::nullopt;
  return found->second;
}

const std::vector<WordRef>& Symbols::words(std::string_view word) const {
  static const std::vector<WordRef> none;
  const auto found = words_.find(word);
  return found == words_.end() ? none : found->second;
}

std::optional<uint32_t> Symbols::word_of(EnumId id, std::string_view word) const {
  for (const WordRef& ref : words(word)) {
    if (ref.enum_id == id) return ref.position;
  }
  return std::nullopt;
}

std::vector<std::string_view> Symbols::all_names() const {
  std::vector<std::string_view> names;
  for (const auto& [name, symbol] : symbols_) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string_view> Symbols::all_words() const {
  std::vector<std::string_view> names;
  for (const auto& [word, refs] : words_) names.push_back(word);
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string_view> Symbols::names_of(SymbolKind kind) const {
  std::vector<std::string_view> names;
  for (const auto& [name, symbol] : symbols_) {
    if (symbol.kind == kind) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string_view describe(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::AccountField:
      return "a field of the account";
    case SymbolKind::Define:
      return "a definition";
    case SymbolKind::Table:
      return "a table";
    case SymbolKind::Matrix:
      return "a table with named rows";
    case SymbolKind::Bands:
      return "bands";
    case SymbolKind::Ledger:
      return "a ledger";
    case SymbolKind::Subject:
      return "the subject";
  }
  return "";
}

}  // namespace tierline::checked
