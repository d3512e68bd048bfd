// Span: a half-open stretch of a program's text, as offsets into all its files laid end to end.
// Two numbers only; the source map of the program turns them into file, line and column, and does
// so only when a span is shown (counting lines while parsing costs a factor of ten).
// Read by: dsl/source    Tested by: tests/unit/base/span_test.cpp
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace tierline::base {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }

  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr std::strong_ordering operator<=>(Span, Span) = default;
};

/// Covers both spans and whatever stands between them.
constexpr Span join(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

}  // namespace tierline::base
