// Each rule of the validator, broken once, with the sentence that comes out.
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/runtime_bytecode/samples.hpp"

namespace tierline::test {
namespace {

using bytecode::Bytecode;
using bytecode::Op;

std::string message(const Bytecode& program) {
  const auto fault = bytecode::validate(program);
  return fault ? fault->message : "";
}

struct Case {
  const char* want;  // how the message ends
  std::function<void(Bytecode&)> breaks;
};

void expect_all(const Bytecode& sound, const std::vector<Case>& cases) {
  ASSERT_EQ(message(sound), "");
  for (const Case& c : cases) {
    Bytecode program = sound;
    c.breaks(program);
    EXPECT_TRUE(message(program).ends_with(c.want)) << c.want << "\n  is: " << message(program);
  }
}

size_t find_op(const Bytecode& program, Op op) {
  for (size_t i = 0; i < program.code.size(); ++i) {
    if (program.code[i].op == op) return i;
  }
  ADD_FAILURE() << "the sample has no " << bytecode::info(op).name;
  return 0;
}

TEST(Validate, Instructions) {
  expect_all(
      smallest(),
      {{"unknown opcode 200", [](Bytecode& p) { p.code[0].op = static_cast<Op>(200); }},
       {"register 7 does not exist", [](Bytecode& p) { p.code[0].a = 7; }},
       {"register 9 does not exist", [](Bytecode& p) { p.code[0].dst = 9; }},
       {"register 2 is read before it is written", [](Bytecode& p) { p.code[0].a = 2; }},
       {"register 1 is written twice", [](Bytecode& p) { p.code[0].dst = 1; }},
       {"unknown mode 1", [](Bytecode& p) { p.code[0].mode = 1; }},
       {"unknown mode 7",
        [](Bytecode& p) {
          p.code[0].op = Op::divide_;
          p.code[0].mode = 7;
        }},
       {"operand 3 is not a -", [](Bytecode& p) { p.code[0].c = 3; }},
       {"register 0 is not of kind bool", [](Bytecode& p) { p.code[0].op = Op::and_; }},
       {"register 0 is not of kind day", [](Bytecode& p) { p.code[0].op = Op::add_days_; }},
       {"its result is not of kind bool", [](Bytecode& p) { p.code[0].op = Op::less_; }},
       {"a reduction among the steps, or a step after it",
        [](Bytecode& p) {
          p.code[0] = {Op::reduce_sum_, 0, 2, 0, 3, 0};
          p.registers.push_back({bytecode::ValueKind::Bool, 0, 0, 0});
          p.constants = {{1}, {2}};
          std::swap(p.registers[1], p.registers[3]);
          p.constants[1].number = 1;
          p.code[0].b = 1;
        }},
       {"operand 0 is not a account field",
        [](Bytecode& p) { p.code[0] = {Op::account_field_, 0, 2, 0, 0, 0}; }},
       {"operand 0 is not a entry field",
        [](Bytecode& p) { p.code[0] = {Op::entry_field_, 0, 2, 0, 0, 0}; }},
       {"operand 4 is not a number list",
        [](Bytecode& p) { p.code[0] = {Op::find_number_, 0, 2, 0, 4, 0}; }},
       {"operand 0 is not a table", [](Bytecode& p) { p.code[0] = {Op::cell_, 0, 2, 0, 0, 0}; }},
       {"a result where there is none",
        [](Bytecode& p) { p.code[0] = {Op::demand_, 0, 2, 0, 0, 0}; }}});
}

TEST(Validate, Splits) {
  expect_all(
      sample().bytecode(),
      {{"not one for each split of the schema", [](Bytecode& p) { p.splits.clear(); }},
       {"no such register", [](Bytecode& p) { p.splits[0].amount = 99999; }},
       {"no such register", [](Bytecode& p) { p.splits[0].collected = 99999; }},
       {"its amount is not written",
        [](Bytecode& p) { p.splits[0].amount = p.code[find_op(p, Op::entry_field_)].dst; }},
       {"its amount is of another type", [](Bytecode& p) { p.schema.splits[0].type.scale = 3; }},
       {"its weights are not collected",
        [](Bytecode& p) { p.splits[0].collected = p.splits[0].amount; }},
       {"its weights are those of another ledger",
        [](Bytecode& p) {
          p.schema.ledgers.push_back(p.schema.ledgers[0]);
          p.schema.splits[0].ledger = 1;
        }},
       {"a split over an unknown ledger", [](Bytecode& p) { p.schema.splits[0].ledger = 1; }},
       {"a split of something else than a number",
        [](Bytecode& p) { p.schema.splits[0].type.kind = bytecode::ValueKind::Day; }},
       {"a scope that does not come before", [](Bytecode& p) { p.splits[0].scope = 999; }}});
}

TEST(Validate, SectionsAndOutputs) {
  expect_all(smallest(),
             {{"code after the last section", [](Bytecode& p) { p.sections.clear(); }},
              {"its bounds do not follow the section before it",
               [](Bytecode& p) { p.sections[0].begin = 1; }},
              {"its bounds do not follow the section before it",
               [](Bytecode& p) { p.sections[0].end = 9; }},
              {"unknown ledger", [](Bytecode& p) { p.sections[0].level = 1; }},
              {"phases out of order",
               [](Bytecode& p) {
                 p.sections.push_back({bytecode::Phase::Require, 0, 1, 1, 1});
               }},
              {"phases out of order",
               [](Bytecode& p) { p.sections[0].phase = static_cast<bytecode::Phase>(7); }},
              {"its register is not written",
               [](Bytecode& p) { p.sections[0].phase = bytecode::Phase::Explain; }},
              {"not one for each output of the schema", [](Bytecode& p) { p.outputs.clear(); }},
              {"no such register", [](Bytecode& p) { p.outputs[0].value = 99; }},
              {"its register is of another type", [](Bytecode& p) { p.registers[2].scale = 2; }},
              {"a scope that does not come before", [](Bytecode& p) { p.outputs[0].scope = 0; }},
              {"more constants than registers", [](Bytecode& p) { p.constants.resize(9); }},
              {"no tiers", [](Bytecode& p) { p.schema.enums.clear(); }},
              {"unknown kind",
               [](Bytecode& p) { p.registers[0].kind = static_cast<bytecode::ValueKind>(9); }},
              {"2000 digits after the point", [](Bytecode& p) { p.registers[0].scale = 2000; }},
              {"a constant of an entry", [](Bytecode& p) {
                 p.schema.ledgers = sample().bytecode().schema.ledgers;
                 p.schema.enums = sample().bytecode().schema.enums;
                 p.registers[0].level = 1;
               }}});
}

TEST(Validate, TheTierComesAfterItsRequirements) {
  const Bytecode& sound = sample().bytecode();
  expect_all(sound,
             {{"not in rising order", [](Bytecode& p) { std::swap(p.tiers[0], p.tiers[1]); }},
              {"not in rising order", [](Bytecode& p) { p.tiers[1].word = 3; }},
              {"is not known when the tier is asked for",
               [](Bytecode& p) { p.tiers[0].requirements[0].flag = p.outputs[0].value; }},
              {"the tier before it is known", [](Bytecode& p) {
                 for (auto& section : p.sections) section.phase = bytecode::Phase::Require;
               }}});
}

TEST(Validate, ListsTablesAndCalendars) {
  const Bytecode& sound = sample().bytecode();
  expect_all(
      sound,
      {{"not in rising order",
        [](Bytecode& p) { std::swap(p.lists[0].texts[0], p.lists[0].texts[1]); }},
       {"mixed kinds", [](Bytecode& p) { p.lists[0].numbers.push_back(1); }},
       {"its keys make 2 cells, but it has 1", [](Bytecode& p) { p.tables[0].values.pop_back(); }},
       {"a cell of a row that does not exist", [](Bytecode& p) { p.tables[0].cell_rows[0] = 99; }},
       {"a cell that is neither there nor not", [](Bytecode& p) { p.tables[0].known[0] = 2; }},
       {"a wide cell without its value", [](Bytecode& p) { p.tables[2].wide.clear(); }},
       {"a wide value without its cell", [](Bytecode& p) { p.tables[2].wide[0] = 1; }},
       {"a key with 2 positions says 5", [](Bytecode& p) { p.tables[0].keys[0].size = 5; }},
       {"unknown list of keys", [](Bytecode& p) { p.tables[1].keys[0].list = 77; }},
       {"no list of days", [](Bytecode& p) { p.tables[1].days = 0; }},
       {"unknown clause", [](Bytecode& p) { p.tables[0].clause = 5; }},
       {"weekday 7", [](Bytecode& p) { p.calendars[0].weekend[0] = 7; }},
       {"a day outside the calendar", [](Bytecode& p) { p.calendars[0].holidays[0] = 9999999; }}});
}

TEST(Validate, SchemaAndRules) {
  const Bytecode& sound = sample().bytecode();
  expect_all(
      sound,
      {{"unknown enum", [](Bytecode& p) { p.schema.ledgers[0].fields[1].type.enum_index = 9; }},
       {"its `on` is not a day", [](Bytecode& p) { p.schema.ledgers[0].on_field = 1; }},
       {"no field says on which day an entry counts",
        [](Bytecode& p) { p.schema.ledgers[0].on_field = 9; }},
       {"its result is of another type",
        [](Bytecode& p) { p.schema.ledgers[0].fields[2].type.kind = bytecode::ValueKind::Day; }},
       {"unknown group", [](Bytecode& p) { p.scopes[0].groups = {999}; }},
       {"a scope that does not come before",
        [](Bytecode& p) {
          p.scopes[0].edges.push_back({0, bytecode::kNone, true, bytecode::kNone});
        }},
       {"an edge to nowhere",
        [](Bytecode& p) {
          p.scopes[0].edges.push_back({bytecode::kNone, bytecode::kNone, true, bytecode::kNone});
        }},
       {"unknown way to pick",
        [](Bytecode& p) { p.groups[0].pick = static_cast<bytecode::Pick>(9); }}});
}

TEST(Validate, EntriesStayInTheirLedger) {
  Bytecode program = sample().bytecode();
  const uint32_t of_entry = program.code[find_op(program, Op::reduce_sum_)].a;
  ASSERT_EQ(program.registers[of_entry].level, 1U);
  for (const bytecode::Section& section : program.sections) {
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const bool counts =
          bytecode::info(program.code[i].op).operands[0] == bytecode::Operand::Number;
      if (section.level == bytecode::kAccountLevel && counts) program.code[i].a = of_entry;
    }
  }
  EXPECT_NE(message(program).find("belongs to another ledger"), std::string::npos)
      << message(program);
}

}  // namespace
}  // namespace tierline::test
