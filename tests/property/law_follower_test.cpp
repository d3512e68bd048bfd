// follower: on any rising days, and whatever the tier of the day before, the follower says what the
// machine says of each day by itself; what it says lasts to the day that it names; and it lets go
// of an account only where values are too wide for it or a demand ends the row.
//
// To see it red: in runtime/scalar/follower.cpp evaluate entries whose last day was the day before
// yesterday (`expires(entry) < day - 1`); in day_spans.hpp let a span last a day longer; in
// slice.cpp take `tier before today` for fixed.
#include "runtime/scalar/follower.hpp"

#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

using calendar::Day;
using generators::Built;
using generators::Case;
using generators::Choices;
using scalar::Flags;
using scalar::Follower;
using scalar::HeldTier;
using scalar::Machine;
using scalar::TierDays;

constexpr int kAsked = 24;    // days of each account
constexpr Day kStepMax = 50;  // days from one to the next

struct Seen {
  uint64_t days = 0;
  uint64_t followed = 0;
  uint64_t changes = 0;  // of the flags
};

bool same(const Flags& a, const Flags& b) {
  return a.met == b.met && a.exists == b.exists && a.assessing == b.assessing;
}

bool same(const std::optional<decision::Fault>& a, const std::optional<decision::Fault>& b) {
  return a.has_value() == b.has_value() &&
         (!a || (a->kind == b->kind && a->calendar == b->calendar));
}

bool same(const TierDays& a, const TierDays& b) {
  return a.promote_on == b.promote_on && a.holds_until == b.holds_until &&
         same(a.promote_fault, b.promote_fault) && same(a.holds_fault, b.holds_fault);
}

/// One account and the days on which it is asked.
class Walk {
 public:
  Walk(const Built& built, const batch::Batch& batch, size_t account, Choices choices)
      : built_(built),
        batch_(batch),
        account_(account),
        choices_(std::move(choices)),
        machine_(*built.compiled.bytecode) {}

  void check(Follower& follower, Seen& seen) {
    follower.begin(batch_, account_);
    const auto tiers = static_cast<int64_t>(built_.compiled.bytecode->tiers.size());
    Day day = *built_.compiled.bytecode->header.in_force_from;
    uint32_t before = 0;
    for (int i = 0; i < kAsked; ++i) {
      if (choices_.below(4) == 0) before = static_cast<uint32_t>(choices_.between(0, tiers));
      check_day(follower, day, before, seen);
      day += static_cast<Day>(choices_.between(0, kStepMax));
    }
  }

 private:
  void check_day(Follower& follower, Day day, uint32_t before, Seen& seen) {
    ++seen.days;
    const Flags* found = follower.ask(day, before);
    if (found == nullptr) return;
    ++seen.followed;
    const Flags expected = machine_on(day, before);
    if (expected.fault) fail(day, "a fault was passed over");
    if (!same(*found, expected)) fail(day, "other flags than the machine's");
    if (found->until < day) fail(day, "an answer that ended before its day");
    if (day > first_ && !same(last_, expected)) ++seen.changes;
    last_ = expected;
    const Day until = std::min(found->until, day + 1000);
    const Flags later = machine_on(until, before);
    if (later.fault || !same(*found, later)) fail(day, "an answer that does not last");
    if (choices_.below(3) == 0) check_tier_days(follower, day, before);
  }

  void check_tier_days(Follower& follower, Day day, uint32_t before) {
    TierDays expected;
    machine_.tier_days(row(day, before), expected);
    const TierDays* found = follower.tier_days();
    if (found != nullptr && !same(*found, expected)) fail(day, "other days of a tier");
  }

  scalar::Row row(Day day, uint32_t before) const {
    return {batch_, account_, day, HeldTier{.tier = 0, .before = before}};
  }
  Flags machine_on(Day day, uint32_t before) {
    Flags flags;
    machine_.require_today(row(day, before), flags);
    return flags;
  }

  void fail(Day day, const std::string& what) const {
    RC_FAIL(what + " on " + calendar::to_text(day) + "\n" +
            generators::to_text(*built_.compiled.checked, built_.questions[account_]));
  }

  const Built& built_;
  const batch::Batch& batch_;
  const size_t account_;
  Choices choices_;
  Machine machine_;
  const Day first_ = *built_.compiled.bytecode->header.in_force_from;
  Flags last_;
};

TEST(LawFollower, SaysWhatTheMachineSays) {
  Seen seen;
  const auto cases = generators::cases(3, generators::Status::Always);
  law::holds("the follower's flags are the machine's, for as long as it says", law::pairs() / 10,
             [&] {
               const Case one = *cases;
               const Built built = generators::build(one);
               if (!built.refused.empty())
                 RC_FAIL("a generated program was refused:\n" + built.refused);
               const auto batch = generators::to_batch(
                   *built.compiled.checked, built.compiled.bytecode->schema, built.questions);
               Follower follower(*built.compiled.bytecode);
               for (size_t i = 0; i < built.questions.size(); ++i) {
                 Walk(built, batch, i, Choices::replay(one.questions[i])).check(follower, seen);
               }
             });
  std::cout << "     " << seen.days << " days, " << seen.followed
            << " of which followed, the flags of " << seen.changes << " are others than before\n";
  EXPECT_GT(seen.followed * 10, seen.days * 9);
  EXPECT_GT(seen.changes * 50, seen.days);
}

}  // namespace
}  // namespace tierline
