// roll-up: entries that come by in any order, in stretches of any size, and are not kept, come to
// what they come to when each account has its own: the same answers, faults and last days, those
// included that are found by asking again. Programs are made of what may be rolled up and of what
// nearly may; how many could be is counted.
//
// To see it red: in runtime/scalar/roll_up.cpp let a sum forget what stands aside; in one_look.cpp
// let B lean on nothing, or on an `any`, or take two conditions of `and` that both move.
#include <algorithm>

#include "compiler/compile.hpp"
#include "dsl/source/render_text.hpp"
#include "runtime/scalar/roll_up.hpp"
#include "runtime/timeline/lasting_decider.hpp"
#include "tests/generators/choices.hpp"
#include "tests/property/law.hpp"
#include "tests/property/rolled_up.hpp"

namespace tierline {
namespace {

using bytecode::Bytecode;
using calendar::Day;
using decision::Decision;
using generators::Choices;
using scalar::EntryShares;
using scalar::RollUp;
using scalar::Shares;

struct Seen {
  uint64_t rolled = 0;
  uint64_t kept = 0;  // programs that cannot be rolled up
  uint64_t entries = 0;
  uint64_t wide = 0;
  uint64_t ends = 0;  // answers with a last day
};

// ---- programs -----------------------------------------------------------------------------------

std::string a_period(Choices& choices) {
  return choices.pick({"month", "quarter", "year"}) +
         choices.pick({" of today", " of today", " before today"});
}

std::string a_condition(Choices& choices) {
  std::string out;
  const auto add = [&](const std::string& more) {
    out += (out.empty() ? " where " : " and ") + more;
  };
  if (choices.chance(2, 3)) add("on in " + a_period(choices));
  if (choices.chance(1, 3))
    add(choices.pick({"product = Care", "price > 0 EUR", "known(back_on)"}));
  if (choices.chance(1, 25)) add(choices.pick({"back_on by today", "on >= today - 40 days"}));
  return out;
}

std::string a_definition(Choices& choices, const std::string& name) {
  const std::string where = a_condition(choices);
  switch (choices.below(6)) {
    case 0:
      return name + " : int = count of sale" + where;
    case 1:
      return name + " : EUR = max of sale.price" + where + " otherwise 0 EUR";
    case 2:
      return name + " : date = min of sale.on" + where + " otherwise 1999-01-01";
    case 3:
      return name + " : bool = any sale" + where;
    case 4:
      return name + " : EUR = sum of sale.net" + where;
    default:
      return name + " : EUR = sum of sale.price" + where;
  }
}

std::string an_answer(Choices& choices, const std::string& first) {
  switch (choices.below(5)) {
    case 0:
      return "if opened = 2022-01-01 then 1 EUR else 2 EUR";
    case 1:
      return "if " + first + " = " + first + " then 1 EUR else 2 EUR";
    case 2:
      return "if opened >= today then 1 EUR else 2 EUR";
    case 3:
      return "if any_way and opened >= today then 1 EUR else 2 EUR";
    default:
      return "if any_way then sum of sale.net where on in year of today else 2 EUR";
  }
}

std::string a_program(Choices& choices) {
  std::string text = R"(
program "Rolled up" { version "1"  in force from 2000-01-01  currency EUR }
enum Product { Software, Care, Hardware }
subject account { key id : text  opened : date }
ledger sale of account {
  on : date  back_on : date?  product : Product  price : EUR  discount : percent
  net = price * (1 - discount) rounded half even
}
define any_way : bool = count of sale >= 2
)";
  std::string decided;
  const uint32_t count = 1 + choices.below(4);
  for (uint32_t i = 0; i < count; ++i) {
    const std::string name = "n" + std::to_string(i);
    text += "define " + a_definition(choices, name) + "\n";
    decided += (i == 0 ? "" : ", ") + name;
  }
  if (choices.chance(1, 2)) {
    text += "define answer : EUR = " + an_answer(choices, "n0") + "\n";
    decided = choices.chance(1, 3) ? "answer" : decided + ", answer";
  }
  return text + "decide " + decided + "\n";
}

// ---- facts --------------------------------------------------------------------------------------

/// Near the ends of months, quarters and years more often than elsewhere.
Day a_day(Choices& choices) {
  const int year = 2021 + static_cast<int>(choices.below(4));
  if (choices.chance(1, 2)) {
    const int month = 1 + static_cast<int>(choices.below(12));
    return calendar::to_day({year, month, 1}) + static_cast<Day>(choices.between(-1, 1));
  }
  return calendar::to_day({year, 1, 1}) + static_cast<Day>(choices.below(365));
}

batch::BigInt a_price(Choices& choices) {
  if (choices.chance(1, 40)) {
    return (batch::BigInt(1) << (choices.chance(1, 2) ? 63 : 64)) * (choices.chance(1, 2) ? 1 : -1);
  }
  return choices.between(-50'000, 90'000);
}

batch::Batch some_accounts(const Bytecode& program, Choices& choices) {
  batch::Batch out = batch::empty_batch(program.schema);
  batch::LedgerBatch& sales = out.ledgers[0];
  out.accounts = 5;
  for (size_t account = 0; account < out.accounts; ++account) {
    out.columns[0].texts = {"a"};
    out.columns[0].push(0);
    out.columns[1].push(a_day(choices));
    for (uint32_t left = choices.below(choices.chance(1, 5) ? 40 : 6); left > 0; --left) {
      sales.columns[0].push(a_day(choices));
      if (choices.chance(1, 2)) {
        sales.columns[1].push(a_day(choices));
      } else {
        sales.columns[1].push_absent();
      }
      sales.columns[2].push(choices.below(3));
      sales.columns[3].push_number(a_price(choices));
      sales.columns[4].push(choices.between(0, 10'000));
    }
    sales.offsets.push_back(sales.columns[0].values.size());
  }
  return out;
}

// ---- both ways ----------------------------------------------------------------------------------

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
  for (const Owned& entry : rows) {
    const auto wide = from.wide.find(entry.row);
    if (wide != from.wide.end()) out.wide[out.values.size()] = wide->second;
    out.values.push_back(from.values[entry.row]);
    if (!from.known.empty()) out.known.push_back(from.known[entry.row]);
  }
  return out;
}

void roll_up(EntryShares& finder, const batch::LedgerBatch& entries, Choices& choices,
             RollUp& totals, Seen& seen) {
  std::vector<Owned> left = in_any_order(entries, choices);
  while (!left.empty()) {
    const size_t count = std::min<size_t>(left.size(), 1 + choices.below(200));
    const std::vector<Owned> some(left.end() - static_cast<std::ptrdiff_t>(count), left.end());
    left.resize(left.size() - count);
    batch::LedgerBatch stretch;
    for (const batch::Column& column : entries.columns) {
      stretch.columns.push_back(picked(column, some));
    }
    std::vector<uint32_t> owners;
    for (const Owned& entry : some) owners.push_back(entry.owner);
    Shares shares;
    finder.make_room(0, count, shares);
    finder.find(0, stretch, count, shares, 0);
    totals.add(0, owners, shares);
    seen.entries += count;
    seen.wide += shares.wide.size();
  }
}

std::string last_day(const Decision& decision) {
  return decision.valid_until ? calendar::to_text(*decision.valid_until) : "none";
}

std::string difference(const Bytecode& program, Choices& choices, Seen& seen) {
  const Day today = a_day(choices);
  EntryShares finder(program, today);
  if (!finder.can_run()) return "";
  const batch::Batch whole = some_accounts(program, choices);
  RollUp totals(program, whole.accounts);
  roll_up(finder, whole.ledgers[0], choices, totals, seen);
  const batch::Batch rolled = test::with_totals(whole, totals);
  timeline::LastingDecider decider(program);
  ++seen.rolled;
  for (size_t account = 0; account < whole.accounts; ++account) {
    Decision expected;
    Decision found;
    decider.decide(whole, account, today, expected);
    decider.decide(rolled, account, today, found);
    if (expected.valid_until) ++seen.ends;
    const std::string which =
        "on " + calendar::to_text(today) + ", account " + std::to_string(account);
    if (!(expected == found)) return which + ", has another answer";
    if (expected.valid_until != found.valid_until) {
      return which + ", has an answer that lasts until " + last_day(found) + ", not " +
             last_day(expected);
    }
  }
  return "";
}

TEST(LawRollUp, EntriesInAnyOrderComeToWhatTheyComeToByAccount) {
  Seen seen;
  law::holds("entries that are not kept come to the same", law::pairs(), [&] {
    Choices choices = Choices::fresh(*rc::gen::arbitrary<uint64_t>());
    const std::string text = a_program(choices);
    compiler::ProgramText program;
    program.sources = source::SourceSet({{"program.tier", text}});
    const compiler::Compiled made = compiler::compile(program);
    if (!made.bytecode) RC_FAIL(text + source::render_text(program.sources, made.diagnostics));
    if (!EntryShares::can_find(*made.bytecode)) {
      ++seen.kept;
      return;
    }
    for (int i = 0; i < 4; ++i) {
      const std::string found = difference(*made.bytecode, choices, seen);
      if (!found.empty()) RC_FAIL(text + found);
    }
  });
  std::cout << "     " << seen.rolled << " times rolled up, " << seen.kept << " programs not, "
            << seen.entries << " entries, " << seen.wide << " beyond 64 bits, " << seen.ends
            << " answers that end\n";
  EXPECT_GT(seen.rolled, law::pairs());
  EXPECT_GT(seen.ends, law::pairs());
}

}  // namespace
}  // namespace tierline
