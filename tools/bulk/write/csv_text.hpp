// csv_text: fields and records as RFC 4180 writes them, with `\n` line ends.
// Read by: tools/bulk    Tested by: tests/unit/tools_bulk/write_test.cpp
#pragma once

#include <string>
#include <string_view>

namespace tierline::bulk {

/// Appends a field, quoted only where it must be.
void append_csv(std::string& out, std::string_view field);

/// Whether a field, or one of many behind one another, must be quoted.
bool has_special(std::string_view text);

/// A record's text for a CSV file that people must be able to open: bytes that are not UTF-8 and
/// NULs become \xNN (and then, so that nothing is ambiguous, a backslash becomes \x5C). Text
/// without such bytes stays as it is.
std::string readable_record(std::string_view record);

}  // namespace tierline::bulk
