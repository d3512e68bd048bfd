// order: neither the order of an account's entries, nor which other accounts stand in the batch,
// nor entries that lie after today, change its decision.
//
// To see it red: let reduce_max in the machine keep the last entry instead of the greatest, or let
// the visibility of entries use `<` for `<=`.
#include <algorithm>

#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using generators::Built;
using generators::Question;

std::vector<decision::Decision> decisions(const Built& built,
                                          const std::vector<Question>& questions) {
  const bytecode::Bytecode& program = *built.compiled.bytecode;
  const batch::Batch batch =
      generators::to_batch(*built.compiled.checked, program.schema, questions);
  timeline::Decider decider(program);
  std::vector<decision::Decision> out(questions.size());
  for (size_t i = 0; i < questions.size(); ++i) {
    decider.decide(batch, i, questions[i].today, out[i]);
  }
  return out;
}

/// Entries that are alike in all fields may change places, so it counts what is given, not to whom.
decision::Decision with_parts_sorted(decision::Decision decision) {
  for (decision::Parts& parts : decision.parts) std::sort(parts.begin(), parts.end());
  return decision;
}

/// The first decision that differs, as text; empty if none does.
std::string changed(const Built& built, const std::vector<Question>& before,
                    const std::vector<Question>& after) {
  const auto first = decisions(built, before);
  const auto second = decisions(built, after);
  for (size_t i = 0; i < first.size(); ++i) {
    if (with_parts_sorted(first[i]) == with_parts_sorted(second[i])) continue;
    return generators::to_text(*built.compiled.checked, before[i]) + "---- is not as ----\n" +
           generators::to_text(*built.compiled.checked, after[i]);
  }
  return "";
}

TEST(LawOrder, EntriesMayStandInAnyOrder) {
  const auto cases = generators::cases(4);
  law::holds("the order of entries, and so their files, does not matter", law::pairs() / 40, [&] {
    const generators::Case one = *cases;
    const Built built = generators::build(one);
    RC_ASSERT(built.refused == "");
    std::vector<Question> shuffled = built.questions;
    for (size_t i = 0; i < shuffled.size(); ++i) {
      generators::Choices choices = generators::Choices::replay(one.questions[i]);
      for (auto& entries : shuffled[i].facts.ledgers) {
        for (size_t k = entries.size(); k > 1; --k) {
          std::swap(entries[k - 1], entries[choices.below(k)]);
        }
      }
    }
    const std::string found = changed(built, built.questions, shuffled);
    if (!found.empty()) RC_FAIL(found);
  });
}

TEST(LawOrder, AccountsDoNotMeet) {
  const auto cases = generators::cases(4);
  law::holds("an account's decision is its own", law::pairs() / 40, [&] {
    const Built built = generators::build(*cases);
    RC_ASSERT(built.refused == "");
    const auto together = decisions(built, built.questions);
    for (size_t i = 0; i < built.questions.size(); ++i) {
      const auto alone = decisions(built, {built.questions[i]});
      RC_ASSERT(alone[0] == together[i]);
    }
  });
}

}  // namespace
}  // namespace tierline
