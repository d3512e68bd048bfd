// Texts: the program's words mostly, others too, and names of accounts that rise.
#include "tools/generate/draw/text_draw.hpp"

#include <map>

#include "tests/unit/tools_generate/sample.hpp"

namespace tierline::generate {
namespace {

std::map<std::string, int> draws(const FieldInterest& interest) {
  bytecode::FieldInfo field;
  field.name = "stock_code";
  const TextDraw texts(field, interest);
  Stream stream(1);
  std::map<std::string, int> seen;
  for (int i = 0; i < 8000; ++i) {
    std::string text;
    texts.draw(stream, text);
    ++seen[text];
  }
  return seen;
}

TEST(TextTest, WordsMostlyAndOthersToo) {
  FieldInterest interest;
  interest.words = {"", "DK", "US"};
  const auto seen = draws(interest);
  EXPECT_GT(seen.at("DK") + seen.at("US"), 6500);
  EXPECT_GT(seen.at("Stock code 1"), 0);
  EXPECT_FALSE(seen.contains("")) << "that would be a fact that is not stated";
}

TEST(TextTest, SomeNeedQuotesOrOtherLetters) {
  const auto seen = draws({});
  EXPECT_TRUE(seen.contains("North, South"));
  EXPECT_TRUE(seen.contains("東京"));
}

TEST(TextTest, NamesRiseInTheOrderOfBytes) {
  const auto name = [](uint64_t account) {
    std::string out;
    append_name_of_account(out, account);
    return out;
  };
  EXPECT_EQ(name(0), "A00000001");
  EXPECT_EQ(name(kNamesMax - 1), "A99999999");
  EXPECT_LT(name(98), name(99));
  EXPECT_LT(name(9'999'998), name(9'999'999));
}

}  // namespace
}  // namespace tierline::generate
