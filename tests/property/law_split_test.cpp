// split: the parts sum to the amount, to the last digit; each is less than one unit from its exact
// share; turning the sign of the amount turns the parts; the order of the entries changes nothing;
// and only an amount without weights has no answer.
//
// To see it red: in runtime/ops/split.hpp cut off toward zero instead of downwards, drop the turn
// of the sign, or give the rest to the first parts instead of the ones that were cut off most.
#include <algorithm>

#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using decimal::BigInt;
using generators::FactRow;
using generators::Question;
using reference::Rational;

constexpr const char* kProgram = R"(
program "splits" { version "1"  in force from 2000-01-01  currency EUR }
subject account { key id : text  amount : EUR }
ledger book of account { on : date  weight : decimal(3)  taken : bool }
define by_weight = split amount over book by weight
define alike = split amount over book by 1
define some = split amount over book by weight * weight - 1 where taken
decide amount, by_weight, alike, some
)";

constexpr calendar::Day kToday = 19'000;

/// What one split is made of, in the order of the entries; the weights of those that take part.
struct Weights {
  std::vector<std::optional<Rational>> of_entry;
  Rational sum = 0;
};

Rational weight_of(const FactRow& entry) { return reference::to_rational(entry[1]->number); }

Weights weights_of(const Question& question, size_t split) {
  Weights out;
  for (const FactRow& entry : question.facts.ledgers[0]) {
    std::optional<Rational>& weight = out.of_entry.emplace_back();
    const bool visible = entry[0]->number.coefficient <= kToday;
    const bool taken = entry[2]->number.coefficient != 0;
    if (!visible || (split == 2 && !taken)) continue;
    const Rational given = weight_of(entry);
    weight = split == 0 ? given : split == 1 ? Rational(1) : Rational(given * given - 1);
    out.sum += *weight;
  }
  return out;
}

BigInt any_amount() {
  const BigInt small = *rc::gen::inRange<int64_t>(-500, 500);
  const BigInt wide = (BigInt(1) << *rc::gen::inRange(20, 130)) + small;
  return *rc::gen::inRange(0, 4) == 0 ? wide : small;
}

/// Weights that are often alike, now and then large, below zero about as often as above.
checked::Constant any_weight() {
  const int64_t near = *rc::gen::inRange<int64_t>(-3, 6);
  const int scale = *rc::gen::element(0, 3);
  if (*rc::gen::inRange(0, 6) > 0) return {{BigInt(near * (scale == 0 ? 1000 : 1)), 3}, ""};
  return {{(BigInt(near) << *rc::gen::inRange(10, 100)) + near, 3}, ""};
}

Question any_question() {
  Question question;
  question.today = kToday;
  question.facts.account = {checked::Constant{{}, "a"}, checked::Constant{{any_amount(), 2}, ""}};
  question.facts.ledgers.resize(1);
  const int entries = *rc::gen::inRange(0, 9);
  for (int i = 0; i < entries; ++i) {
    const BigInt on = kToday + *rc::gen::inRange(-3, 2);
    question.facts.ledgers[0].push_back(
        {checked::Constant{{on, 0}, ""}, any_weight(),
         checked::Constant{{*rc::gen::inRange(0, 3) == 0 ? 0 : 1, 0}, ""}});
  }
  return question;
}

const law::Ready& program() {
  static const auto made = law::ready(kProgram);
  return *made;
}

decision::Decision decide(const Question& question) {
  static scalar::Machine machine(program().bytecode);
  const auto batch = generators::to_batch(program().checked, program().bytecode.schema, {question});
  return machine.decide(batch, 0, question.today);
}

BigInt amount_of(const Question& question) { return question.facts.account[1]->number.coefficient; }

/// Whether some split has an amount and no weights.
bool has_nothing_to_split_over(const Question& question) {
  bool nothing = false;
  for (size_t split = 0; split < 3; ++split) nothing |= weights_of(question, split).sum == 0;
  return nothing && amount_of(question) != 0;
}

TEST(LawSplit, PartsSumToTheAmountAndKeepToTheirShares) {
  law::holds("parts sum to the amount, each less than a unit from its share", law::pairs(), [] {
    const Question question = any_question();
    const decision::Decision decision = decide(question);
    RC_ASSERT(decision.fault.has_value() == has_nothing_to_split_over(question));
    if (decision.fault) return;
    const Rational amount(amount_of(question));
    for (size_t split = 0; split < 3; ++split) {
      const Weights weights = weights_of(question, split);
      const decision::Parts& parts = decision.parts[split];
      RC_ASSERT(parts.size() == weights.of_entry.size());
      Rational sum = 0;
      for (size_t i = 0; i < parts.size(); ++i) {
        RC_ASSERT(parts[i].has_value() == weights.of_entry[i].has_value());
        if (!parts[i]) continue;
        const Rational part(*parts[i]);
        sum += part;
        const Rational share =
            amount == 0 ? Rational(0) : Rational(amount * *weights.of_entry[i] / weights.sum);
        RC_ASSERT(Rational(abs(part - share)) < 1);
      }
      if (amount != 0) RC_ASSERT(sum == amount);
    }
  });
}

TEST(LawSplit, WhoWasCutOffMoreNeverGetsLess) {
  law::holds("no entry is rounded down further than one that was rounded up", law::pairs() / 4, [] {
    const Question question = any_question();
    const decision::Decision decision = decide(question);
    const Rational amount(amount_of(question));
    if (decision.fault || amount == 0) return;
    const Weights weights = weights_of(question, 0);
    std::optional<Rational> least_up;
    std::optional<Rational> most_down;
    for (size_t i = 0; i < weights.of_entry.size(); ++i) {
      if (!weights.of_entry[i]) continue;
      const Rational share = abs(amount) * *weights.of_entry[i] / weights.sum;
      const Rational part =
          amount < 0 ? Rational(-*decision.parts[0][i]) : Rational(*decision.parts[0][i]);
      const bool up = part > share;
      const Rational cut_off = up ? Rational(share - part + 1) : Rational(share - part);
      std::optional<Rational>& edge = up ? least_up : most_down;
      const bool further = !edge || (up ? cut_off < *edge : cut_off > *edge);
      if (further) edge = cut_off;
    }
    if (least_up && most_down) RC_ASSERT(*least_up >= *most_down);
  });
}

decision::Parts negated(decision::Parts parts) {
  for (auto& part : parts) {
    if (part) part = BigInt(-*part);
  }
  return parts;
}

TEST(LawSplit, SignsMirror) {
  law::holds("the parts of -A are minus those of A", law::pairs() / 4, [] {
    const Question question = any_question();
    const decision::Decision decision = decide(question);
    Question turned = question;
    turned.facts.account[1]->number.coefficient *= -1;
    const decision::Decision mirrored = decide(turned);
    RC_ASSERT(mirrored.fault.has_value() == decision.fault.has_value());
    if (decision.fault) return;
    for (size_t split = 0; split < 3; ++split) {
      RC_ASSERT(mirrored.parts[split] == negated(decision.parts[split]));
    }
  });
}

/// What each entry gets, without regard to where it stands; alike entries may change places.
using Taken = std::vector<std::pair<std::string, std::string>>;

std::vector<Taken> taken(const Question& question, const decision::Decision& decision) {
  std::vector<Taken> out;
  for (const decision::Parts& parts : decision.parts) {
    Taken& rows = out.emplace_back();
    for (size_t i = 0; i < parts.size(); ++i) {
      const FactRow& entry = question.facts.ledgers[0][i];
      std::string key;
      for (const auto& field : entry) key += field->number.coefficient.str() + " ";
      rows.emplace_back(key, parts[i] ? parts[i]->str() : "-");
    }
    std::sort(rows.begin(), rows.end());
  }
  return out;
}

TEST(LawSplit, TheOrderOfEntriesDoesNotMatter) {
  law::holds("entries may stand in any order", law::pairs() / 4, [] {
    const Question question = any_question();
    Question shuffled = question;
    auto& entries = shuffled.facts.ledgers[0];
    for (size_t k = entries.size(); k > 1; --k) {
      std::swap(entries[k - 1], entries[*rc::gen::inRange<size_t>(0, k)]);
    }
    const decision::Decision before = decide(question);
    const decision::Decision after = decide(shuffled);
    RC_ASSERT(before.fault.has_value() == after.fault.has_value());
    RC_ASSERT(taken(question, before) == taken(shuffled, after));
  });
}

}  // namespace
}  // namespace tierline
