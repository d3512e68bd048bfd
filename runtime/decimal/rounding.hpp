// Rounding: the seven ways of the language to give up digits, each named in the program's text.
// Nothing rounds unasked; whoever divides or shortens says which of these it means.
// Made by: nobody, these are values    Read by: arithmetic.hpp, decimal.hpp, the compiler
// Tested by: tests/unit/runtime_decimal/rounding_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tierline::decimal {

/// HalfEven: ties to the even digit. HalfUp, HalfDown: ties away from and toward zero.
/// Up, Down: away from and toward zero. Ceiling, Floor: toward plus and minus infinity.
enum class Rounding : uint8_t { HalfEven, HalfUp, HalfDown, Up, Down, Ceiling, Floor };

inline constexpr Rounding kRoundings[] = {Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown,
                                          Rounding::Up,       Rounding::Down,   Rounding::Ceiling,
                                          Rounding::Floor};

/// Names the mode as a program writes it: "half even", "up", ...
std::string_view to_text(Rounding mode);

/// Reads a mode as a program writes it, with exactly one blank in "half even" and its like.
std::optional<Rounding> rounding_from_text(std::string_view text);

}  // namespace tierline::decimal
