// Constants: values that are known before any fact: cells, edges, defaults, ranges, scenario facts.
// Written as literals, words, or arithmetic on them; worked out exactly, then the steps are
// dropped.
// Made by: nobody, these are functions    Read by: declarations, tables, values
#pragma once

#include <optional>
#include <string_view>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// A value with the type that its text gives it.
struct TypedConstant {
  Constant value;
  Type type;
};

/// The literal of a number: its digits without `_`, its unit.
std::optional<TypedConstant> number_literal(Work& work, const ast::Expr& expr);

/// Works the expression out; `expected` helps with words that several enums have.
std::optional<TypedConstant> constant_of_any_type(Work& work, ast::ExprId id,
                                                  std::optional<EnumId> expected);

/// As above, of the type asked for: with its unit, its digits, and within its range.
std::optional<Constant> constant_of(Work& work, ast::ExprId id, const TypeSpec& spec,
                                    std::string_view what);

/// Says whether a text (a cell of a CSV file) is such a value; else what is wrong, in `fault`.
std::optional<Constant> constant_from_text(std::string_view text, const TypeSpec& spec,
                                           const CheckedProgram& program, std::string& fault);

}  // namespace tierline::checked
