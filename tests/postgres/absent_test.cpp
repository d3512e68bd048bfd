// Without libpq an address of a server is refused with what can be done.
#include <gtest/gtest.h>

#include "tools/bulk/input/inputs.hpp"

namespace tierline::bulk {
namespace {

TEST(WithoutLibpq, AnAddressIsRefused) {
  const auto inputs = find_inputs("postgresql://localhost/partners", bytecode::Schema{});
  ASSERT_FALSE(inputs.ok());
  EXPECT_NE(inputs.error().message.find("was built without libpq"), std::string::npos);
}

}  // namespace
}  // namespace tierline::bulk
