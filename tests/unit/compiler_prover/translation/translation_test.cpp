// Translation: what the compiler emits is proved to be the program; each of thirty faults planted
// in it is refuted, by an account that the engine decides otherwise, or seen without a proof.
#include "compiler/prover/translation/translation.hpp"

#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/facts.hpp"

namespace tierline::prover {
namespace {

using bytecode::Bytecode;
using bytecode::Op;

const char* const kProgram = R"(
program "Test" { version "1" in force from 2000-01-01 currency EUR month end clamp }
tiers Bronze < Silver
enum Region { North, South, East }
calendar weekday { weekend Saturday, Sunday holidays 2022-12-26 }
subject account { key id : text  revenue : EUR in 0 EUR .. 1_000_000 EUR  last_year : EUR in 0 EUR .. 1_000_000 EUR
  rate : percent in 0% .. 100%  region : Region  joined : date  left : date? }
ledger sale of account { on : date  price : EUR in 0 EUR .. 1_000 EUR  quantity : int in 0 .. 9 }
table minimum(Region) : EUR unique complete { North : 100 EUR  South : 200 EUR  East : 300 EUR }
table code_of(country : text) : int unique { "DK" : 45  "SE" : 46 }
tier Bronze { requires r : revenue >= minimum(region) }
tier Silver { requires r : revenue >= 2 * minimum(region)  requires s : count of sale >= 2 }
define attained = revenue / (120% * last_year) otherwise 0%
bands growth on attained : percent { below 100% : 0%  from 100% : 2.5%  from 125% : 3% }
define earned : EUR = whole growth of revenue rounded half even
define kept : EUR = revenue - earned
define spent : EUR = sum of sale.price where sale.on in year of today
define units : int = sum of sale.quantity
define dearest : EUR = max of sale.price where quantity > 0 otherwise 0 EUR
define seventh : EUR = revenue / 7 rounded half up
define third : EUR = max(revenue, last_year) / 3 rounded down
define stays : bool = not left by today and joined <= today
define due : date = joined + 30 days
define enough : bool = revenue >= 2 * minimum(region)
define busy : bool = count of sale >= 2
define code : int = code_of(id) otherwise 1
define discount : percent = if tier = Silver and stays then 10% else if tier = Bronze or units > 5 then 5% else 0%
decide tier, earned, kept, spent, units, dearest, seventh, third, stays, due, enough, busy, code, discount
)";

compiler::Compiled compiled(const std::string& text) {
  compiler::ProgramText program;
  program.sources = source::SourceSet({{"program.tier", text}});
  program.load = [](std::string_view) {
    return std::variant<std::string, std::string>(std::in_place_index<1>, "no files here");
  };
  compiler::Compiled made = compiler::compile(program);
  EXPECT_TRUE(made.bytecode) << source::render_text(program.sources, made.diagnostics);
  return made;
}

generators::Question question_of(const checked::CheckedProgram& program,
                                 const Counterexample& example) {
  generators::Question made;
  made.today = example.today;
  made.facts.account.resize(program.account.fields.size());
  made.facts.ledgers.resize(program.ledgers.size());
  for (const checked::Facts& facts : example.worlds[0].facts) {
    generators::FactRow* row = &made.facts.account;
    if (facts.ledger != checked::kNone) {
      auto& entries = made.facts.ledgers[facts.ledger];
      entries.emplace_back(program.ledgers[facts.ledger].fields.size());
      row = &entries.back();
    }
    for (const checked::FactValue& value : facts.values) (*row)[value.field] = value.value;
  }
  return made;
}

/// Whether two bytecodes decide the example differently.
bool differ(const checked::CheckedProgram& program, const Bytecode& one, const Bytecode& two,
            const Counterexample& example) {
  const auto batch = generators::to_batch(program, one.schema, {question_of(program, example)});
  timeline::Decider first(one);
  timeline::Decider second(two);
  decision::Decision a;
  decision::Decision b;
  first.decide(batch, 0, example.today, a);
  second.decide(batch, 0, example.today, b);
  return !(a == b);
}

class TranslationTest : public testing::Test {
 protected:
  void SetUp() override {
    if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  }

  static Translation validate(const checked::CheckedProgram& program, const Bytecode& code,
                              const std::function<bool(const Counterexample&)>& replay = {}) {
    ProveOptions options;
    options.limits.milliseconds = 3'000;
    options.replay = replay;
    return validate_translation(program, code, smt::available_solvers(), options);
  }

  static void expect_proved(const Translation& translation) {
    for (const std::string& difference : translation.differences) ADD_FAILURE() << difference;
    for (const ProvedPart& equality : translation.equalities) {
      EXPECT_EQ(equality.proof.outcome, Outcome::Proved)
          << equality.name << ": " << equality.proof.why;
    }
    EXPECT_FALSE(translation.equalities.empty());
  }
};

TEST_F(TranslationTest, WhatIsEmittedIsTheProgram) {
  const compiler::Compiled made = compiled(kProgram);
  ASSERT_TRUE(made.bytecode);
  expect_proved(validate(*made.checked, *made.bytecode));
}

TEST_F(TranslationTest, OfShippedProgramsToo) {
  for (const char* name : {"milestone", "loyalty-soft-landing", "rebate-settlement",
                           "online-retail", "published-bands", "us-income-tax-2021"}) {
    const auto loaded =
        compiler::load_program(std::string(TIERLINE_SOURCE_DIR) + "/programs/" + name);
    ASSERT_TRUE(loaded.program) << loaded.error;
    const compiler::Compiled made = compiler::compile(*loaded.program);
    ASSERT_TRUE(made.bytecode) << name;
    SCOPED_TRACE(name);
    expect_proved(validate(*made.checked, *made.bytecode));
  }
}

// ---- planted faults ----

/// Changes the n-th instruction of an opcode; false: there is none.
bool change(Bytecode& code, Op op, size_t nth,
            const std::function<void(bytecode::Instruction&)>& fault) {
  for (bytecode::Instruction& instruction : code.code) {
    if (instruction.op != op || nth-- != 0) continue;
    fault(instruction);
    return true;
  }
  return false;
}

struct Planted {
  std::string name;
  std::function<bool(Bytecode&)> plant;
};

Planted becomes(const std::string& name, Op op, size_t nth, Op other) {
  return {name, [=](Bytecode& code) {
            return change(code, op, nth, [&](auto& instruction) { instruction.op = other; });
          }};
}

Planted swapped(const std::string& name, Op op, size_t nth) {
  return {name, [=](Bytecode& code) {
            return change(code, op, nth,
                          [](auto& instruction) { std::swap(instruction.a, instruction.b); });
          }};
}

Planted rounded(const std::string& name, size_t nth, decimal::Rounding mode) {
  return {name, [=](Bytecode& code) {
            return change(code, Op::divide_, nth, [&](auto& instruction) {
              instruction.mode = static_cast<uint8_t>(mode);
            });
          }};
}

/// One more in the last digit of the n-th number among the constants.
Planted one_more(size_t nth) {
  return {"constant " + std::to_string(nth), [=](Bytecode& code) {
            size_t left = nth;
            for (size_t i = 0; i < code.constants.size(); ++i) {
              if (code.registers[i].kind != bytecode::ValueKind::Number || left-- != 0) continue;
              code.constants[i].number += 1;
              return true;
            }
            return false;
          }};
}

Planted cell(size_t table, size_t index) {
  return {"cell " + std::to_string(index), [=](Bytecode& code) {
            code.tables[table].values[index] += 1;
            return true;
          }};
}

/// The arms of the n-th choice change places.
Planted turned(size_t nth) {
  return {"choice " + std::to_string(nth), [=](Bytecode& code) {
            return change(code, Op::select_, nth,
                          [](auto& instruction) { std::swap(instruction.b, instruction.c); });
          }};
}

std::vector<Planted> faults() {
  using decimal::Rounding;
  return {
      becomes("a sum becomes a difference", Op::sub_, 0, Op::add_),
      becomes("at most becomes below", Op::less_equal_, 0, Op::less_),
      becomes("at most becomes below, again", Op::less_equal_, 1, Op::less_),
      becomes("at most becomes below, in an entry", Op::less_equal_, 2, Op::less_),
      becomes("at most becomes below, a fourth time", Op::less_equal_, 3, Op::less_),
      becomes("the larger becomes the smaller", Op::maximum_, 0, Op::minimum_),
      becomes("the greatest becomes the least", Op::reduce_max_, 0, Op::reduce_min_),
      becomes("and becomes or", Op::and_, 0, Op::or_),
      becomes("and becomes or, again", Op::and_, 1, Op::or_),
      becomes("or becomes and", Op::or_, 0, Op::and_),
      becomes("the year begins at its end", Op::period_first_, 0, Op::period_last_),
      becomes("the year ends at its beginning", Op::period_last_, 0, Op::period_first_),
      swapped("a comparison is turned round", Op::less_equal_, 0),
      swapped("another comparison is turned round", Op::less_equal_, 4),
      swapped("a difference is turned round", Op::sub_, 0),
      rounded("half even becomes half up", 0, Rounding::HalfUp),
      rounded("half up becomes down", 1, Rounding::Down),
      rounded("down becomes up", 2, Rounding::Up),
      one_more(0),
      one_more(1),
      one_more(2),
      one_more(3),
      one_more(4),
      cell(0, 0),
      cell(0, 2),
      turned(0),
      turned(1),
      {"an output takes another's register",
       [](Bytecode& code) {
         std::swap(code.outputs[1].value, code.outputs[2].value);
         return true;
       }},
      {"two requirements change places",
       [](Bytecode& code) {
         std::swap(code.tiers[0].requirements[0].flag, code.tiers[1].requirements[0].flag);
         return true;
       }},
      {"another field is read",
       [](Bytecode& code) {
         return change(code, Op::account_field_, 0,
                       [](auto& instruction) { instruction.a = instruction.a == 1 ? 2 : 1; });
       }},
      {"a holiday is lost",
       [](Bytecode& code) {
         code.calendars[0].holidays.clear();
         return true;
       }},
      {"a tier has another place",
       [](Bytecode& code) {
         code.tiers[0].word = 2;
         return true;
       }},
  };
}

TEST_F(TranslationTest, EveryPlantedFaultIsRefuted) {
  const compiler::Compiled made = compiled(kProgram);
  ASSERT_TRUE(made.bytecode);
  size_t planted = 0;
  for (const Planted& fault : faults()) {
    Bytecode code = *made.bytecode;
    ASSERT_TRUE(fault.plant(code)) << fault.name << ": nothing to spoil";
    ++planted;
    const Translation translation =
        validate(*made.checked, code, [&](const Counterexample& example) {
          return differ(*made.checked, *made.bytecode, code, example);
        });
    EXPECT_FALSE(translation.proved()) << fault.name;
    bool refuted = !translation.differences.empty();
    std::string why;
    for (const ProvedPart& equality : translation.equalities) {
      refuted = refuted || equality.proof.outcome == Outcome::Refuted;
      if (equality.proof.outcome != Outcome::Proved)
        why += equality.name + ": " + equality.proof.why + "; ";
    }
    EXPECT_TRUE(refuted) << fault.name << ": " << why;
  }
  EXPECT_GE(planted, 30U);
}

}  // namespace
}  // namespace tierline::prover
