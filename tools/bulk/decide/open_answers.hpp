// open_answers: the files of answers at the beginning of a run, or where an interrupted run stood.
// Made by: open_answers.cpp    Read by: tools/bulk/run.cpp    Tested by: tests/cli/resume_test.cpp
#pragma once

#include "base/result.hpp"
#include "tools/bulk/decide/decide_all.hpp"
#include "tools/bulk/earlier.hpp"

namespace tierline::bulk {

/// With `resume` goes on from what lies in the folder, if it answers the same question about the
/// same facts; else begins anew.
base::Result<AnswerSink, RunError> open_answers(const RunRequest& request, const Data& data,
                                                const SummaryBuilder& summary,
                                                const Earlier& earlier, OutFolder& folder);

}  // namespace tierline::bulk
