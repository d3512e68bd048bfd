// Stands in for the other files of this folder where Tierline is built without libpq.
#include "tools/bulk/postgres/tables.hpp"

namespace tierline::bulk {

base::Result<Inputs, RunError> find_tables(std::string_view, const bytecode::Schema&,
                                           const std::atomic<bool>*) {
  return RunError{
      "this tierline was built without libpq and cannot ask a PostgreSQL server; build it where "
      "the "
      "package libpq-dev is installed, or export the tables as CSV files"};
}

}  // namespace tierline::bulk
