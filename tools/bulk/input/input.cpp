#include "tools/bulk/input/input.hpp"

namespace tierline::bulk {

std::string place_text(Counted counted, size_t place) {
  return (counted == Counted::Rows ? "row " : "line ") + std::to_string(place);
}

}  // namespace tierline::bulk
