#include "runtime/timeline/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::timeline {

namespace {

constexpr std::string_view kNoDayText = "-";

std::string day_text(Day day) {
  return day == kNoDay ? std::string(kNoDayText) : calendar::to_text(day);
}

std::string loss_text(const bytecode::Requirement& lost) {
  switch (lost.keep) {
    case bytecode::Keep::Grace:
      return fmt::format("{}: not met, and {} days of grace are over", lost.name, lost.grace_days);
    case bytecode::Keep::Assessed:
      return fmt::format("{}: not met on the assessment day", lost.name);
    case bytecode::Keep::Plain:
      break;
  }
  return fmt::format("{}: not met", lost.name);
}

/// Reads the words of a line one after the other; `failed` once one is not what it should be.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  bool failed = false;

  std::string_view next() {
    const size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    if (word.empty()) failed = true;
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return word;
  }

  Day day() {
    const std::string_view word = next();
    if (word == kNoDayText) return kNoDay;
    const auto day = calendar::parse_day(word);
    if (!day) failed = true;
    return day.value_or(kNoDay);
  }

  uint8_t flag() {
    const std::string_view word = next();
    if (word != "yes" && word != "no") failed = true;
    return word == "yes" ? 1 : 0;
  }

  uint32_t tier(const bytecode::EnumInfo& tiers) {
    const auto at = std::find(tiers.words.begin(), tiers.words.end(), next());
    if (at == tiers.words.end()) failed = true;
    return at == tiers.words.end() ? 0 : static_cast<uint32_t>(at - tiers.words.begin());
  }

  bool finished() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace

std::string describe(const Change& change, const Bytecode& program) {
  switch (change.cause) {
    case Cause::Launch:
      return "placed at launch";
    case Cause::Promotion:
      return fmt::format("promotion: all requirements met since {}", day_text(change.met_since));
    case Cause::Lost:
      return loss_text(program.tiers[change.of_tier].requirements[change.requirement]);
    case Cause::Ended:
      break;
  }
  return "the account does not exist any more";
}

std::string to_text(const State& state, const Bytecode& program) {
  const std::vector<std::string>& tiers = program.schema.enums[0].words;
  std::string line = fmt::format("{} {} {} {} {} {}", day_text(state.day), tiers[state.tier],
                                 tiers[state.tier_before], day_text(state.reached),
                                 day_text(state.held_until), day_text(state.assessed));
  for (const std::vector<Day>* days : {&state.crossed, &state.effective, &state.last_met}) {
    for (const Day day : *days) line += " " + day_text(day);
  }
  for (const uint8_t passed : state.passed) line += passed != 0 ? " yes" : " no";
  return line;
}

std::optional<State> state_from_text(std::string_view text, const Bytecode& program) {
  Words words(text);
  State state;
  state.day = words.day();
  state.tier = words.tier(program.schema.enums[0]);
  state.tier_before = words.tier(program.schema.enums[0]);
  state.reached = words.day();
  state.held_until = words.day();
  state.assessed = words.day();
  size_t requirements = 0;
  for (const bytecode::Tier& tier : program.tiers) requirements += tier.requirements.size();
  for (std::vector<Day>* days : {&state.crossed, &state.effective}) {
    for (size_t i = 0; i < program.tiers.size(); ++i) days->push_back(words.day());
  }
  for (size_t i = 0; i < requirements; ++i) state.last_met.push_back(words.day());
  for (size_t i = 0; i < requirements; ++i) state.passed.push_back(words.flag());
  if (words.failed || !words.finished()) return std::nullopt;
  return state;
}

}  // namespace tierline::timeline
