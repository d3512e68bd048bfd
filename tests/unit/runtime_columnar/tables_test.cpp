// Tables over two enums: asked by one number, not row by row; where a cell is missing, the words
// that the program has for it; and what is looked up is what the scalar machine finds.
#include <gtest/gtest.h>

#include "runtime/columnar/answer_room.hpp"
#include "runtime/columnar/machine.hpp"
#include "runtime/columnar/planner.hpp"
#include "runtime/columnar/sizes.hpp"
#include "runtime/scalar/machine.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kTwoEnums = R"(
program "grid" { version "1" currency EUR }
enum Region { North, South, East }
enum Product { Software, Care, Husky, Hardware }
subject account { key id : text  region : Region  product : Product  sales : EUR }
table share(Region, Product) : percent {
  North, Software : 10%    North, Care : 20%      North, Husky : 0%       North, Hardware : 5%
  South, Software : 11%    South, Care : 21%      South, Husky : 1%       South, Hardware : 6%
  East, Software : 12%     East, Care : -22%      East, Husky : 2%
}
table open(Region, Product) : bool {
  North, Software : yes    North, Care : no       South, Software : yes   East, Husky : yes
}
define rate = share(region, product) otherwise 50%
define rebate : EUR = sales * rate rounded half even
define allowed = open(region, product) otherwise no
decide rate, rebate, allowed
)";

/// All pairs of words, and then more accounts than a stretch has.
batch::Batch pairs(const bytecode::Bytecode& program) {
  batch::Batch batch = batch::empty_batch(program.schema);
  batch.accounts = 601;
  batch.columns[0].texts = {"a"};
  for (size_t i = 0; i < batch.accounts; ++i) {
    batch.columns[0].push(0);
    batch.columns[1].push(static_cast<int64_t>(i % 3));
    batch.columns[2].push(static_cast<int64_t>(i / 3 % 4));
    batch.columns[3].push(static_cast<int64_t>(i * 37));
  }
  return batch;
}

TEST(Tables, OverTwoEnumsAreNoCheckedSteps) {
  const Rig rig(kTwoEnums);
  ASSERT_TRUE(rig.ok());
  const batch::Batch batch = pairs(rig.bytecode());
  const columnar::BatchView view = columnar::view(batch);
  const columnar::Library library(rig.bytecode());
  const columnar::Sizes sizes =
      columnar::sample_sizes(rig.bytecode().schema, view, 0, batch.accounts);
  const std::vector<columnar::Store> stores(3, columnar::Store::I64);
  columnar::Planner planner(rig.bytecode(), library, columnar::best_kernels(),
                            {view, 0, sizes, stores, false});
  EXPECT_TRUE(planner.make().lifted.empty());
}

TEST(Tables, OverTwoEnumsSayWhatTheScalarMachineSays) {
  const Rig rig(kTwoEnums);
  ASSERT_TRUE(rig.ok());
  const batch::Batch batch = pairs(rig.bytecode());
  scalar::Machine scalar(rig.bytecode());
  for (const columnar::Kernels& kernels : columnar::all_kernels()) {
    columnar::Machine machine(rig.bytecode(), {&kernels, 256});
    columnar::AnswerRoom room(machine.narrowest(), batch.accounts);
    std::vector<size_t> left;
    machine.decide(columnar::view(batch), 0, batch.accounts, 0, room.answers(), left);
    ASSERT_TRUE(left.empty());
    for (size_t i = 0; i < batch.accounts; ++i) {
      const decision::Decision expected = scalar.decide(batch, i, 0);
      ASSERT_EQ(expected.outputs[0].number, room.number(0, i)) << i;
      ASSERT_EQ(expected.outputs[1].number, room.number(1, i)) << i;
      ASSERT_EQ(expected.outputs[2].number, room.number(2, i)) << i;
    }
  }
}

}  // namespace
}  // namespace tierline::test
