// Fuse: joins steps of a plan that one larger kernel does at once, so that what stands between is
// neither written nor read. Each joined step does exactly what its parts do; a part that somebody
// else needs as well stays.
// Made of: plan.hpp    Read by: machine.cpp
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_columnar/fuse_test.cpp
#pragma once

#include "runtime/columnar/plan.hpp"

namespace tierline::columnar {

void fuse_steps(Plan& plan, const Kernels& kernels);

}  // namespace tierline::columnar
