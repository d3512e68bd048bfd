// Mutants of tiers, of how they move, and of calendars.
#include <fmt/format.h>

#include "tools/mutate/make/make.hpp"
#include "tools/mutate/make/steps.hpp"

namespace tierline::mutate {

namespace {

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};

/// `grace 60 days`: a day less, a day more, none at all.
void mutate_grace(Draft& draft, const ast::Requirement& requirement, Span tail) {
  if (!requirement.grace) return;
  for (const std::string& next : next_numbers(requirement.grace->text, 0)) {
    if (!next.starts_with('-')) draft.replace(Operator::Grace, requirement.grace->span, next);
  }
  const Span behind{requirement.grace->span.end, tail.end};
  const Span days = draft.find(behind, "days");
  const Span day = draft.find(behind, "day");
  const uint32_t end = days.empty() || (!day.empty() && day < days) ? day.end : days.end;
  draft.leave_out(Operator::Grace, {draft.find(tail, "grace").begin, end},
                  "`grace` of " + in_backticks(requirement.name.text));
}

void mutate_requirement(Draft& draft, const ast::Requirement& requirement) {
  const Span tail{draft.ast()[requirement.condition].span.end, requirement.span.end};
  draft.leave_out(Operator::Requirements, requirement.span,
                  in_backticks("requires " + requirement.name.text));
  mutate_expression(draft, requirement.condition);
  mutate_validity(draft, requirement.validity);
  mutate_grace(draft, requirement, tail);
  if (!requirement.assessed) return;
  draft.leave_out(Operator::Assessment,
                  {draft.find(tail, "assessed").begin, draft.find(tail, "yearly").end},
                  "`assessed yearly` of " + in_backticks(requirement.name.text));
}

/// The day of the year before and after, of a year without 29 February.
void mutate_assess_day(Draft& draft, const ast::Assess& assess) {
  constexpr int kCommonYear = 2023;
  int month = 1;
  while (month <= 12 && assess.month->text != kMonths[month - 1]) ++month;
  const int day = std::stoi(assess.day->text);
  if (!calendar::valid({kCommonYear, month, day})) return;
  for (const int step : {-1, 1}) {
    const calendar::Civil next =
        calendar::to_civil(calendar::to_day({kCommonYear, month, day}) + step);
    draft.replace(Operator::Assessment, base::join(assess.day->span, assess.month->span),
                  fmt::format("{} {}", next.day, kMonths[next.month - 1]));
  }
}

void mutate_assess(Draft& draft, const ast::Assess& assess) {
  if (assess.day && assess.month) mutate_assess_day(draft, assess);
  if (assess.anniversary) mutate_expression(draft, *assess.anniversary);
  if (!assess.once) return;
  const Span condition = draft.ast()[*assess.once].span;
  const Span once = draft.find({assess.span.begin, condition.begin}, "once");
  draft.leave_out(Operator::Assessment, {once.begin, condition.end},
                  in_backticks(draft.text({once.begin, condition.end})));
  mutate_expression(draft, *assess.once);
}

/// To the best tier kept, or so many tiers at most.
void mutate_demote(Draft& draft, const ast::Demote& demote) {
  const Span best{draft.find(demote.span, "to").begin, draft.find(demote.span, "kept").end};
  if (!demote.at_most) return draft.replace(Operator::Status, best, "at most 1 tier");
  for (const std::string& next : next_numbers(demote.at_most->text, 0)) {
    if (next != "0") draft.replace(Operator::Status, demote.at_most->span, next);
  }
  const Span unit = draft.find({demote.at_most->span.end, demote.span.end}, "tier");
  const Span units = draft.find({demote.at_most->span.end, demote.span.end}, "tiers");
  draft.replace(Operator::Status,
                {draft.find(demote.span, "at").begin, std::max(unit.end, units.end)},
                "to the best tier kept");
}

template <class Line>
void mutate_line(Draft& draft, const std::optional<Line>& line, const std::string& name) {
  if (line) draft.leave_out(Operator::Status, line->span, in_backticks(name));
}

/// One day of a list is left out, and a comma with it. The only one stays.
void leave_out_each(Draft& draft, const std::vector<ast::Word>& words, const std::string& of) {
  if (words.size() < 2) return;
  for (size_t i = 0; i < words.size(); ++i) {
    const Span gone = i == 0 ? Span{words[0].span.begin, words[1].span.begin}
                             : Span{words[i - 1].span.end, words[i].span.end};
    draft.add(Operator::Calendars,
              fmt::format("{} of {} is left out", in_backticks(words[i].text), of),
              {draft.edit(gone, "")});
  }
}

}  // namespace

void mutate(Draft& draft, const ast::TierDecl& tier) {
  for (const ast::Requirement& requirement : tier.requirements) {
    mutate_requirement(draft, requirement);
  }
}

void mutate(Draft& draft, const ast::StatusDecl& status) {
  mutate_line(draft, status.launch, "launch");
  for (const auto& [line, name] :
       {std::pair(&status.starts, "starts"), std::pair(&status.ends, "ends"),
        std::pair(&status.holds, "holds")}) {
    mutate_line(draft, *line, name);
    if (*line) mutate_expression(draft, *(*line)->value);
  }
  mutate_line(draft, status.promote, "promote");
  if (status.promote) mutate_expression(draft, status.promote->value);
  mutate_line(draft, status.assess, "assess");
  if (status.assess) mutate_assess(draft, *status.assess);
  if (status.demote) mutate_demote(draft, *status.demote);
}

void mutate(Draft& draft, const ast::CalendarDecl& calendar) {
  leave_out_each(draft, calendar.weekend, "the weekend");
  leave_out_each(draft, calendar.holidays.days, "the holidays");
  leave_out_each(draft, calendar.working_days.days, "the working days");
  mutate_validity(draft, calendar.in_force);
}

}  // namespace tierline::mutate
