// columnar: column by column = account by account, whatever the batch, the cut, the stretch, the
// instruction set and the stores. A row that the columnar machine leaves proves nothing, so how
// many it leaves is counted.
//
// To see it red: in runtime/columnar take `>` for `>=` in at_least_k; let find_pieces give an
// entry to the next account; forget to flip less_equal; repair a quotient by two units; let the
// guard of a sum be one bit wider than what is proved. In runtime/bytecode/moving.cpp forget the
// requirements, or the faults; in runtime/scalar/alike.cpp let `and` last as long as its operands.
#include "runtime/columnar/answer_room.hpp"
#include "runtime/columnar/machine.hpp"
#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/lasting_batch.hpp"
#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using bytecode::Bytecode;
using bytecode::ValueKind;
using calendar::Day;
using columnar::Answers;
using columnar::BatchView;
using columnar::Kernels;
using columnar::Store;
using decision::Decision;
using generators::Built;
using generators::Case;
using generators::Choices;
using generators::Question;
using generators::Status;

/// Room for the answers to a batch, in the stores that are asked for.
class Room {
 public:
  Room(std::vector<Store> stores, size_t accounts) : stores_(std::move(stores)), tiers_(accounts) {
    for (const Store store : stores_) {
      std::vector<int64_t>& memory = memory_.emplace_back(accounts + 64, -77);
      answers_.outputs.push_back({memory.data(), store});
    }
    answers_.tiers = tiers_.data();
  }

  const Answers& answers() const { return answers_; }
  uint32_t tier(size_t row) const { return tiers_[row]; }
  int64_t value(size_t output, size_t row) const {
    const void* memory = memory_[output].data();
    switch (stores_[output]) {
      case Store::U8:
        return static_cast<const uint8_t*>(memory)[row];
      case Store::I16:
        return static_cast<const int16_t*>(memory)[row];
      case Store::I32:
        return static_cast<const int32_t*>(memory)[row];
      case Store::U16:
      case Store::I64:
        break;
    }
    return static_cast<const int64_t*>(memory)[row];
  }

 private:
  std::vector<Store> stores_;
  std::vector<std::vector<int64_t>> memory_;
  std::vector<uint32_t> tiers_;
  Answers answers_;
};

struct Seen {
  uint64_t rows = 0;
  uint64_t left = 0;
  uint64_t faults = 0;
  uint64_t plans = 0;
};

/// One case as a batch of many accounts: its questions again and again.
struct Asked {
  Built built;
  batch::Batch batch;
  std::vector<uint32_t> held;  // with a status: the tiers that the accounts are said to hold
  std::vector<uint32_t> before;
  Choices choices;

  explicit Asked(const Case& one)
      : built(generators::build(one)), choices(Choices::replay(one.questions.front())) {
    if (!built.refused.empty()) RC_FAIL("a generated program was refused:\n" + built.refused);
    std::vector<Question> many;
    const size_t count = 1 + choices.below(200);
    while (many.size() < count) {
      many.push_back(built.questions[choices.below(built.questions.size())]);
    }
    batch = generators::to_batch(*built.compiled.checked, bytecode().schema, many);
    if (!bytecode().status) return;
    for (size_t i = 0; i < count; ++i) {
      held.push_back(any_tier());
      before.push_back(any_tier());
    }
  }

  const Bytecode& bytecode() const { return *built.compiled.bytecode; }
  uint32_t any_tier() {
    return static_cast<uint32_t>(choices.below(bytecode().schema.enums[0].words.size()));
  }
  Day day() const { return built.questions.front().today; }
  BatchView view() const {
    BatchView out = columnar::view(batch);
    if (!held.empty()) out.held = held.data();
    if (!held.empty()) out.held_before = before.data();
    return out;
  }
};

/// What one account answers, as the scalar machine says it.
Decision by_itself(const Asked& asked, scalar::Machine& machine, size_t account) {
  scalar::Row row{asked.batch, account, asked.day()};
  if (!asked.held.empty()) row.held = {asked.held[account], asked.before[account]};
  Decision decision;
  machine.decide_until(row, decision);
  return decision;
}

std::string difference(const Bytecode& program, const Decision& expected, const Room& room,
                       size_t row) {
  if (expected.fault) return "an answer where there is a fault";
  if (room.tier(row) != expected.tier) return "another tier";
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    const bytecode::OutputInfo& output = program.schema.outputs[i];
    const int64_t value = room.value(i, row);
    if (output.type.kind == ValueKind::Text) {
      if (*reinterpret_cast<const std::string*>(value) != expected.outputs[i].text) {
        return "another text: " + output.name;
      }
    } else if (expected.outputs[i].number != value) {
      return output.name + " is " + std::to_string(value) + ", not " +
             expected.outputs[i].number.str();
    }
  }
  return "";
}

/// Numbers as narrow as nobody promised they would be: what does not fit must be left.
std::vector<Store> odd_stores(const Asked& asked, const columnar::Machine& machine,
                              Choices& choices) {
  std::vector<Store> stores = machine.narrowest();
  for (size_t i = 0; i < stores.size(); ++i) {
    const ValueKind kind = asked.bytecode().schema.outputs[i].type.kind;
    if (kind != ValueKind::Number) continue;
    constexpr Store kNumbers[] = {Store::I64, Store::I32, Store::I16};
    stores[i] = kNumbers[choices.below(3)];
  }
  return stores;
}

void check(Asked& asked, const std::vector<Decision>& expected, const Kernels& kernels,
           size_t stretch, Seen& seen) {
  columnar::Machine machine(asked.bytecode(), {&kernels, stretch});
  const size_t accounts = asked.batch.accounts;
  const std::vector<Store> stores =
      asked.choices.below(2) == 0 ? machine.narrowest() : odd_stores(asked, machine, asked.choices);
  Room room(stores, accounts);
  std::vector<size_t> left;
  const size_t cut = asked.choices.below(accounts + 1);
  machine.decide(asked.view(), 0, cut, asked.day(), room.answers(), left);
  machine.decide(asked.view(), cut, accounts, asked.day(), room.answers(), left);
  std::vector<uint8_t> is_left(accounts, 0);
  for (const size_t row : left) is_left[row] = 1;
  seen.rows += accounts;
  seen.left += left.size();
  seen.plans += machine.plans();
  for (size_t row = 0; row < accounts; ++row) {
    if (expected[row].fault) ++seen.faults;
    if (is_left[row] != 0) continue;
    const std::string found = difference(asked.bytecode(), expected[row], room, row);
    if (!found.empty()) {
      RC_FAIL(found + ", row " + std::to_string(row) + " of " + std::to_string(accounts) + ", " +
              kernels.name + ", stretch " + std::to_string(stretch));
    }
  }
}

TEST(LawColumnar, ColumnByColumnIsAccountByAccount) {
  Seen seen;
  const auto cases = generators::cases(3);
  law::holds("columnar = scalar, for every cut, stretch, store and instruction set",
             law::pairs() / 20, [&] {
               const Case one = *cases;
               if (one.questions.empty()) return;  // a smaller case of a failing one
               Asked asked(one);
               scalar::Machine scalar(asked.bytecode());
               std::vector<Decision> expected;
               for (size_t i = 0; i < asked.batch.accounts; ++i) {
                 expected.push_back(by_itself(asked, scalar, i));
               }
               for (const Kernels& kernels : columnar::all_kernels()) {
                 for (const size_t stretch : {size_t{64}, size_t{256}}) {
                   check(asked, expected, kernels, stretch, seen);
                 }
               }
             });
  std::cout << "     " << seen.rows << " rows, " << seen.left << " left, " << seen.faults
            << " faults, " << columnar::all_kernels().size() << " instruction sets\n";
  EXPECT_LT(seen.left * 4, seen.rows);
}

// ---- with the last day of each answer -----------------------------------------------------------

struct SeenLasting {
  uint64_t rows = 0;
  uint64_t by_columns = 0;
  uint64_t left = 0;  // of those
  uint64_t ends = 0;  // answers in columns that do not last for good
};

/// All that a decision says, for whoever reads it later.
bool same(const Decision& a, const Decision& b) {
  const bool faults_alike =
      !a.fault || (b.fault && a.fault->kind == b.fault->kind && a.fault_day == b.fault_day);
  return a == b && faults_alike && a.valid_until == b.valid_until && a.tier == b.tier;
}

std::string difference(const Bytecode& program, const Decision& expected,
                       const columnar::AnswerRoom& room, size_t row) {
  if (expected.fault) return "an answer where there is a fault";
  if (room.tier(row) != expected.tier) return "another tier";
  for (size_t i = 0; i < program.outputs.size(); ++i) {
    if (expected.outputs[i].number != room.number(i, row)) {
      return "another " + program.schema.outputs[i].name;
    }
  }
  return "";
}

/// One portion of accounts against what LastingDecider says of each.
template <class BatchOrView>
void check_portion(const Asked& asked, const BatchOrView& batch, size_t first, size_t end,
                   timeline::LastingBatchDecider& decider, columnar::AnswerRoom& room,
                   SeenLasting& seen) {
  timeline::LastingDecider by_itself(asked.bytecode());
  timeline::LeftOvers left;
  decider.decide(batch, first, end, asked.day(), room.from(first), left);
  seen.rows += end - first;
  if (decider.by_columns()) seen.by_columns += end - first;
  if (decider.by_columns()) seen.left += left.size();
  size_t next_left = 0;
  for (size_t row = first; row < end; ++row) {
    Decision expected;
    by_itself.decide(asked.batch, row, asked.day(), expected);
    if (next_left < left.size() && left[next_left].account == row) {
      if (!same(expected, left[next_left++].decision)) RC_FAIL("an account left over differs");
      continue;
    }
    const std::string found = difference(asked.bytecode(), expected, room, row);
    if (!found.empty()) RC_FAIL(found + ", row " + std::to_string(row));
    if (decider.valid_until(row) != expected.valid_until) RC_FAIL("another last day");
    if (expected.valid_until) ++seen.ends;
  }
  if (next_left != left.size()) RC_FAIL("accounts are left over that nobody asked for");
}

TEST(LawColumnar, ManyAtOnceLastAsLongAsOneByOne) {
  SeenLasting seen;
  const auto cases = generators::cases(3);
  law::holds("accounts by columns = account by account, with the last day of each answer",
             law::pairs() / 10, [&] {
               const Case one = *cases;
               if (one.questions.empty()) return;  // a smaller case of a failing one
               Asked asked(one);
               if (asked.bytecode().status) return;  // LastingDecider and nothing else
               timeline::LastingBatchDecider decider(asked.bytecode());
               const size_t accounts = asked.batch.accounts;
               columnar::AnswerRoom room(decider.narrowest(), accounts);
               const size_t cut = asked.choices.below(accounts + 1);
               check_portion(asked, asked.batch, 0, cut, decider, room, seen);
               check_portion(asked, asked.view(), cut, accounts, decider, room, seen);
             });
  std::cout << "     " << seen.rows << " rows, " << seen.by_columns << " by columns, " << seen.left
            << " of them left over, " << seen.ends << " answers that end\n";
  EXPECT_GT(seen.by_columns * 20, seen.rows);
  EXPECT_LT(seen.left * 4, seen.by_columns);
  EXPECT_GT(seen.ends * 100, seen.by_columns);
}

}  // namespace
}  // namespace tierline
