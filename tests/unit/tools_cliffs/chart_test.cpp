// Scales, round values and shapes of charts.
#include "tools/cliffs/chart/chart.hpp"

#include "tests/unit/tools_cliffs/shop.hpp"
#include "tools/cliffs/chart/scale.hpp"

namespace tierline::cliffs {
namespace {

bytecode::ValueType money() {
  bytecode::ValueType type;
  type.kind = bytecode::ValueKind::Number;
  type.measure = bytecode::Measure::Money;
  type.currency = "EUR";
  type.scale = 2;
  return type;
}

TEST(Scale, PlacesEndsAndMiddle) {
  const Scale scale(0, 200, px(100), px(300));
  EXPECT_EQ(scale.at(0), px(100));
  EXPECT_EQ(scale.at(100), px(200));
  EXPECT_EQ(scale.at(200), px(300));
  const Scale down(-100, 100, px(50), px(10));
  EXPECT_EQ(down.at(-100), px(50));
  EXPECT_EQ(down.at(0), px(30));
}

TEST(Scale, StaysExactBeyond64Bits) {
  const BigInt far = boost::multiprecision::pow(BigInt(10), 30);
  const Scale scale(-far, far, 0, px(100));
  EXPECT_EQ(scale.at(0), px(50));
  EXPECT_EQ(scale.ticks(3), (std::vector<BigInt>{-far, BigInt(0), far}));
}

TEST(Scale, TicksAreRoundAndFew) {
  EXPECT_EQ(Scale(0, 97, 0, 1).ticks(4), (std::vector<BigInt>{0, 50}));
  EXPECT_EQ(Scale(0, 97, 0, 1).ticks(5), (std::vector<BigInt>{0, 20, 40, 60, 80}));
  EXPECT_EQ(Scale(-15, 15, 0, 1).ticks(4), (std::vector<BigInt>{-10, 0, 10}));
  EXPECT_EQ(Scale(5, 5, 0, 1).ticks(4), (std::vector<BigInt>{5, 6})) << "never empty";
}

TEST(TickText, SetsThousandsApartAndDropsZeros) {
  EXPECT_EQ(tick_text(25'000'000, money()), "250,000");
  EXPECT_EQ(tick_text(-123'456'750, money()), "-1,234,567.50");
  EXPECT_EQ(amount_text(25'000'000, money()), "250,000.00");
}

TEST(Svg, EscapesAndCuts) {
  EXPECT_EQ(xml_escaped("a<b & \"c\"\n"), "a&lt;b &amp; &quot;c&quot;\xEF\xBF\xBD");
  EXPECT_EQ(cut_to("short", px(100)), "short");
  EXPECT_EQ(cut_to("much too long", 740 * 5), "much\xE2\x80\xA6");
  EXPECT_EQ(cut_to("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\xC3\xA4", 740 * 3),
            "\xC3\xA4\xC3\xB6\xE2\x80\xA6")
      << "never inside a letter";
}

TEST(Chart, IsTheSameForTheSameReport) {
  Request request;
  request.program = &*shop().checked;
  request.axis = axis_named(*shop().checked, "spent").value();
  request.by = "region";
  const std::string first = chart_svg({find_cliffs(request).value()});
  EXPECT_EQ(first, chart_svg({find_cliffs(request).value()}));
  EXPECT_NE(first.find("North: "), std::string::npos);
  EXPECT_EQ(first.find("nan"), std::string::npos);
}

}  // namespace
}  // namespace tierline::cliffs
