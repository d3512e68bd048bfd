// The status: how the tier moves in time. Its lines become expressions over facts and today; what
// they mean day by day is the business of runtime/timeline.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"

namespace tierline::checked {

void declare_status(Work& work) {
  const auto decls = all_of<ast::StatusDecl>(work.ast);
  if (decls.empty()) return;
  const ast::StatusDecl& decl = *decls[0];
  work.status = &decl;
  for (size_t i = 1; i < decls.size(); ++i) {
    report_twice(work, decls[i]->name.span, decl.name.span, "status");
  }
  if (!work.program.in_force_from) {
    work.report(Code::StatusStart, decl.name.span, "the tier moves from a first day on; which one?")
        .hint = "write in `program`: `in force from 2022-07-01`";
  }
  if (work.program.enums[0].words.size() == 1) {
    work.report(Code::StatusTiers, decl.name.span, "the program declares no tiers to move between")
        .hint = "name them first: `tiers Silver < Gold`";
    return;
  }
  work.tier_asked = decl.name.span;
}

namespace {

/// A whole number as written; more than any limit if it has too many digits.
size_t count_of(const ast::Word& word) {
  std::string digits = word.text;
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  uint32_t count = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return fault == std::errc() ? count : SIZE_MAX;
}

bool has_status(Work& work, Span span, std::string_view words) {
  if (work.status) return true;
  work.report(Code::StatusMissing, span,
              fmt::format("`{}` means nothing without a `status`: no tier is held", words))
      .hint = "say how the tier moves: `status tier { promote after 3 days }`";
  return false;
}

bool check_grace(Work& work, const ast::Word& word, Requirement& out) {
  const size_t days = count_of(word);
  if (days >= 1 && days <= static_cast<size_t>(base::kGraceDaysMax)) {
    out.keep = Keep::Grace;
    out.grace_days = static_cast<int>(days);
    return has_status(work, word.span, "grace");
  }
  work.report(Code::GraceDays, word.span,
              days == 0 ? "a grace of no day changes nothing"
                        : fmt::format("a grace has at most {} days", base::kGraceDaysMax))
      .hint = days == 0 ? "leave `grace` out" : "a tier that is held longer wants `holds until`";
  return false;
}

bool check_assessed(Work& work, const ast::Requirement& decl, Requirement& out) {
  out.keep = Keep::Assessed;
  if (!has_status(work, decl.name.span, "assessed yearly")) return false;
  if (work.status->assess) return true;
  auto& error = work.report(Code::AssessmentMissing, decl.name.span,
                            fmt::format("nothing says when `{}` is assessed", decl.name.text));
  label(error, work.status->name.span, "this status has no `assess`");
  error.hint = "add to the status: `assess on 1 January`";
  return false;
}

}  // namespace

bool check_keep(Work& work, const ast::Requirement& decl, Requirement& out) {
  if (decl.grace && decl.assessed) {
    work.report(Code::KeptTwice, decl.grace->span,
                fmt::format("`{}` is assessed once a year, and has a grace", decl.name.text))
        .hint = "keep one: between two assessments nothing is looked at, so no grace is needed";
    return false;
  }
  if (decl.grace) return check_grace(work, *decl.grace, out);
  return !decl.assessed || check_assessed(work, decl, out);
}

namespace {

/// The day of `assess on 1 January` must be there in every year.
bool in_every_year(Work& work, const ast::Assess& decl, int month, size_t day) {
  constexpr int kCommonYear = 2023;
  constexpr int kFebruary = 2;
  const auto last = static_cast<size_t>(calendar::days_in_month(kCommonYear, month));
  if (day >= 1 && day <= last) return true;
  auto& error = work.report(
      Code::AssessmentDay, join(decl.day->span, decl.month->span),
      fmt::format("{} year has a {} {}", month == kFebruary && day == last + 1 ? "not every" : "no",
                  decl.day->text, decl.month->text));
  error.hint = month == kFebruary && day == last + 1
                   ? "write `28 February` or `1 March`"
                   : fmt::format("{} has the days 1 to {}", decl.month->text, last);
  return false;
}

Maybe assessment_day(Work& work, Expressions& expressions, const ast::Assess& decl) {
  if (decl.anniversary) return expressions.each_anniversary(*decl.anniversary);
  const auto month = find_month(work, *decl.month, Code::AssessmentDay);
  const size_t day = count_of(*decl.day);
  if (!month || !in_every_year(work, decl, *month, day)) return std::nullopt;
  return expressions.each_year(*month, static_cast<int>(day),
                               join(decl.day->span, decl.month->span));
}

bool some_requirement_is_assessed(const Work& work) {
  return std::any_of(work.tier_decls.begin(), work.tier_decls.end(), [](const ast::TierDecl* decl) {
    return decl && std::any_of(decl->requirements.begin(), decl->requirements.end(),
                               [](const ast::Requirement& one) { return one.assessed; });
  });
}

/// The lines of one status, each into its place. A line with an error stays out: the program is
/// not handed over then.
class Lines {
 public:
  Lines(Work& work, const ast::StatusDecl& decl) : work_(work), decl_(decl) {
    out_.span = decl.span;
  }

  Status take() {
    launch();
    account();
    if (decl_.promote) promote(*decl_.promote);
    if (decl_.assess) assess(*decl_.assess);
    if (decl_.demote) demote(*decl_.demote);
    holds();
    return std::move(out_);
  }

 private:
  Expressions expressions() {
    Scope scope;
    scope.today = work_.in_force();
    scope.today_bounds = work_.today_bounds(work_.tier_elsewhere);
    return {work_, scope};
  }

  std::optional<uint32_t> rule(std::string name, const std::optional<ast::ClauseRef>& because) {
    out_.lines.push_back({std::move(name), work_.clause(because)});
    return out_.lines.back().clause;
  }
  void launch() {
    if (!decl_.launch) return;
    out_.launch_at_once = true;
    out_.launch_clause = rule("launch", decl_.launch->because);
  }
  void account() {
    const auto day = [&](std::string name, const std::optional<ast::StatusLine>& line) {
      if (line) rule(std::move(name), line->because);
      return line ? line->value : std::nullopt;
    };
    const auto starts = day("starts", decl_.starts);
    const auto ends = day("ends", decl_.ends);
    if (ends) out_.ends = expressions().last_day(*ends);
    if (starts || out_.ends) out_.exists = expressions().exists(starts, out_.ends);
  }
  void promote(const ast::Promote& line) {
    out_.promote_on = line.after
                          ? expressions().delayed(line.value)
                          : expressions().day_value(line.value, "the day after `promote on`");
    out_.promote_clause = rule("promote", line.because);
  }
  void assess(const ast::Assess& line) {
    Expressions both = expressions();
    const Maybe day = assessment_day(work_, both, line);
    const Maybe once = line.once ? both.condition(*line.once, "the condition after `once`") : day;
    if (day && once) out_.assessing = line.once ? both.both(day, once, line.span) : day;
    out_.assess_clause = rule("assess", line.because);
    if (some_requirement_is_assessed(work_)) return;
    work_.report(Code::AssessmentUseless, line.span, "no requirement is assessed").hint =
        "leave this line out, or write `assessed yearly` after a requirement";
  }
  void demote(const ast::Demote& line) {
    out_.demote_clause = rule("demote", line.because);
    if (!line.at_most) return;
    const size_t tiers = count_of(*line.at_most);
    if (tiers >= 1 && tiers <= base::kDemoteTiersMax) {
      out_.demote_limit = static_cast<uint32_t>(tiers);
      return;
    }
    work_
        .report(Code::DemoteLimit, line.at_most->span,
                tiers == 0 ? "a tier that cannot fall is held for ever"
                           : fmt::format("a tier falls at most {} tiers", base::kDemoteTiersMax))
        .hint = tiers == 0 ? "write `at most 1 tier`, or let it be held: `holds until DAY`"
                           : "write `demote to the best tier kept`";
  }
  void holds() {
    if (!decl_.holds) return;
    out_.holds_until = expressions().day_value(*decl_.holds->value, "the day after `holds until`");
    out_.holds_clause = rule("holds", decl_.holds->because);
  }

  Work& work_;
  const ast::StatusDecl& decl_;
  Status out_;
};

}  // namespace

void check_status(Work& work) {
  if (!work.status) return;
  work.program.status = Lines(work, *work.status).take();
}

}  // namespace tierline::checked
