// Puts a data folder into a database, each file as the table of its name, with columns of the types
// that somebody would give them.
#pragma once

#include <filesystem>
#include <string>

namespace tierline::test {

/// Statements for psql. The rows come in an order that follows from `seed` and nothing else.
std::string tables_of(const std::filesystem::path& folder, const std::string& seed);

}  // namespace tierline::test
