// What the compiler makes of the declaration, once.
#include "dsl/ast/ast.hpp"

namespace tierline::ast {

Ast::Ast() = default;
Ast::Ast(const Ast&) = default;
Ast::Ast(Ast&&) noexcept = default;
Ast& Ast::operator=(const Ast&) = default;
Ast& Ast::operator=(Ast&&) noexcept = default;
Ast::~Ast() = default;

}  // namespace tierline::ast
