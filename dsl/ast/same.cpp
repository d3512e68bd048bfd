// Two trees are the same when their dumps are: the dump shows everything but spans and comments.
#include "dsl/dsl.hpp"

namespace tierline::dsl {

bool same(const ast::Ast& left, const ast::Ast& right) { return dump(left) == dump(right); }

}  // namespace tierline::dsl
