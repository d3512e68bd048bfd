// FencedBlock: a code block of a Markdown page, with what its opening fence says of it.
// Only fences of three backticks at the beginning of a line, as our pages use them.
// Read by: tests/docs/examples.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tierline::docs {

struct FencedBlock {
  std::vector<std::string> info;  // "tier", "in", "shop"
  std::string text;
  int line = 0;  // of the opening fence, from 1
};

/// The blocks of a page, in order. A block that is never closed is given with `info` =
/// {"unclosed"}.
std::vector<FencedBlock> fenced_blocks(std::string_view page);

/// The targets of the page's links that point into the repository, without `#...`.
std::vector<std::string> local_links(std::string_view page);

}  // namespace tierline::docs
