// From a failed must-rule to a diagnostic: what was seen, what was expected here, what to write.
// The text around the place is looked at only now, when something is wrong: habits from other
// languages (`==`, `&&`, `1e5`) are recognised here and nowhere else.
// Read by: dsl/grammar/messages.hpp, dsl/ast    Tested by: tests/golden/parse
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dsl/source/diagnostic.hpp"

namespace tierline::dsl::grammar {

enum class Missing : uint8_t {
  Part,          // some word or symbol
  Name,          // a name that the program gives or uses
  Value,         // an expression or a literal
  Close,         // `}` or `)`; what else could have stood here is in `what`
  Declaration,   // a declaration or the end of the file
  NumberEnd,     // the number goes on in a form that the language does not have
  Date,          // 2022-07-01
  TextClose,     // the closing quote
  EscapeLetter,  // after a backslash
  LessDepth,     // brackets or operators within the limit
};

/// What a must-rule says when it fails.
struct Expectation {
  Missing missing = Missing::Part;
  std::string_view what;       // "a name for the definition"
  std::string_view hint = {};  // "write `define goal = 5%`"
  bool after_value = false;    // an expression came before, so an operator was possible too
};

/// Thrown from within a parse, and caught in the same file: where reading stopped, and why.
struct Failure {
  size_t offset = 0;
  Expectation expected;
};

/// Explains a failure in the text of one file. All places are relative to that text.
///   declaration  where the declaration that failed begins
source::Diagnostic explain(std::string_view text, size_t declaration, const Failure& failure);

/// `except x when CONDITION = VALUE` with several `=`, none of which must be the exception's.
source::Diagnostic two_readings(base::Span condition, base::Span value);

/// The place at which reading goes on: the next declaration that begins a line, after `offset`.
size_t next_declaration(std::string_view text, size_t offset);

/// True if a declaration begins at `offset`: its keyword, and then what may follow it.
bool is_declaration_at(std::string_view text, size_t offset);

}  // namespace tierline::dsl::grammar
