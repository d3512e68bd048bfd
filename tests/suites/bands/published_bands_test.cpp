// Published results of tiered prices and rebates: for each row a program is written from the row's
// own data and decided in the engine and in the judge; both give the published figure.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "runtime/decimal/text.hpp"
#include "tests/property/judge.hpp"

namespace tierline {
namespace {

using reference::Rational;
using RowOfFile = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
  return parts;
}

std::vector<RowOfFile> read_rows() {
  std::ifstream file(TIERLINE_SOURCE_DIR "/tests/suites/bands/published.csv");
  std::string text;
  std::getline(file, text);
  const std::vector<std::string> header = split(text, ',');
  std::vector<RowOfFile> rows;
  while (std::getline(file, text)) {
    const std::vector<std::string> cells = split(text, ',');
    EXPECT_EQ(cells.size(), header.size()) << text;
    RowOfFile row;
    for (size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

/// `0:7|5:6.5|10:6` with inclusive upper edges: `up to 5 : 7`, `above 5 : 6.5`, `above 10 : 6`.
std::string band_lines(const RowOfFile& row) {
  const bool inclusive = row.at("upper_edge") == "inclusive";
  const std::vector<std::string> bands = split(row.at("bands"), '|');
  std::string out;
  for (size_t i = 0; i < bands.size(); ++i) {
    const std::vector<std::string> parts = split(bands[i], ':');
    const std::string next = i + 1 < bands.size() ? split(bands[i + 1], ':')[0] : "";
    if (i == 0)
      out += (inclusive ? "  up to " : "  below ") + next;
    else
      out += (inclusive ? "  above " : "  from ") + parts[0];
    out += " : " + parts[1] + (parts.size() > 2 ? " flat " + parts[2] : "") + "\n";
  }
  return out;
}

std::string program_for(const RowOfFile& row) {
  return "program \"" + row.at("case") +
         "\" { currency USD }\n"
         "subject customer { key id : text  amount : decimal(3) in 0 .. 1_000_000 }\n"
         "bands published on amount : decimal(4) {\n" +
         band_lines(row) + "}\ndefine result : decimal(7) = " + row.at("mode") +
         " published of amount\ndecide result\n";
}

Rational number(const std::string& text) {
  return reference::to_rational(std::get<decimal::Decimal>(decimal::parse_decimal(text)));
}

void check(const RowOfFile& row) {
  const auto program = law::ready(program_for(row));
  ASSERT_TRUE(program);
  const law::Named facts = {
      {"id", {{}, "A"}},
      {"amount", {std::get<decimal::Decimal>(decimal::parse_decimal(row.at("input"))), ""}}};
  const generators::Question question{{law::row_of(program->checked.account, facts), {}},
                                      calendar::to_day({2022, 7, 1})};
  EXPECT_EQ(law::disagreement(program->checked, program->bytecode, {question}), "");
  const auto judged = reference::evaluate(
      program->checked, law::to_reference(program->checked, question.facts), question.today);
  ASSERT_EQ(judged.outputs.size(), 1U);
  EXPECT_EQ(judged.outputs[0], reference::Value(number(row.at("expected"))));
}

TEST(PublishedBands, EveryRow) {
  const std::vector<RowOfFile> rows = read_rows();
  ASSERT_EQ(rows.size(), 33U);
  for (const RowOfFile& row : rows) {
    SCOPED_TRACE(row.at("case") + "\n" + program_for(row));
    check(row);
  }
  std::cout << rows.size() << " published figures" << std::endl;
}

/// The four modes and both conventions of edges occur, or the file is not the one that it was.
TEST(PublishedBands, CoverAllModesAndEdges) {
  std::map<std::string, int> seen;
  for (const RowOfFile& row : read_rows()) {
    ++seen[row.at("mode")];
    ++seen[row.at("upper_edge")];
  }
  for (const char* one :
       {"whole", "marginal", "each to its limit", "each on everything", "inclusive", "exclusive"}) {
    EXPECT_GT(seen[one], 0) << one;
  }
}

}  // namespace
}  // namespace tierline
