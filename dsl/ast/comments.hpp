// Comments, found in a pass of their own: the grammar may look at the same blanks twice.
// Read by: dsl/ast/from_source.cpp    Tested by: tests/unit/dsl/comments_test.cpp
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "dsl/ast/ast.hpp"

namespace tierline::ast {

/// Appends every comment of `text`, which lies at offset `start` of the source set.
void collect_comments(std::string_view text, uint32_t start, std::vector<Comment>& comments);

}  // namespace tierline::ast
