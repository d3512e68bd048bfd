// Header: which column of a CSV file holds which field, from the names in its first line.
// Columns may stand in any order. A name that is not a field is refused, never passed over: it is
// more often a misspelt field than a column too many.
// Read by: tools/bulk/read/read_data.cpp    Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"

namespace tierline::bulk {

inline constexpr size_t kNoColumn = static_cast<size_t>(-1);

/// A field that a file may or must have as a column.
struct WantedColumn {
  const bytecode::FieldInfo* field = nullptr;
  bool required = true;
};

/// The subject's own fields.
std::vector<WantedColumn> subject_columns(const bytecode::Schema& schema);

/// The subject's key fields, then the ledger's fields.
std::vector<WantedColumn> ledger_columns(const bytecode::Schema& schema,
                                         const bytecode::RecordInfo& ledger);

struct HeaderFault {
  std::vector<std::string> problems;  // without the place
};

/// The column of each wanted field, or kNoColumn where it need not be there and is not.
base::Result<std::vector<size_t>, HeaderFault> match_header(
    const std::vector<std::string_view>& names, const std::vector<WantedColumn>& wanted);

}  // namespace tierline::bulk
