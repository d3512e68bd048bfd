// Facts: the schema and the tables that a bytecode carries.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using bytecode::ValueKind;

TEST(Facts, TheSchemaHasWhatIsReadFromData) {
  const Rig rig(with_head(R"(
enum Kind { A, B }
subject account {
  key id : text  start : EUR in -5 EUR .. 1_000.50 EUR = 2.50 EUR  d : date in 2020-01-01 .. 2020-12-31
  kind : Kind = B  note : text = "none"
}
ledger sale of account { price : EUR  double = price * 2  share : percent?  on : date }
decide start
)"));
  ASSERT_TRUE(rig.ok());
  const bytecode::Schema& schema = rig.bytecode().schema;
  ASSERT_EQ(schema.account.fields.size(), 5U);
  EXPECT_TRUE(schema.account.fields[0].key);
  const bytecode::FieldInfo& start = schema.account.fields[1];
  EXPECT_EQ(start.type.currency, "EUR");
  EXPECT_EQ(start.type.scale, 2U);
  EXPECT_EQ(start.default_value->number, 250);
  EXPECT_EQ(*start.low, -500);
  EXPECT_EQ(*start.high, 100050);
  EXPECT_EQ(*schema.account.fields[2].low, *calendar::parse_day("2020-01-01"));
  EXPECT_EQ(schema.account.fields[3].default_value->number, 1);
  EXPECT_EQ(schema.account.fields[4].default_value->text, "none");
  ASSERT_EQ(schema.ledgers[0].fields.size(), 3U) << "a derived field is code";
  EXPECT_EQ(schema.ledgers[0].on_field, 2U);
  EXPECT_TRUE(schema.ledgers[0].fields[1].optional);
  EXPECT_EQ(schema.ledgers[0].fields[1].type.measure, bytecode::Measure::Percent);
  EXPECT_EQ(schema.enums[0].words, std::vector<std::string>{"none"});
  EXPECT_EQ(schema.outputs[0].type, start.type);
}

TEST(Facts, TablesKeepTheirRowsAndClauses) {
  const Rig rig(R"(
program "T" { version "1" in force from 2000-01-01 currency EUR source faq "Q" { fees "fees" } }
enum Kind { A, B }
subject account { id : text = "a"  kind : Kind }
table fee(Kind) : EUR unique complete { A : 1.50 EUR because faq.fees  B : 2 EUR }
define r : EUR = fee(kind)
decide r
)");
  ASSERT_TRUE(rig.ok());
  const bytecode::Table& table = rig.bytecode().tables[0];
  EXPECT_EQ(table.values, (std::vector<int64_t>{150, 200}));
  EXPECT_EQ(table.known, (std::vector<uint8_t>{1, 1}));
  EXPECT_EQ(table.rows[table.cell_rows[0]].clause, 0U);
  EXPECT_EQ(table.rows[table.cell_rows[1]].clause, bytecode::kNone);
  EXPECT_EQ(rig.bytecode().clauses[0].id, "faq.fees");
}

TEST(Facts, TheHeaderSaysWhichProgramItIs) {
  const Rig rig(R"(
program "T" { version "7" in force from 2020-01-01 until 2020-12-31 currency BHD }
subject account { id : text = "a"  n : int }
decide n
)");
  ASSERT_TRUE(rig.ok());
  const bytecode::Header& header = rig.bytecode().header;
  EXPECT_EQ(header.title, "T");
  EXPECT_EQ(header.version, "7");
  EXPECT_EQ(header.currency, "BHD");
  EXPECT_EQ(header.in_force_from, calendar::parse_day("2020-01-01"));
  EXPECT_EQ(header.in_force_until, calendar::parse_day("2020-12-31"));
  EXPECT_EQ(header.digest.size(), 64U);
}

}  // namespace
}  // namespace tierline::test
