// Which numbers a program can be walked along, by name and by itself.
#include "tests/unit/tools_cliffs/shop.hpp"

namespace tierline::cliffs {
namespace {

std::vector<std::string> names(const std::vector<Axis>& axes) {
  std::vector<std::string> out;
  for (const Axis& axis : axes) out.push_back(axis.name);
  return out;
}

TEST(DefaultAxes, AreThoseOfBandsThenOfRequirements) {
  EXPECT_EQ(names(default_axes(*shop().checked)), (std::vector<std::string>{"spent", "points"}))
      << "`best` only chooses between `spent` and nothing";
}

TEST(AxisNamed, FindsFieldsDefinitionsAndBands) {
  const checked::CheckedProgram& program = *shop().checked;
  EXPECT_EQ(axis_named(program, "points").value().kind, AxisKind::AccountField);
  EXPECT_EQ(axis_named(program, "sale.amount").value().kind, AxisKind::EntryField);
  EXPECT_EQ(axis_named(program, "best").value().kind, AxisKind::Define);
  EXPECT_EQ(axis_named(program, "rate").value().name, "spent") << "the axis of the bands";
}

TEST(AxisNamed, SaysWhatMayHaveBeenMeant) {
  const auto axis = axis_named(*shop().checked, "pionts");
  ASSERT_FALSE(axis);
  EXPECT_NE(axis.error().message.find("did you mean `points`?"), std::string::npos)
      << axis.error().message;
  EXPECT_FALSE(axis_named(*shop().checked, "region")) << "words are no axis";
  EXPECT_FALSE(axis_named(*shop().checked, "sale.net")) << "nobody states a derived field";
}

TEST(AxisProgram, HasTheAxisAndWhatIsShownAsOutputs) {
  const checked::CheckedProgram& program = *shop().checked;
  const Axis axis = axis_named(program, "spent").value();
  const auto made = make_axis_program(program, axis, {{"rebate", "best"}, {"fee"}});
  ASSERT_TRUE(made);
  std::vector<std::string> shown;
  for (const size_t output : made.value().shown) {
    shown.push_back(made.value().bytecode.schema.outputs[output].name);
  }
  EXPECT_EQ(shown, (std::vector<std::string>{"rebate", "best", "net of fee"}));
  EXPECT_EQ(made.value().bytecode.schema.outputs[*made.value().axis].name, "spent");
}

TEST(AxisProgram, RefusesWhatCannotBeShown) {
  const checked::CheckedProgram& program = *shop().checked;
  const Axis axis = axis_named(program, "spent").value();
  EXPECT_FALSE(make_axis_program(program, axis, {{"rebat"}, {}}));
  const auto made = make_axis_program(program, axis, {{}, {"tier"}});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("Tier cannot be taken off `spent`, which is EUR"),
            std::string::npos)
      << made.error().message;
}

}  // namespace
}  // namespace tierline::cliffs
