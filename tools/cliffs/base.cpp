#include "tools/cliffs/base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tools/bulk/run.hpp"
#include "tools/cliffs/walk/evaluator.hpp"
#include "tools/generate/population.hpp"
#include "tools/prove/draw.hpp"
#include "tools/prove/partner_of.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::cliffs {

namespace {

using prove::Fact;
using prove::Partner;
using prove::Record;

constexpr uint64_t kDrawn = 1'000;  // partners
constexpr int kEntriesTried = 48;   // as the one to vary, in each ledger
constexpr size_t kPointsMax = 64;   // of the axis, at which partners are compared

/// How much happens to a partner along the axis; more of the first counts for more.
struct Eventful {
  size_t moving = 0;  // of the outputs that are shown; each other word counts
  size_t ways = 0;    // of being decided
  friend auto operator<=>(const Eventful&, const Eventful&) = default;
};

/// The best partner so far.
class Contest {
 public:
  explicit Contest(const Setting& setting) : setting_(setting) {}

  void offer(const std::string& origin, const Partner& partner, Day today);
  /// The same, with an entry more, which is the one that is varied.
  void offer_with_entry(const std::string& origin, const Partner& partner, Day today);
  /// Something happens to the best one, and to what was asked for.
  bool is_decided() const { return score_.ways > 1 && (score_.moving > 0 || !setting_.chosen); }
  std::optional<Base>& best() { return best_; }

 private:
  void offer(const std::string& origin, const Partner& partner, Day today, const Lever& lever);
  const Twin* twin_of(const Lever& lever);
  bool moves_axis(const Twin& twin) const;
  std::vector<int64_t> points(const Lever& lever) const;
  /// The values of each output that is shown, as far as they were seen.
  using Seen = std::map<size_t, std::set<bytecode::BigInt>>;
  void note(const decision::Decision& decision, Seen& seen) const;
  size_t moving(const Seen& seen) const;
  Eventful score_of(const Partner& partner, Day today, const Lever& lever);

  const Setting& setting_;
  std::map<std::pair<uint32_t, uint32_t>, std::optional<Twin>> twins_;
  std::optional<Base> best_;
  Eventful score_;
};

const Twin* Contest::twin_of(const Lever& lever) {
  const auto key = std::pair(lever.level, lever.field);
  auto found = twins_.find(key);
  if (found == twins_.end()) {
    found = twins_.emplace(key, make_twin(setting_.program.bytecode, lever)).first;
  }
  return found->second ? &*found->second : nullptr;
}

/// A count of entries rises where the fact lets one more in, and not with the fact: no walk.
bool Contest::moves_axis(const Twin& twin) const {
  const auto& axis = setting_.program.axis;
  return !axis || twin.code.outputs[*axis].value != setting_.program.bytecode.outputs[*axis].value;
}

/// The numbers that the program compares the field with, and 1, 2 and 5 in every power of ten.
std::vector<int64_t> Contest::points(const Lever& lever) const {
  const FieldRange range = range_of(setting_.program.bytecode.schema, lever);
  const bool account = lever.level == bytecode::kAccountLevel;
  const auto& interests =
      account ? setting_.interests.account : setting_.interests.ledgers[lever.level - 1];
  std::vector<int64_t> out = {0, range.low};
  for (const int64_t number : interests[lever.field].numbers) {
    if (out.size() < kPointsMax) out.push_back(number);
  }
  for (int64_t power = 1; power <= 100'000'000'000; power *= 10) {
    for (const int64_t digit : {1, 2, 5}) out.push_back(digit * power);
  }
  std::erase_if(out, [&](int64_t value) { return value < range.low || value > range.high; });
  return out;
}

Eventful Contest::score_of(const Partner& partner, Day today, const Lever& lever) {
  const Twin* twin = twin_of(lever);
  if (twin == nullptr || !moves_axis(*twin)) return {};
  Evaluator evaluator(*twin, lever, partner, today);
  std::set<Signature> ways;
  Seen seen;
  for (const int64_t value : points(lever)) {
    const decision::Decision& decision = evaluator.decide(value);
    ways.insert(evaluator.signature_of(decision));
    note(decision, seen);
  }
  return {moving(seen), ways.size()};
}

void Contest::note(const decision::Decision& decision, Seen& seen) const {
  if (decision.fault) return;
  for (const size_t output : setting_.program.shown) {
    seen[output].insert(decision.outputs[output].number);
  }
}

size_t Contest::moving(const Seen& seen) const {
  size_t moved = 0;
  for (const auto& [output, values] : seen) {
    const auto kind = setting_.program.bytecode.schema.outputs[output].type.kind;
    moved += prove::is_counted(kind) ? std::min<size_t>(values.size() - 1, 1) : values.size() - 1;
  }
  return moved;
}

void Contest::offer(const std::string& origin, const Partner& partner, Day today,
                    const Lever& lever) {
  const Eventful score = score_of(partner, today, lever);
  if (score <= score_) return;
  score_ = score;
  best_ = Base{origin, partner, today, lever};
}

void Contest::offer(const std::string& origin, const Partner& partner, Day today) {
  if (const auto lever = find_lever(setting_, partner, today)) {
    offer(origin, partner, today, *lever);
  }
}

void Contest::offer_with_entry(const std::string& origin, const Partner& partner, Day today) {
  prove::PartnerDraw draw(setting_.program.bytecode, setting_.interests, today, 1);
  for (size_t ledger = 0; ledger < partner.ledgers.size(); ++ledger) {
    generate::Stream stream(1, ledger, kEntriesTried);
    for (int i = 0; i < kEntriesTried; ++i) {
      auto entry = draw.draw_entry(stream, ledger);
      if (!entry) break;
      Partner more = partner;
      more.ledgers[ledger].push_back(*std::move(entry));
      const auto lever = find_lever(setting_, more, today);
      const bool varied =
          lever && lever->level == ledger + 1 && lever->entry + 1 == more.ledgers[ledger].size();
      if (varied) offer(origin + ", and an entry more", more, today, *lever);
    }
  }
}

struct Candidate {
  std::string origin;
  Partner partner;
  Day today = 0;
};

/// The scenarios whose facts are good, on their own days or on the day asked for.
std::vector<Candidate> scenarios_of(const Setting& setting) {
  std::vector<Candidate> out;
  for (const checked::Scenario& scenario : setting.program.program.scenarios) {
    auto partner = prove::partner_of(setting.program.bytecode.schema,
                                     prove::records_of(setting.program.program, scenario.facts));
    if (!partner) continue;
    const std::string origin = fmt::format("scenario \"{}\"", scenario.title);
    std::set<Day> days;
    for (const checked::ScenarioStep& step : scenario.steps) {
      days.insert(setting.as_of.value_or(step.today));
    }
    for (const Day day : days) {
      if (bulk::check_in_force(setting.program.bytecode, day)) continue;
      out.push_back({origin, partner.value(), day});
    }
  }
  return out;
}

std::optional<RunError> check_drawing(const Setting& setting, Day today) {
  const bytecode::Bytecode& code = setting.program.bytecode;
  const generate::Window window = generate::make_window(code.header, setting.interests, today);
  if (auto error = generate::AccountDraw(code.schema, setting.interests, window).check(1)) {
    return error;
  }
  for (size_t i = 0; i < code.schema.ledgers.size(); ++i) {
    const generate::LedgerDraw ledger(code.schema, i, setting.interests, window, 1);
    if (auto error = ledger.check()) return error;
  }
  return std::nullopt;
}

void offer_drawn(const Setting& setting, Day today, Contest& contest) {
  prove::PartnerDraw draw(setting.program.bytecode, setting.interests, today, 1);
  std::optional<Partner> first;
  for (uint64_t number = 0; number < kDrawn; ++number) {
    Partner partner = draw.draw(1, number);
    contest.offer("drawn", partner, today);
    if (!first) first = std::move(partner);
  }
  if (!contest.best()) contest.offer_with_entry("drawn", *first, today);
}

RunError immovable(const Axis& axis) {
  return RunError{fmt::format(
      "no amount of an account or of one entry moves `{}`: it cannot be walked along", axis.name)};
}

base::Result<Day, RunError> day_of(const Setting& setting) {
  const bytecode::Bytecode& code = setting.program.bytecode;
  if (!setting.as_of) return generate::last_day(code.header);
  if (auto error = bulk::check_in_force(code, *setting.as_of)) return *error;
  return *setting.as_of;
}

}  // namespace

base::Result<Base, RunError> base_of_facts(const Setting& setting,
                                           const std::vector<bulk::FactRecord>& records) {
  const auto today = day_of(setting);
  if (!today) return today.error();
  const auto partner = prove::partner_of(setting.program.bytecode.schema, records);
  if (!partner) return partner.error();
  Contest contest(setting);
  contest.offer("facts", partner.value(), today.value());
  if (!contest.best() && !check_drawing(setting, today.value())) {
    contest.offer_with_entry("facts", partner.value(), today.value());
  }
  if (!contest.best()) return immovable(setting.axis);
  return *contest.best();
}

base::Result<Base, RunError> find_base(const Setting& setting) {
  const auto today = day_of(setting);
  Contest contest(setting);
  const std::vector<Candidate> scenarios = scenarios_of(setting);
  for (const Candidate& one : scenarios) contest.offer(one.origin, one.partner, one.today);
  if (contest.is_decided()) return *contest.best();
  if (!today) return today.error();
  if (auto error = check_drawing(setting, today.value())) return *error;
  offer_drawn(setting, today.value(), contest);
  if (contest.is_decided()) return *contest.best();
  for (const Candidate& one : scenarios) {
    contest.offer_with_entry(one.origin, one.partner, one.today);
  }
  if (!contest.best()) return immovable(setting.axis);
  return *contest.best();
}

}  // namespace tierline::cliffs
