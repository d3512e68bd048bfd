// Coarse: steps that are no slope: a rounding, or the year or period of a day, of which one unit
// moves an output by two units of its last digit or more. `rounded to 50 EUR` does, and so does
// `rounded down to 10%` where that is multiplied by an amount; a rounding to the cent that is paid
// does not. The steps of these are left out unless they are asked for: then each is a condition.
// Made of: directions.hpp    Made by: coarse.cpp    Read by: cliffs.cpp
// Tested by: tests/unit/tools_cliffs/coarse_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "tools/cliffs/walk/settled.hpp"

namespace tierline::cliffs {

/// Which steps of the varied fact are coarse, by the register that they write.
///   course   along which the fact is varied; bounds of what does not move are the partner's
///   outputs  of the program: those that count
Coarse find_coarse(const bytecode::Bytecode& program, const Course& course,
                   const std::vector<size_t>& outputs);

}  // namespace tierline::cliffs
