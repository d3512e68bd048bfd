// Declarations: each kind of declaration of the tree, taken into the checked program.
// First everything that needs no expression over facts (declare_...), then the expressions in an
// order in which each finds what it uses (check_...).
// Made by: nobody, these are functions    Read by: from_ast.cpp, tables
// Tested by: tests/golden/check
#pragma once

#include <string_view>
#include <vector>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Takes a name; reports it if something else has it, and says so.
bool declare_name(Work& work, const ast::Word& name, Symbol symbol);
void report_duplicate(Work& work, const ast::Word& name, std::string_view what, Span earlier);

// header.cpp
void declare_program(Work& work);
void declare_tiers(Work& work);
void declare_enum(Work& work, const ast::EnumDecl& decl);

/// 1 for January; reports a word that is no month, under `code`.
std::optional<int> find_month(Work& work, const ast::Word& word, Code code);
void report_twice(Work& work, Span span, Span first, std::string_view what);

// calendars.cpp
void declare_calendar(Work& work, const ast::CalendarDecl& decl);

// records.cpp
void declare_subject(Work& work);
void declare_ledger(Work& work, const ast::LedgerDecl& decl);
void check_derived_fields(Work& work, uint32_t ledger);

// defines.cpp
void declare_define(Work& work, const ast::DefineDecl& decl);
void check_define(Work& work, uint32_t define);

// splits.cpp
void check_split(Work& work, uint32_t define);

// exceptions.cpp
/// Which exception is one to which, and whether two can apply on one day.
void check_exceptions(Work& work, const ast::DefineDecl& decl, Define& define);

// bands.cpp
void declare_bands(Work& work, const ast::BandsDecl& decl);
void check_bands(Work& work, uint32_t bands);

// tiers.cpp
void declare_tier(Work& work, const ast::TierDecl& decl);
void check_requirements(Work& work);
void check_tiers_declared(Work& work);

// versions.cpp
/// Whether the versions of each of a tier's own requirements follow one another day by day.
bool check_versions(Work& work, const std::vector<Requirement>& own);
/// What a tier asks for: one with the name of an inherited one replaces it, in all its versions.
std::vector<Requirement> with_own(const std::vector<Requirement>& inherited,
                                  const std::vector<Requirement>& own);

// status.cpp
void declare_status(Work& work);
/// When the requirement counts as kept; reports what does not fit, and says no then.
bool check_keep(Work& work, const ast::Requirement& decl, Requirement& out);
void check_status(Work& work);

// outputs.cpp
void check_outputs(Work& work);

// claims.cpp
void check_claim(Work& work, const ast::ClaimDecl& decl);

// scenarios.cpp
void check_scenario(Work& work, const ast::ScenarioDecl& decl);

/// All declarations of one kind, in the order of the text.
template <class T>
std::vector<const T*> all_of(const ast::Ast& ast) {
  std::vector<const T*> found;
  for (const ast::Decl& decl : ast.decls) {
    if (const auto* one = std::get_if<T>(&decl)) found.push_back(one);
  }
  return found;
}

}  // namespace tierline::checked
