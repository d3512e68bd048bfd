// Quoted texts, as the language writes them.
// Read by: dsl/ast/print.cpp, dsl/ast/dump.cpp    Tested by: tests/unit/dsl/round_trip_test.cpp
#pragma once

#include <string>
#include <string_view>

namespace tierline::source {

/// `say "yes"` becomes `"say \"yes\""`.
inline std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + '"';
}

}  // namespace tierline::source
