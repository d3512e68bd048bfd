// roll-up: entries that come by in any order, in stretches of any size, and are not kept, come to
// what they come to when each account has its own: the same answers, faults and last days. Programs
// of which nothing can be rolled up prove nothing, so how many could be is counted.
//
// To see it red: in runtime/scalar/roll_up.cpp let a sum forget what stands aside; in
// entry_shares.cpp let a share last as long as its condition alone.
#include <algorithm>

#include "runtime/scalar/roll_up.hpp"
#include "runtime/timeline/decider.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using bytecode::Bytecode;
using decision::Decision;
using generators::Built;
using generators::Choices;
using scalar::EntryShares;
using scalar::RollUp;
using scalar::Shares;

constexpr size_t kQuestions = 8;

struct Seen {
  uint64_t programs = 0;
  uint64_t accounts = 0;
  uint64_t entries = 0;
  uint64_t wide = 0;
};

/// An entry of the batch, and whose it is.
struct Owned {
  uint64_t row;
  uint32_t owner;
};

std::vector<Owned> in_any_order(const batch::LedgerBatch& ledger, Choices& choices) {
  std::vector<Owned> all;
  for (uint32_t account = 0; account + 1 < ledger.offsets.size(); ++account) {
    for (uint64_t row = ledger.offsets[account]; row < ledger.offsets[account + 1]; ++row) {
      all.push_back({row, account});
    }
  }
  for (size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[choices.below(i)]);
  return all;
}

batch::Column picked(const batch::Column& from, const std::vector<Owned>& rows) {
  batch::Column out;
  out.texts = from.texts;
  for (const Owned& entry : rows) {
    const auto wide = from.wide.find(entry.row);
    if (wide != from.wide.end()) out.wide[out.values.size()] = wide->second;
    out.values.push_back(from.values[entry.row]);
    if (!from.known.empty()) out.known.push_back(from.known[entry.row]);
  }
  return out;
}

void roll_up(EntryShares& finder, size_t ledger, const batch::LedgerBatch& entries,
             Choices& choices, RollUp& totals, Seen& seen) {
  std::vector<Owned> left = in_any_order(entries, choices);
  while (!left.empty()) {
    const size_t count = std::min<size_t>(left.size(), 1 + choices.below(300));
    const std::vector<Owned> some(left.end() - static_cast<std::ptrdiff_t>(count), left.end());
    left.resize(left.size() - count);
    batch::LedgerBatch stretch;
    for (const batch::Column& column : entries.columns) {
      stretch.columns.push_back(picked(column, some));
    }
    std::vector<uint32_t> owners;
    for (const Owned& entry : some) owners.push_back(entry.owner);
    Shares shares;
    finder.make_room(ledger, count, shares);
    finder.find(ledger, stretch, count, shares, 0);
    totals.add(ledger, owners, shares);
    seen.entries += count;
    seen.wide += shares.wide.size();
  }
}

/// The same accounts without their entries.
batch::Batch reduced(const batch::Batch& whole, const RollUp& totals) {
  batch::Batch out;
  out.accounts = whole.accounts;
  out.columns = whole.columns;
  out.ledgers.resize(whole.ledgers.size());
  out.reduced = totals.columns(0, whole.accounts);
  return out;
}

std::string difference(const Built& built, Choices& choices, Seen& seen) {
  const Bytecode& program = *built.compiled.bytecode;
  if (!EntryShares::can_find(program)) return "";
  const calendar::Day today = built.questions.front().today;
  EntryShares finder(program, today);
  if (!finder.can_run()) return "";
  const batch::Batch whole =
      generators::to_batch(*built.compiled.checked, program.schema, built.questions);
  RollUp totals(program, whole.accounts);
  for (size_t i = 0; i < whole.ledgers.size(); ++i) {
    roll_up(finder, i, whole.ledgers[i], choices, totals, seen);
  }
  const batch::Batch rolled = reduced(whole, totals);
  timeline::Decider decider(program);
  ++seen.programs;
  for (size_t account = 0; account < whole.accounts; ++account) {
    Decision expected;
    Decision found;
    decider.decide(whole, account, today, expected);
    decider.decide(rolled, account, today, found);
    ++seen.accounts;
    if (!(expected == found)) return "account " + std::to_string(account) + " has another answer";
    if (expected.valid_until != found.valid_until) {
      return "account " + std::to_string(account) + " has an answer that lasts until another day";
    }
  }
  return "";
}

TEST(LawRollUp, EntriesInAnyOrderComeToWhatTheyComeToByAccount) {
  const auto cases = generators::cases(kQuestions);
  Seen seen;
  law::holds("entries that are not kept come to the same", law::pairs() / 2, [&] {
    const generators::Case one = *cases;
    const Built built = generators::build(one);
    if (!built.refused.empty()) RC_FAIL("a generated program was refused:\n" + built.refused);
    Choices choices = Choices::replay(one.questions.front());
    const std::string found = difference(built, choices, seen);
    if (!found.empty()) RC_FAIL(found);
  });
  std::cout << "     " << seen.programs << " programs, " << seen.accounts << " accounts, "
            << seen.entries << " entries, " << seen.wide << " beyond 64 bits\n";
  EXPECT_GT(seen.programs, 100U);
  EXPECT_GT(seen.entries, 1000U);
}

}  // namespace
}  // namespace tierline
