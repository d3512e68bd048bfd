// Somebody whose facts are known otherwise, as the searches hold a partner: from data, a file of
// facts or a scenario.
// Made by: partner_of.cpp    Read by: search.cpp, tools/cliffs, tools/compare
// Tested by: tests/unit/tools_cliffs, tests/unit/tools_compare
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/facts/account_facts.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/prove/case.hpp"

namespace tierline::prove {

/// The partner of a batch of one; nothing if a number is beyond 64 bits.
std::optional<Partner> partner_in(const bytecode::Schema& schema, const batch::Batch& batch);

/// Facts as records, for instance of a JSON file, as a partner.
base::Result<Partner, bulk::RunError> partner_of(const bytecode::Schema& schema,
                                                 const std::vector<bulk::FactRecord>& records);

}  // namespace tierline::prove
