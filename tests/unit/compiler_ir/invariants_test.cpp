// Each promise of the Ir, broken once.
#include <gtest/gtest.h>

#include <functional>

#include "compiler/ir/builder.hpp"
#include "tests/unit/support/rig.hpp"

namespace tierline::ir {
namespace {

const test::Rig& rig() {
  static const test::Rig made(test::with_head(R"(
subject account { id : text = "a"  n : EUR  d : date }
ledger sale of account { on : date  price : EUR }
define total : EUR = sum of sale.price where price > n
define r : EUR = (total * 1.5 + n) / 3 rounded half even
define late : bool = not (d < today)
decide r, late
)"));
  return made;
}

size_t find(const Ir& ir, Op op) {
  for (size_t i = 0; i < ir.steps.size(); ++i) {
    if (ir.steps[i].op == op) return i;
  }
  ADD_FAILURE() << "no " << info(op).name;
  return 0;
}

struct Case {
  const char* want;
  std::function<void(Ir&)> breaks;
};

TEST(Invariants, EachIsNoticed) {
  const Ir sound = optimise(lower(rig().checked()));
  ASSERT_EQ(find_broken_invariant(sound), std::nullopt);
  const Case cases[] = {
      {"comes later", [](Ir& ir) { ir.steps[find(ir, Op::mul_)].args[0] = StepId{9999}; }},
      {"missing or extra", [](Ir& ir) { ir.steps[find(ir, Op::mul_)].args[1] = {}; }},
      {"missing or extra", [](Ir& ir) { ir.steps[find(ir, Op::today_)].args[0] = StepId{0}; }},
      {"of another kind",
       [](Ir& ir) {
         ir.steps[find(ir, Op::mul_)].args[0] = StepId{static_cast<uint32_t>(find(ir, Op::today_))};
       }},
      {"its scale", [](Ir& ir) { ir.steps[find(ir, Op::mul_)].type.scale = 0; }},
      {"scales", [](Ir& ir) { ir.steps[find(ir, Op::add_)].type.scale += 1; }},
      {"its own kind", [](Ir& ir) { ir.steps[find(ir, Op::not_)].type = kDay; }},
      {"of another ledger",
       [](Ir& ir) {
         const size_t reduce = find(ir, Op::reduce_sum_);
         ir.steps[reduce].ref = 7;
       }},
      {"an output of an entry",
       [](Ir& ir) {
         ir.outputs[0].value = StepId{static_cast<uint32_t>(find(ir, Op::entry_field_))};
       }},
      {"not one for each", [](Ir& ir) { ir.outputs.pop_back(); }},
      {"not a demand", [](Ir& ir) { ir.demands.push_back(StepId{0}); }},
  };
  for (const Case& c : cases) {
    Ir ir = sound;
    c.breaks(ir);
    const std::string found = find_broken_invariant(ir).value_or("nothing");
    EXPECT_NE(found.find(c.want), std::string::npos) << c.want << "\n  is: " << found;
  }
}

}  // namespace
}  // namespace tierline::ir
