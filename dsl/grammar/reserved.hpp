// The words that cannot name anything, in one place. The list is short on purpose: `on`, `from`,
// `until`, `year`, `count` and the like have a meaning only where the grammar looks for them, and
// are ordinary names elsewhere.
// Read by: dsl/grammar, dsl/ast/print.cpp    Tested by: tests/unit/dsl/reserved_test.cpp
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace tierline::dsl::grammar {

/// Words that begin a declaration. `program`, `tier` and `status` do so as well, but only when what
/// follows fits, so they are not reserved; `tier` is also an expression, the account's tier.
inline constexpr std::string_view kDeclarationWords[] = {
    "bands",   "calendar", "decide", "define",  "enum",  "invariant", "ledger",
    "program", "scenario", "status", "subject", "table", "tier",      "tiers"};

inline constexpr std::string_view kReservedWords[] = {
    "and",    "bands",     "because",  "calendar", "decide",    "define", "else",    "enum",
    "except", "false",     "if",       "in",       "invariant", "ledger", "no",      "not",
    "or",     "otherwise", "requires", "rounded",  "scenario",  "split",  "subject", "table",
    "then",   "tiers",     "today",    "true",     "where",     "yes"};

/// True for a word that cannot be used as a name.
constexpr bool is_reserved(std::string_view word) {
  return std::binary_search(std::begin(kReservedWords), std::end(kReservedWords), word);
}

constexpr bool is_declaration_word(std::string_view word) {
  return std::binary_search(std::begin(kDeclarationWords), std::end(kDeclarationWords), word);
}

static_assert(std::is_sorted(std::begin(kReservedWords), std::end(kReservedWords)));
static_assert(std::is_sorted(std::begin(kDeclarationWords), std::end(kDeclarationWords)));

}  // namespace tierline::dsl::grammar
