// make_mutants: every mutant of a program, in the order of the text, the same each time. Only what
// decides is altered: no claim, no scenario, no clause, no range of a field.
// Made by: make.cpp    Read by: survey.cpp    Tested by: tests/unit/tools_mutate/make_test.cpp
#pragma once

#include <vector>

#include "tools/mutate/make/draft.hpp"

namespace tierline::mutate {

/// The tree is that of the texts, and has no errors.
std::vector<Mutant> make_mutants(const ast::Ast& ast, const source::SourceSet& sources,
                                 const Texts& texts);

// ---- one function for each part, used by make.cpp -----------------------------------------------

void mutate_expression(Draft& draft, ast::ExprId id);
/// A constant of a place of its own: a cell, a default, what follows `otherwise`.
void mutate_constant(Draft& draft, ast::ExprId id, Operator op);
void mutate_validity(Draft& draft, const ast::Validity& validity);

void mutate(Draft& draft, const ast::TierDecl& tier);
void mutate(Draft& draft, const ast::StatusDecl& status);
void mutate(Draft& draft, const ast::CalendarDecl& calendar);
void mutate(Draft& draft, const ast::BandsDecl& bands);
void mutate(Draft& draft, const ast::TableDecl& table);

/// The values and days of a table's CSV file, the days of a calendar's.
void mutate_table_file(Draft& draft, size_t file, const ast::TableDecl& table);
void mutate_day_file(Draft& draft, size_t file);

}  // namespace tierline::mutate
