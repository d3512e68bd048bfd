#include "tools/generate/draw/habit.hpp"

#include <iterator>

namespace tierline::generate {

namespace {

Stating draw_stating(Stream& stream) {
  constexpr Stating kHabits[] = {Stating::Mixed, Stating::Mixed, Stating::Always, Stating::Never};
  return kHabits[stream.below(std::size(kHabits))];
}

}  // namespace

Habit draw_habit(Stream stream) {
  Habit habit;
  habit.facts = draw_stating(stream);
  habit.entries = draw_stating(stream);
  habit.is_early = stream.one_in(2);
  if (stream.one_in(2)) habit.activity = stream.below(kActivities);
  return habit;
}

}  // namespace tierline::generate
