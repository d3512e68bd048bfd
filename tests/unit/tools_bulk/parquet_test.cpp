// Parquet files as inputs: every type's text, exactly, and the files and columns that are refused;
// then the way out: typed columns made from our text. The files are written by libduckdb itself.
// Without that library these tests are skipped; what is said then stands in tests/cli.
#include "tools/bulk/duckdb/parquet_file.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "base/digest.hpp"
#include "runtime/decimal/text.hpp"
#include "tests/cli/temp_folder.hpp"
#include "tools/bulk/duckdb/cell.hpp"
#include "tools/bulk/duckdb/session.hpp"
#include "tools/bulk/duckdb/write_parquet.hpp"
#include "tools/bulk/input/file_bytes.hpp"

namespace tierline::bulk {
namespace {

namespace fs = std::filesystem;

class Parquet : public testing::Test {
 protected:
  void SetUp() override {
    const auto library = duckdb::library();
    if (!library) GTEST_SKIP() << "no Parquet without libduckdb: " << library.error().message;
  }
  /// Writes the rows of a statement as libduckdb does.
  fs::path file(const std::string& select, const std::string& name = "sale.parquet") {
    auto session = duckdb::Session::open();
    EXPECT_TRUE(session.ok());
    const fs::path path = temp_ / name;
    const auto error = session.value()->run("COPY (" + select + ") TO " +
                                            duckdb::quoted(path.string()) + " (FORMAT parquet)");
    EXPECT_FALSE(error) << error->message;
    return path;
  }
  /// The text of a file, or what is wrong with it.
  static std::string text(const fs::path& path) {
    const auto input = parquet_file(path);
    const auto bytes = read_input(*input);
    return bytes ? std::string(bytes.value().view()) : "error: " + bytes.error().message;
  }
  std::string text_of(const std::string& select) { return text(file(select)); }

  test::TempFolder temp_;
};

// ---- types --------------------------------------------------------------------------------------

TEST_F(Parquet, DecimalsOfEveryWidthAreExact) {
  EXPECT_EQ(text_of("SELECT '-999.9'::DECIMAL(4,1) AS a, '0.05'::DECIMAL(9,2) AS b, "
                    "'-99999999999999.9999'::DECIMAL(18,4) AS c, "
                    "'9223372036854775808.5'::DECIMAL(20,1) AS d, "
                    "'-99999999999999999999999999999999999999'::DECIMAL(38,0) AS e, "
                    "'0.00000000000000000000000000000000000001'::DECIMAL(38,38) AS f"),
            "a,b,c,d,e,f\n-999.9,0.05,-99999999999999.9999,9223372036854775808.5,"
            "-99999999999999999999999999999999999999,"
            "0.00000000000000000000000000000000000001\n");
}

TEST_F(Parquet, IntegersOfEveryWidth) {
  EXPECT_EQ(text_of("SELECT (-128)::TINYINT AS a, (-32768)::SMALLINT AS b, "
                    "(-2147483648)::INTEGER AS c, (-9223372036854775808)::BIGINT AS d, "
                    "255::UTINYINT AS e, 65535::USMALLINT AS f, 4294967295::UINTEGER AS g, "
                    "18446744073709551615::UBIGINT AS h"),
            "a,b,c,d,e,f,g,h\n-128,-32768,-2147483648,-9223372036854775808,255,65535,4294967295,"
            "18446744073709551615\n");
}

TEST_F(Parquet, TextsWordsDaysAndTruth) {
  EXPECT_EQ(text_of("SELECT 'Ærø, \"Süd\" 東' AS a, 'longer than twelve bytes' AS b, "
                    "'Gold'::ENUM('Silver','Gold') AS c, DATE '2024-02-29' AS d, true AS e, "
                    "false AS f, chr(13) AS g"),
            "a,b,c,d,e,f,g\n\"Ærø, \"\"Süd\"\" 東\",longer than twelve bytes,Gold,2024-02-29,true,"
            "false,\"\r\"\n");
}

TEST_F(Parquet, WhatIsNotStatedIsEmpty) {
  EXPECT_EQ(text_of("SELECT * FROM (VALUES (1, 'a', DATE '2024-01-01'), (NULL, NULL, NULL), "
                    "(2, '', NULL)) t(n, t, d)"),
            "n,t,d\n1,a,2024-01-01\n,,\n2,,\n");
  EXPECT_EQ(text_of("SELECT * FROM (VALUES ('a'), (NULL), ('b')) t(one)"), "one\na\n\"\"\nb\n")
      << "a blank line would be no row";
  EXPECT_EQ(text_of("SELECT 1 AS n WHERE false"), "n\n");
}

TEST_F(Parquet, DaysBeyondTheCalendarAreNoDays) {
  EXPECT_EQ(text_of("SELECT DATE '0001-01-01' AS a, DATE '12022-01-01' AS b"),
            "a,b\n0001-01-01,12022-01-01\n");
}

TEST_F(Parquet, ManyRowsKeepTheirOrder) {
  const std::string all = text_of("SELECT range AS n FROM range(300000)");
  std::string want = "n\n";
  for (int i = 0; i < 300'000; ++i) want += std::to_string(i) + "\n";
  EXPECT_TRUE(all == want);
}

TEST_F(Parquet, ColumnsThatCannotBeExactAreRefused) {
  struct Case {
    const char* value;
    const char* message;
  };
  constexpr Case kCases[] = {
      {"1.5::DOUBLE",
       "column `x` holds binary fractions (FLOAT or DOUBLE), which are no exact "
       "amounts; cast it to DECIMAL when the file is written"},
      {"1.5::FLOAT", "binary fractions"},
      {"1::HUGEINT", "binary fractions"},  // libduckdb writes them so
      {"TIMESTAMP '2024-01-01 10:00:00'", "times of a day (TIMESTAMP); cast it to DATE"},
      {"TIMESTAMPTZ '2024-01-01 10:00:00+00'", "times of a day"},
      {"[1, 2]", "several values in one"},
      {"{'a': 1}", "several values in one"},
      {"'a'::BLOB", "bytes that are not said to be a text"},
      {"TIME '10:00:00'", "values of a type that no field has"},
      {"uuid()", "values of a type that no field has"}};
  for (const Case& one : kCases) {
    const std::string said = text_of(std::string("SELECT 1 AS n, ") + one.value + " AS x");
    EXPECT_TRUE(said.starts_with("error: sale.parquet: column `x` ")) << said;
    EXPECT_NE(said.find(one.message), std::string::npos) << one.value << ": " << said;
  }
}

TEST_F(Parquet, ATextOfTwoLinesIsOneRecord) {
  EXPECT_EQ(text_of("SELECT 1 AS n, 'a' || chr(10) || 'b' AS t"), "n,t\n1,\"a\nb\"\n");
  const std::string after = "' || chr(10) ELSE 'b' END AS t FROM range(10)";
  const std::string refused =
      text_of("SELECT range AS n, CASE WHEN range = 6 THEN chr(0) || '" + after);
  EXPECT_TRUE(refused.ends_with(
      "sale.parquet`: row 7 has line ends, and NULs or more bytes than a record may have"))
      << refused;
  EXPECT_TRUE(
      text_of("SELECT range AS n, CASE WHEN range = 6 THEN repeat('long', 300000) || '" + after)
          .starts_with("error: "));
}

// ---- files --------------------------------------------------------------------------------------

TEST_F(Parquet, IsKnownByItsOwnBytes) {
  const fs::path path = file("SELECT 1 AS n");
  const auto input = parquet_file(path);
  EXPECT_TRUE(read_input(*input).ok());
  EXPECT_EQ(input->digest(), base::sha256_hex(temp_.read("sale.parquet")));
  EXPECT_EQ(input->bytes(), temp_.read("sale.parquet").size());
  EXPECT_EQ(input->name(), "sale.parquet");
  EXPECT_EQ(input->counted(), Counted::Rows);
}

TEST_F(Parquet, NamesMayLookLikePatterns) {
  const fs::path path = file("SELECT 1 AS n", "plain.parquet");
  fs::create_directories(temp_ / "year=2024");
  for (const char* name : {"sale.*.parquet", "sale.[a]?'.parquet", "year=2024/sale.parquet"}) {
    fs::copy(path, temp_ / name);
    EXPECT_EQ(text(temp_ / name), "n\n1\n") << name;
  }
}

TEST_F(Parquet, WhatIsNoWholeParquetFileIsRefused) {
  const fs::path path = file("SELECT range AS n, 'text ' || range AS t FROM range(5000)");
  const std::string whole = temp_.read("sale.parquet");
  for (const size_t size :
       {size_t{0}, size_t{1}, size_t{4}, size_t{11}, whole.size() / 3, whole.size() / 2,
        whole.size() - 200, whole.size() - 9, whole.size() - 1}) {
    temp_.write("sale.parquet", whole.substr(0, size));
    const std::string said = text(path);
    EXPECT_TRUE(said.starts_with("error: cannot read `" + path.string() + "` as Parquet: "))
        << size << said;
    EXPECT_EQ(said.find("/proc"), std::string::npos) << said;
  }
  temp_.write("sale.parquet", "partner,region\nACME,EU\n");
  EXPECT_TRUE(text(path).starts_with("error: cannot read `"));
  fs::remove(path);
  EXPECT_NE(text(path).find("No such file"), std::string::npos);
  fs::create_directory(path);
  EXPECT_NE(text(path).find("Is a directory"), std::string::npos);
}

TEST_F(Parquet, ADamagedPageIsRefusedOrReadToTheLastRow) {
  const fs::path path = file("SELECT range AS n, 'text ' || hash(range) AS t FROM range(3000)");
  const std::string whole = temp_.read("sale.parquet");
  size_t refused = 0;
  for (size_t at = 4; at < whole.size() - 8; at += whole.size() / 40) {
    std::string damaged = whole;
    for (size_t i = at; i < std::min(at + 16, whole.size() - 8); ++i) damaged[i] ^= '\x5a';
    temp_.write("sale.parquet", damaged);
    const std::string said = text(path);
    const bool is_error = said.starts_with("error: ");
    refused += is_error ? 1 : 0;
    EXPECT_TRUE(is_error || std::count(said.begin(), said.end(), '\n') == 3001) << at;
  }
  EXPECT_GT(refused, 5U);
}

TEST_F(Parquet, AFileThatChangesMeanwhileIsRefused) {
  const fs::path path = file("SELECT range AS n FROM range(10)");
  const auto input = parquet_file(path);
  char room[4];
  ASSERT_TRUE(input->read(room, sizeof(room)).ok());
  std::ofstream(path, std::ios::binary | std::ios::app) << "more";
  const auto rest = read_input(*input);
  ASSERT_FALSE(rest.ok());
  EXPECT_NE(rest.error().message.find("was changed while it was read"), std::string::npos);
}

TEST_F(Parquet, AFileThatIsReplacedMeanwhileIsReadToItsEnd) {
  const fs::path path = file("SELECT range AS n FROM range(3)");
  const auto input = parquet_file(path);
  char room[2];
  ASSERT_TRUE(input->read(room, sizeof(room)).ok());
  fs::rename(file("SELECT 7 AS other", "other.parquet"), path);
  const auto rest = read_input(*input);
  ASSERT_TRUE(rest.ok()) << rest.error().message;
  EXPECT_EQ(rest.value().view(), "0\n1\n2\n");
}

// ---- the way out --------------------------------------------------------------------------------

bytecode::ValueType number(uint32_t scale, bytecode::Measure measure = bytecode::Measure::Count) {
  return {bytecode::ValueKind::Number, measure, "", scale, 0};
}

bytecode::ValueType kind(bytecode::ValueKind kind) { return {kind, {}, "", 0, 0}; }

/// One of each kind.
ParquetTable table() {
  using bytecode::ValueKind;
  return {{{"who", kind(ValueKind::Text)},
           {"sum", number(2)},
           {"rate", number(4, bytecode::Measure::Percent)},
           {"day", kind(ValueKind::Day)},
           {"yes", kind(ValueKind::Bool)},
           {"tier", kind(ValueKind::Enum)}},
          1};
}

TEST_F(Parquet, WhatIsWrittenIsReadAgain) {
  temp_.write("a.csv",
              "who,sum,rate,day,yes,tier\n"
              "\"Ærø, \"\"Süd\"\" and more\",-0.05,2.5%,1583-01-01,yes,none\n"
              "B,999999999999999999999999999999999999.99,100%,9999-12-31,no,Gold\n"
              "\"two\nlines\",,,,,\n"
              "C,1,0.25%,,,\n");
  const auto written = write_parquet(temp_ / "a.csv", temp_ / "a.parquet", table());
  ASSERT_TRUE(written.ok()) << written.error().message;
  EXPECT_EQ(written.value().digest, base::sha256_hex(temp_.read("a.parquet")));
  EXPECT_EQ(written.value().name, "a.parquet");
  EXPECT_EQ(text(temp_ / "a.parquet"),
            "who,sum,rate,day,yes,tier\n"
            "\"Ærø, \"\"Süd\"\" and more\",-0.05,0.0250,1583-01-01,true,none\n"
            "B,999999999999999999999999999999999999.99,1.0000,9999-12-31,false,Gold\n"
            "\"two\nlines\",,,,,\n"
            "C,1.00,0.0025,,,\n");
}

TEST_F(Parquet, TheSameTextMakesTheSameBytes) {
  std::string text = "who,sum,rate,day,yes,tier\n";
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i) + ",1.00,1%,2024-01-01,yes,Gold\n";
  temp_.write("a.csv", text);
  ASSERT_TRUE(write_parquet(temp_ / "a.csv", temp_ / "a.parquet", table()).ok());
  ASSERT_TRUE(write_parquet(temp_ / "a.csv", temp_ / "b.parquet", table()).ok());
  EXPECT_TRUE(temp_.read("a.parquet") == temp_.read("b.parquet"));
}

TEST_F(Parquet, WhatDoesNotFitNamesItsRow) {
  const auto refused = [&](const std::string& row) {
    temp_.write("a.csv", "who,sum,rate,day,yes,tier\nA,1,,,,\n" + row);
    const auto written = write_parquet(temp_ / "a.csv", temp_ / "a.parquet", table());
    fs::remove(temp_ / "a.parquet");
    return written.ok() ? "" : written.error().message;
  };
  EXPECT_EQ(refused("\"B, Ltd\",1000000000000000000000000000000000000.00,,,,\n"),
            "cannot write `a.parquet`: `B, Ltd`: `sum`: 1000000000000000000000000000000000000.00 "
            "does not fit the 38 digits of a Parquet DECIMAL; nothing was written");
  EXPECT_NE(refused("B,1.005,,,,\n").find("has more than 2 digits after the point"),
            std::string::npos);
  EXPECT_NE(refused("B,1e5,,,,\n").find("exponents are not accepted"), std::string::npos);
  EXPECT_NE(refused("B,1,,2024-02-30,,\n").find("`2024-02-30` is not a day"), std::string::npos);
  EXPECT_NE(refused("B,1,,,maybe,\n").find("neither yes nor no"), std::string::npos);
  EXPECT_NE(refused("B,1\n").find("`B`: it has not the columns"), std::string::npos);
}

TEST_F(Parquet, ColumnsThatCannotBeAreRefusedBeforehand) {
  ParquetTable wide = table();
  wide.columns[1].type.scale = 39;
  EXPECT_EQ(check_parquet(wide)->message,
            "`sum` has 39 digits after the point, a Parquet DECIMAL has 38 in all; write CSV");
  ParquetTable twins = table();
  twins.columns[1].name = "WHO";
  EXPECT_NE(check_parquet(twins)->message.find("differ in the case of letters only"),
            std::string::npos);
  EXPECT_FALSE(check_parquet(table()));
}

// ---- the arithmetic of a cell -------------------------------------------------------------------

/// Of any size, also those that need all 128 bits.
rc::Gen<int64_t> any_integer() {
  using Limits = std::numeric_limits<int64_t>;
  return rc::gen::oneOf(rc::gen::arbitrary<int64_t>(),
                        rc::gen::inRange(Limits::min(), Limits::max()));
}

// Needs no library: the integer times its power of ten is the number that the text said.
RC_GTEST_PROP(ParquetCell, ScaledIntegersArePrintedBack, ()) {
  const auto high = *any_integer();
  const auto low = static_cast<uint64_t>(*any_integer());
  const auto scale = *rc::gen::inRange(0, duckdb::kDecimalDigits + 1);
  const auto bits = static_cast<decimal::UInt128>(decimal::Int128{high}) << 64U | low;
  const auto value = static_cast<decimal::Int128>(bits);
  const decimal::BigInt number = decimal::to_big(value);
  const auto again = duckdb::scaled_integer(decimal::scaled_to_text(number, scale), scale);
  const bool fits =
      boost::multiprecision::abs(number) < decimal::BigInt("1" + std::string(38, '0'));
  RC_CLASSIFY(fits);
  RC_ASSERT(again.ok() == fits);
  if (fits) RC_ASSERT((again.value() == value));
}

}  // namespace
}  // namespace tierline::bulk
