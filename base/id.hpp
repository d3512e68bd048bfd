// Id: an index into one table, typed by the table, so that a tier's id never reads a field.
// `Tag` is any type, usually the struct that the table holds; it may be incomplete.
// Tested by: tests/unit/base/id_test.cpp
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>

namespace tierline::base {

template <class Tag>
struct Id {
  static const Id kNone;  // the id of nothing; also what a default-made id is

  std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

  constexpr bool is_none() const { return *this == kNone; }
  /// Converts for indexing a vector: `table[id.index()]`.
  constexpr std::size_t index() const { return value; }

  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr std::strong_ordering operator<=>(Id, Id) = default;
};

template <class Tag>
inline constexpr Id<Tag> Id<Tag>::kNone{};

}  // namespace tierline::base

template <class Tag>
struct std::hash<tierline::base::Id<Tag>> {
  std::size_t operator()(tierline::base::Id<Tag> id) const noexcept { return id.index(); }
};
