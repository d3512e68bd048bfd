// An id is an index that knows its table; mixing two tables must not compile.
#include "base/id.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace tierline::base {
namespace {

struct Tier;  // incomplete on purpose: an id must not need its table
struct Field;

static_assert(!std::is_convertible_v<Id<Tier>, Id<Field>>);
static_assert(!std::is_convertible_v<Id<Tier>, std::size_t>);
static_assert(!std::is_convertible_v<std::uint32_t, Id<Tier>>);
static_assert(sizeof(Id<Tier>) == sizeof(std::uint32_t));

TEST(Id, IsNobodyUntilItIsGiven) {
  const Id<Tier> made_without_a_number;
  EXPECT_TRUE(made_without_a_number.is_none());
  EXPECT_EQ(made_without_a_number, Id<Tier>::kNone);
  EXPECT_FALSE(Id<Tier>{0}.is_none());
}

TEST(Id, ComparesAndIndexesAsItsNumber) {
  EXPECT_LT(Id<Tier>{1}, Id<Tier>{2});
  EXPECT_EQ(Id<Tier>{7}, Id<Tier>{7});
  EXPECT_EQ(Id<Tier>{7}.index(), 7U);
  EXPECT_LT(Id<Tier>{7}, Id<Tier>::kNone);
}

TEST(Id, CanBeAKey) {
  const std::unordered_set<Id<Tier>> seen{{1}, {2}, {1}};
  EXPECT_EQ(seen.size(), 2U);
}

}  // namespace
}  // namespace tierline::base
