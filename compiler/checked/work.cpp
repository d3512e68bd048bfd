#include "compiler/checked/work.hpp"

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest.hpp"

namespace tierline::checked {

std::string Work::suggest(std::string_view name, std::vector<std::string_view> candidates) {
  if (++suggestions_made > base::kErrorsShownMax) return "";
  const std::string_view best = base::nearest(name, candidates);
  return best.empty() ? "" : fmt::format("did you mean `{}`?", best);
}

std::optional<uint32_t> Work::clause(const std::optional<ast::ClauseRef>& because) {
  if (!because) return std::nullopt;
  const std::string id = because->source.text + "." + because->clause.text;
  if (const auto found = clauses.find(id); found != clauses.end()) return found->second;
  std::vector<std::string_view> candidates;
  for (const Clause& known : program.clauses) candidates.push_back(known.id);
  const Span span = join(because->source.span, because->clause.span);
  report(Code::UnknownClause, span, fmt::format("no source has a clause `{}`", id)).hint =
      suggest(id, std::move(candidates));
  return std::nullopt;
}

std::optional<Day> Work::day(const ast::Word& word) {
  const auto day = calendar::parse_day(word.text);
  if (!day) {
    report(Code::BadDay, word.span, fmt::format("`{}` is not a day of the calendar", word.text))
        .hint =
        fmt::format("a day is written YYYY-MM-DD, from {} to {}",
                    calendar::to_text(calendar::kDayMin), calendar::to_text(calendar::kDayMax));
  }
  return day;
}

Days Work::validity(const ast::Validity& validity) {
  Days days;
  if (validity.from) days.low = day(*validity.from).value_or(calendar::kDayMin);
  if (validity.until) days.high = day(*validity.until).value_or(calendar::kDayMax);
  if (days.low <= days.high) return days;
  auto& error = report(Code::ValidityReversed, validity.until->span,
                       fmt::format("`until {}` lies before `from {}`: there is no such day",
                                   validity.until->text, validity.from->text));
  label(error, validity.from->span, "it would begin here");
  error.hint = "both days are included; for one day write the same date twice";
  return {};
}

}  // namespace tierline::checked
