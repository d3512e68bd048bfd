// Tables: the records of a program out of a PostgreSQL database: each is the table or view of its
// name, read as CSV text that the server writes, so that a number arrives as it is written there.
// All tables are read in one transaction, as they were at one moment.
// Without libpq there is absent.cpp in the place of the other files here, and says so.
// Read by: tools/bulk/input/inputs.cpp    Tested by: tests/postgres
#pragma once

#include <atomic>
#include <string_view>

#include "base/result.hpp"
#include "runtime/bytecode/schema.hpp"
#include "tools/bulk/input/inputs.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// Connects, finds the tables and their columns, and begins the transaction. The inputs share one
/// connection: they are read one after the other, each to its end.
///   address  `postgresql://...` as libpq reads it, or `postgres:` and its keys and values
///   stop     set by somebody else: give up soon; nothing: never
base::Result<Inputs, RunError> find_tables(std::string_view address, const bytecode::Schema& schema,
                                           const std::atomic<bool>* stop);

}  // namespace tierline::bulk
