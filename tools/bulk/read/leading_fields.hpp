// leading_fields: what can still be read of a damaged CSV record, to find out whose record it is.
// A record with a NUL in its last field is refused, but its account must not be decided as if the
// record had never been. So: the fields that stand, whole and undamaged, before the record breaks.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tierline::bulk {

/// At most `count` fields, in order; a field that holds a NUL or bytes beyond UTF-8 is empty. Ends
/// early where the quoting breaks, or at a doubled quote.
std::vector<std::string_view> leading_fields(std::string_view record, size_t count);

}  // namespace tierline::bulk
