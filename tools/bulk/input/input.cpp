#include "tools/bulk/input/input.hpp"

#include "base/assert.hpp"

namespace tierline::bulk {

std::string place_text(Counted counted, size_t place) {
  return (counted == Counted::Rows ? "row " : "line ") + std::to_string(place);
}

base::Result<size_t, RunError> Input::read_at(uint64_t, char*, size_t) {
  TIERLINE_ASSERT(has_places());
  return size_t{0};
}

void Input::go_to(uint64_t) { TIERLINE_ASSERT(has_places()); }

}  // namespace tierline::bulk
