// compare: a program never differs from itself, and is proved equal to itself without a solver. A
// program in which a number was changed is never called equal in something that the engine decides
// otherwise for an account that the generators make.
//
// To see it red: in compiler/prover/conditions/held_tier.cpp let movers_are_alike() say yes, or in
// compiler/prover/comparison/onto_facts.cpp let all tables be the same.
#include <algorithm>
#include <cctype>

#include "runtime/timeline/decider.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/law.hpp"
#include "tools/compare/compare.hpp"

namespace tierline {
namespace {

using compare::Comparable;
using compare::Report;
using prover::Compared;
using prover::Outcome;

constexpr size_t kQuestions = 12;
constexpr uint64_t kCases = 64;
constexpr uint64_t kProgramsMin = 50;  // fewer say nothing: most changes of a number change nothing

compare::Original original(const compiler::Compiled& compiled) {
  return {&*compiled.checked, &*compiled.bytecode};
}

Report compare_both(const Comparable& programs, compare::By by) {
  compare::Request request;
  request.programs = &programs;
  request.by = by;
  request.cases = kCases;
  request.seed = 1;
  request.milliseconds = 200;
  const auto report = compare::compare(request);
  return report ? report.value() : Report{};
}

TEST(LawCompare, AProgramIsEqualToItself) {
  size_t items = 0;
  const auto cases = generators::cases(1);
  law::holds("compare(P, P) is equal in everything", law::pairs() / 200, [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const auto programs =
        compare::make_comparable(original(built.compiled), original(built.compiled), {});
    if (!programs) return;
    for (const auto by : {compare::By::Both, compare::By::Search}) {
      for (const auto& result : compare_both(programs.value(), by).results) {
        ++items;
        if (result.outcome == Outcome::Refuted ||
            (by == compare::By::Both && result.outcome != Outcome::Proved)) {
          RC_FAIL(result.item.name + " is not equal to itself: " + result.why + "\n" +
                  built.source.text);
        }
      }
    }
  });
  EXPECT_GT(items, 0U);
}

/// One number of the text, one more or one less; nothing if there is none.
std::optional<std::string> mutated(const std::string& text, generators::Choices& choices) {
  std::vector<size_t> digits;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    const auto at = [&](size_t k) { return static_cast<unsigned char>(text[k]); };
    const bool within = std::isalnum(at(i - 1)) != 0 || text[i - 1] == '_' || text[i - 1] == '-';
    if (std::isdigit(at(i)) != 0 && !within && std::isalpha(at(i + 1)) == 0) digits.push_back(i);
  }
  if (digits.empty()) return std::nullopt;
  std::string out = text;
  char& digit = out[choices.pick(digits)];
  digit = static_cast<char>(digit == '9' ? '8' : digit + 1);
  return out;
}

bool is_same(const prover::Item& item, const bytecode::Bytecode& program,
             const bytecode::Bytecode& other, const decision::Decision& a,
             const decision::Decision& b) {
  if (item.what == Compared::Answer) return a.fault.has_value() == b.fault.has_value();
  if (a.fault || b.fault) return true;
  if (item.what == Compared::Split) {
    return a.parts == b.parts || program.splits.size() != 1;
  }
  const auto output = compare::output_called(program, item.name);
  const auto second = compare::output_called(other, item.name);
  if (!output || !second) return a.tier == b.tier;
  const auto& type = program.schema.outputs[*output].type;
  const auto& other_type = other.schema.outputs[*second].type;
  return type != other_type || a.outputs[*output] == b.outputs[*second];
}

/// How often something that was called equal was looked at.
size_t contradict(const generators::Built& built, const compiler::Compiled& other,
                  const Comparable& programs, const Report& report) {
  const bytecode::Bytecode& first = *built.compiled.bytecode;
  const bytecode::Bytecode& second = *other.bytecode;
  const auto batch = generators::to_batch(*built.compiled.checked, first.schema, built.questions);
  timeline::Decider decider(first);
  timeline::Decider other_decider(second);
  size_t looked = 0;
  for (size_t i = 0; i < built.questions.size(); ++i) {
    const auto today = built.questions[i].today;
    if (today < programs.alignment.first_day || today > programs.alignment.last_day) continue;
    decision::Decision a;
    decision::Decision b;
    decider.decide(batch, i, today, a);
    other_decider.decide(batch, i, today, b);
    for (const auto& result : report.results) {
      if (result.outcome != Outcome::Proved) continue;
      ++looked;
      if (is_same(result.item, first, second, a, b)) continue;
      RC_FAIL("called equal, but it is not: " + result.item.name + " by " + result.by + "\n" +
              generators::to_text(*built.compiled.checked, built.questions[i]));
    }
  }
  return looked;
}

void check(const std::string& statement, generators::Status status) {
  size_t looked = 0;
  size_t differing = 0;
  const auto cases = generators::cases(kQuestions, status);
  law::holds(statement, std::max(law::pairs() / 400, kProgramsMin), [&] {
    const generators::Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    auto choices = generators::Choices::fresh(*rc::gen::arbitrary<uint64_t>());
    const auto text = mutated(built.source.text, choices);
    if (!text) return;
    generators::ProgramSource source = built.source;
    source.text = *text;
    std::string why;
    const compiler::Compiled other = generators::compile(source, why);
    if (!other.bytecode) return;
    const auto programs = compare::make_comparable(original(built.compiled), original(other), {});
    // What was changed in the facts is another test's.
    if (!programs || !programs.value().alignment.notes.empty()) return;
    const Report report = compare_both(programs.value(), compare::By::Both);
    for (const auto& result : report.results) {
      differing += result.outcome == Outcome::Refuted ? 1U : 0U;
    }
    looked += contradict(built, other, programs.value(), report);
  });
  std::cout << "     " << looked << " times equal, " << differing << " differences found\n";
  EXPECT_GT(looked, 0U);
  EXPECT_GT(differing, 0U);
}

TEST(LawCompare, NothingThatDiffersIsCalledEqual) {
  check("what is called equal is decided alike", generators::Status::AtTimes);
}

TEST(LawCompare, NorOfTiersThatMoveInTime) {
  check("what is called equal of tiers that move is decided alike", generators::Status::Always);
}

}  // namespace
}  // namespace tierline
