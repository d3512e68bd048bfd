// Habit: what all records of one account have in common. Without it every fact would be drawn for
// itself, and hardly anybody would meet a tier that asks for six things at once.
// Made by: habit.cpp    Read by: account_draw.cpp, ledger_draw.cpp
// Tested by: tests/unit/tools_generate/draw_test.cpp
#pragma once

#include <cstdint>
#include <optional>

#include "tools/generate/draw/stream.hpp"

namespace tierline::generate {

/// Whether facts that may be unstated are stated.
enum class Stating : uint8_t { Mixed, Always, Never };

struct Habit {
  Stating facts = Stating::Mixed;  // the account's own
  Stating entries = Stating::Mixed;
  bool is_early = false;             // the days of its own facts lie early
  std::optional<uint64_t> activity;  // as busy in each ledger: 0 .. kActivities - 1
};

inline constexpr uint64_t kActivities = 64;

Habit draw_habit(Stream stream);

}  // namespace tierline::generate
