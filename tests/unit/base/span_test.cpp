// Spans are half open; joining covers what stands between.
#include "base/span.hpp"

#include <gtest/gtest.h>

namespace tierline::base {
namespace {

TEST(Span, IsHalfOpen) {
  constexpr Span span{3, 5};
  EXPECT_EQ(span.size(), 2U);
  EXPECT_FALSE(span.contains(2));
  EXPECT_TRUE(span.contains(3));
  EXPECT_TRUE(span.contains(4));
  EXPECT_FALSE(span.contains(5));
}

TEST(Span, IsEmptyWhenItEndsWhereItBegins) {
  EXPECT_TRUE((Span{4, 4}.empty()));
  EXPECT_FALSE((Span{4, 4}.contains(4)));
}

TEST(Span, JoinsInEitherOrder) {
  constexpr Span first{2, 4};
  constexpr Span second{9, 12};
  EXPECT_EQ(join(first, second), (Span{2, 12}));
  EXPECT_EQ(join(second, first), (Span{2, 12}));
}

TEST(Span, JoinWithAnInnerSpanChangesNothing) {
  EXPECT_EQ(join(Span{2, 12}, Span{5, 6}), (Span{2, 12}));
}

}  // namespace
}  // namespace tierline::base
