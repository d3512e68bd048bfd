#include "runtime/decimal/rounding.hpp"

namespace tierline::decimal {

std::string_view to_text(Rounding mode) {
  switch (mode) {
    case Rounding::HalfEven:
      return "half even";
    case Rounding::HalfUp:
      return "half up";
    case Rounding::HalfDown:
      return "half down";
    case Rounding::Up:
      return "up";
    case Rounding::Down:
      return "down";
    case Rounding::Ceiling:
      return "ceiling";
    case Rounding::Floor:
      return "floor";
  }
  return "unknown";
}

std::optional<Rounding> rounding_from_text(std::string_view text) {
  for (const Rounding mode : kRoundings) {
    if (to_text(mode) == text) return mode;
  }
  return std::nullopt;
}

}  // namespace tierline::decimal
