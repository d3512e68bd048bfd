// Size: how many steps a program has once its definitions are unfolded.
// A definition with parameters is worked out at each use, and so is anything asked `at` another
// day; a few lines that use each other twice can ask for more steps than there are atoms. Readers
// may unfold without asking, because the checker counted first.
// Made by: nobody, this is a function    Read by: from_ast.cpp
// Tested by: tests/golden/check
#pragma once

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Reports a program that has more than base::kStepsMax steps.
void check_size(Work& work);

}  // namespace tierline::checked
