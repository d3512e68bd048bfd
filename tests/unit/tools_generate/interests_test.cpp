// What a program looks at is found, in the units of the field that is looked at.
#include "tools/generate/interests.hpp"

#include <algorithm>

#include "tests/unit/tools_generate/sample.hpp"

namespace tierline::generate {
namespace {

class InterestsTest : public testing::Test {
 protected:
  const FieldInterest& account(std::string_view field) const {
    return of(sample().schema.account, found_.account, field);
  }
  const FieldInterest& sale(std::string_view field) const {
    return of(sample().schema.ledgers[0], found_.ledgers[0], field);
  }
  const FieldInterest& visit(std::string_view field) const {
    return of(sample().schema.ledgers[1], found_.ledgers[1], field);
  }
  static bool has(const std::vector<int64_t>& list, int64_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  Interests found_ = find_interests(sample());

 private:
  static const FieldInterest& of(const bytecode::RecordInfo& record,
                                 const std::vector<FieldInterest>& interests,
                                 std::string_view field) {
    for (size_t i = 0; i < record.fields.size(); ++i) {
      if (record.fields[i].name == field) return interests[i];
    }
    ADD_FAILURE() << "no field " << field;
    return interests[0];
  }
};

TEST_F(InterestsTest, ASumsThresholdBelongsToWhatIsSummed) {
  EXPECT_TRUE(has(sale("amount").numbers, 150'000)) << "1,500 EUR in cents";
  EXPECT_TRUE(sale("amount").summed);
  EXPECT_FALSE(account("points").summed);
}

TEST_F(InterestsTest, AFieldsOwnThresholdHasItsScale) {
  EXPECT_EQ(account("points").numbers, (std::vector<int64_t>{12'500}));
}

TEST_F(InterestsTest, ADiscountIsTakenOff) {
  EXPECT_TRUE(sale("discount").taken_off);
  EXPECT_FALSE(sale("amount").taken_off);
}

TEST_F(InterestsTest, WordsDaysYearsCountsAndRatios) {
  EXPECT_EQ(account("country").words, (std::vector<std::string>{"DK"}));
  EXPECT_TRUE(account("id").words.empty());
  EXPECT_EQ(account("joined_on").days, (std::vector<Day>{day("2022-08-15")}));
  EXPECT_TRUE(visit("year").year);
  EXPECT_FALSE(sale("amount").year);
  EXPECT_TRUE(has(found_.counts[1], 4));
  EXPECT_EQ(found_.ratios, (std::vector<Ratio>{{12, 1}}));
}

TEST_F(InterestsTest, SpansOfTime) {
  EXPECT_TRUE(has(found_.day_spans, 60)) << "grace";
  EXPECT_TRUE(has(found_.day_spans, 3)) << "promotion";
  EXPECT_TRUE(has(found_.month_spans, -6));
  EXPECT_NE(std::find(found_.days.begin(), found_.days.end(), day("2022-07-01")),
            found_.days.end());
}

}  // namespace
}  // namespace tierline::generate
