// TypeRefs: a type as the text writes it, resolved: `percent(3)? in 0% .. 100%`.
// Made by: nobody, these are functions    Read by: declarations, tables
#pragma once

#include <optional>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Where a type stands decides which types may stand there.
enum class TypePlace : uint8_t { Field, Parameter, Result, TableValue, BandValue };

/// Reports what is wrong, and then returns nothing.
std::optional<TypeSpec> resolve_type(Work& work, const ast::TypeRef& ref, TypePlace place);

/// The type that a bare name stands for: `int`, `EUR`, `Region`; for the keys of tables too.
std::optional<Type> resolve_type_name(Work& work, const ast::Word& name);

/// Whether the language itself uses the name as a type.
bool is_type_word(std::string_view name);

}  // namespace tierline::checked
