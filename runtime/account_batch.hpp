// account_batch: the facts of one account, given as text, become a batch of one row.
// Strict like every way in: what is not exactly a value of its field is refused with a reason.
// Read by: tierline.cpp    Tested by: tests/unit/runtime_tierline
#pragma once

#include <string>

#include "base/result.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/tierline.hpp"

namespace tierline {

/// Builds the batch, or says in one sentence which fact is missing, unknown or wrong.
base::Result<batch::Batch, std::string> account_batch(const bytecode::Schema& schema,
                                                      const Account& account);

}  // namespace tierline
