// Diff: the lines that an alteration changes, as a unified diff that `patch -p0` takes in the
// program's folder. It is made of the edits, not found again by comparing texts.
// Made by: diff.cpp    Read by: tools/cli/output/mutants.cpp
// Tested by: tests/unit/tools_mutate/diff_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/mutate/mutant.hpp"

namespace tierline::mutate {

/// The edits in order of file and place, as Mutant has them.
std::string unified_diff(const Texts& texts, const std::vector<Edit>& edits);

}  // namespace tierline::mutate
