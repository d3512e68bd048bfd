// Which columns of a table are asked for, which are passed over, and which stop a run.
#include "tools/bulk/postgres/columns.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/tools_bulk/schema.hpp"

namespace tierline::bulk {
namespace {

/// A table `sale` with these columns and the keys of the small schema's account.
base::Result<ChosenColumns, ColumnFault> choose(const std::vector<TableColumn>& columns) {
  static const bytecode::Schema schema = small_schema();
  Table table{"public", "sale", {{"number", "bigint", 'N'}, {"partner", "text", 'S'}}};
  table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  return choose_columns(table, ledger_columns(schema, schema.ledgers[0]));
}

std::string problems(const std::vector<TableColumn>& columns) {
  const auto chosen = choose(columns);
  return chosen ? "none" : fmt::format("{}", fmt::join(chosen.error().problems, "\n"));
}

const TableColumn kOn{"on", "date", 'D'};
const TableColumn kProduct{"product", "text", 'S'};
const TableColumn kAmount{"amount", "numeric", 'N'};

TEST(Columns, KeysComeFirstAndTheRestAsInTheProgram) {
  const auto chosen = choose({kAmount, kProduct, kOn});
  ASSERT_TRUE(chosen.ok());
  const std::vector<std::string> want = {"partner", "number", "on", "product", "amount"};
  EXPECT_EQ(chosen.value().names, want);
  EXPECT_TRUE(chosen.value().ignored.empty());
}

TEST(Columns, OthersArePassedOverAndNamed) {
  const auto chosen =
      choose({{"id", "bigint", 'N'}, kOn, {"ratio", "real", 'N'}, kProduct, kAmount});
  ASSERT_TRUE(chosen.ok());
  const std::vector<std::string> want = {"id", "ratio"};
  EXPECT_EQ(chosen.value().ignored, want);
}

TEST(Columns, AMisspeltColumnIsNotPassedOver) {
  EXPECT_EQ(problems({kOn, kProduct, kAmount, {"discuont", "numeric", 'N'}}),
            "table `sale`: column `discuont` is no field of the program; did you mean `discount`?");
  EXPECT_EQ(problems({kOn, kProduct, {"Amount", "numeric", 'N'}}),
            "table `sale`: no column `amount`, which is required; did you mean `Amount`?\n"
            "table `sale`: column `Amount` is no field of the program; did you mean `amount`?");
}

TEST(Columns, EverythingThatIsWrongIsSaidAtOnce) {
  EXPECT_EQ(problems({}),
            "table `sale`: no column `on`, which is required\n"
            "table `sale`: no column `product`, which is required\n"
            "table `sale`: no column `amount`, which is required");
}

TEST(Columns, OnlyTypesWhoseTextIsExactAreRead) {
  struct Case {
    std::string_view type;
    char category;
    std::string_view want;  // a part of the problem
  };
  constexpr Case kCases[] = {
      {"numeric", 'N', "none"},
      {"smallint", 'N', "none"},
      {"integer", 'N', "none"},
      {"bigint", 'N', "none"},
      {"text", 'S', "none"},
      {"character varying", 'S', "none"},
      {"citext", 'S', "none"},
      {"uuid", 'U', "none"},
      {"product_kind", 'E', "none"},
      {"boolean", 'B', "none"},
      {"date", 'D', "none"},
      {"real", 'N', "is `real`, a binary fraction"},
      {"double precision", 'N', "is `double precision`, a binary fraction"},
      {"money", 'N', "is `money`, a type that no field is written in"},
      {"oid", 'N', "a type that no field is written in"},
      {"timestamp without time zone", 'D', "a moment and not a day"},
      {"timestamp with time zone", 'D', "a moment and not a day"},
      {"time without time zone", 'D', "a type that no field is written in"},
      {"interval", 'T', "a type that no field is written in"},
      {"jsonb", 'U', "a type that no field is written in"},
      {"bytea", 'U', "a type that no field is written in"},
      {"numeric[]", 'A', "a type that no field is written in"},
  };
  for (const Case& one : kCases) {
    const std::string got =
        problems({kOn, kProduct, {"amount", std::string(one.type), one.category}});
    EXPECT_NE(got.find(one.want), std::string::npos) << one.type << ": " << got;
  }
}

TEST(Columns, NamesMeanThemselves) {
  EXPECT_EQ(sql_name("sale"), "\"sale\"");
  EXPECT_EQ(sql_name("a\"b; DROP"), "\"a\"\"b; DROP\"");
}

TEST(Columns, AreAskedForAsTextsInTheOrderOfTheTexts) {
  EXPECT_EQ(copy_statement({"public", "sale", {}}, {"partner", "on"}),
            "COPY (SELECT \"partner\"::pg_catalog.text COLLATE pg_catalog.\"C\" AS \"partner\", "
            "\"on\"::pg_catalog.text COLLATE pg_catalog.\"C\" AS \"on\" FROM \"public\".\"sale\" "
            "ORDER BY 1, 2) TO STDOUT (FORMAT csv, HEADER)");
}

}  // namespace
}  // namespace tierline::bulk
