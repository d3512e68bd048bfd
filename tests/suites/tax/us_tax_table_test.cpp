// The printed US tax table of 2021: programs/us-income-tax-2021 gives every one of its 8,248
// figures, at the first dollar, the middle and the last cent of each line, in the engine and in the
// judge.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "tests/property/judge.hpp"

namespace tierline {
namespace {

struct Line {
  int64_t at_least = 0;  // dollars
  int64_t less_than = 0;
  int64_t tax[4] = {};
};

std::vector<Line> read_table() {
  std::ifstream file(TIERLINE_SOURCE_DIR "/tests/suites/tax/us-tax-table-2021.csv");
  std::string text;
  std::getline(file, text);
  EXPECT_EQ(text.substr(0, 27), "At Least,Less than,Single,M");
  std::vector<Line> lines;
  while (std::getline(file, text)) {
    std::replace(text.begin(), text.end(), ',', ' ');
    std::istringstream cells(text);
    Line line;
    cells >> line.at_least >> line.less_than;
    for (int64_t& tax : line.tax) cells >> tax;
    EXPECT_FALSE(cells.fail()) << text;
    lines.push_back(line);
  }
  return lines;
}

generators::Question question(const checked::CheckedProgram& program, int64_t cents, int status) {
  const law::Named facts = {{"id", {{}, "A"}},
                            {"filing_status", {{decimal::BigInt(status), 0}, ""}},
                            {"taxable_income", {{decimal::BigInt(cents), 2}, ""}}};
  return {{law::row_of(program.account, facts), {}}, calendar::to_day({2021, 12, 31})};
}

/// Asks for all statuses of a line at one income; counts the figures that are as printed.
void check(const law::Ready& program, const Line& line, int64_t cents, int& right) {
  std::vector<generators::Question> questions;
  for (int status = 0; status < 4; ++status) {
    questions.push_back(question(program.checked, cents, status));
  }
  ASSERT_EQ(law::disagreement(program.checked, program.bytecode, questions), "");
  const batch::Batch batch =
      generators::to_batch(program.checked, program.bytecode.schema, questions);
  scalar::Machine machine(program.bytecode);
  for (size_t status = 0; status < 4; ++status) {
    const auto decision = machine.decide(batch, status, questions[status].today);
    ASSERT_FALSE(decision.fault);
    const bytecode::ValueType& type = program.bytecode.schema.outputs[0].type;
    const reference::Value tax = law::to_reference(decision.outputs[0], type);
    ASSERT_EQ(tax, reference::Value(reference::Rational(line.tax[status])))
        << cents << " cents, status " << status;
    ++right;
  }
}

TEST(UsTaxTable, EveryPrintedFigure) {
  const auto program = law::ready_program("us-income-tax-2021");
  ASSERT_TRUE(program);
  ASSERT_EQ(program->bytecode.schema.outputs[0].name, "tax");
  const std::vector<Line> lines = read_table();
  ASSERT_EQ(lines.size(), 2062U);
  int right = 0;
  for (const Line& line : lines) {
    const int64_t middle = (line.at_least + line.less_than) * 50;
    for (const int64_t cents : {line.at_least * 100, middle, line.less_than * 100 - 1}) {
      ASSERT_NO_FATAL_FAILURE(check(*program, line, cents, right));
    }
  }
  EXPECT_EQ(right, 3 * 8248);
  std::cout << "8248 figures, each at 3 incomes: " << right << " as printed" << std::endl;
}

}  // namespace
}  // namespace tierline
