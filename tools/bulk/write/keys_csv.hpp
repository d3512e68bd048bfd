// keys_csv: whose line it is: the keys of an account as the first columns of every file of answers.
// A subject without key fields has one account without a name, and no such columns.
// Read by: tools/bulk    Tested by: tests/cli/run_test.cpp, tests/cli/parts_test.cpp
#pragma once

#include <string>

#include "tools/bulk/read/data.hpp"

namespace tierline::bulk {

/// `partner,country,`
std::string key_columns(const bytecode::Schema& schema);

/// Appends `ACME,DK,`.
void append_keys(std::string& out, const bytecode::Schema& schema, const Data& data,
                 size_t account);

}  // namespace tierline::bulk
