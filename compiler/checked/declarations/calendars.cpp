// Calendars: a weekend, holidays and extra working days, written here or in CSV files.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/tables/files.hpp"

namespace tierline::checked {

namespace {

constexpr std::string_view kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};

constexpr size_t kLinesReportedMax = 5;

std::vector<int> read_weekend(Work& work, const std::vector<ast::Word>& words) {
  std::vector<int> days;
  for (const ast::Word& word : words) {
    const auto found = std::find(std::begin(kWeekdays), std::end(kWeekdays), word.text);
    if (found != std::end(kWeekdays)) {
      days.push_back(static_cast<int>(found - std::begin(kWeekdays)));
      continue;
    }
    work.report(Code::ProgramSetting, word.span,
                fmt::format("`{}` is not a day of the week", word.text))
        .hint = work.suggest(word.text, {std::begin(kWeekdays), std::end(kWeekdays)});
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  if (days.size() == std::size(kWeekdays)) {
    work.report(Code::ProgramSetting, words.front().span,
                "a calendar needs a day on which people work");
    days.clear();
  }
  return days;
}

/// The column `day` of the header; other columns may only be called `name`.
std::optional<size_t> day_column(Work& work, const ast::Word& file, const base::CsvRecord& header) {
  std::optional<size_t> day;
  for (size_t i = 0; i < header.fields.size(); ++i) {
    const bool fits = header.fields[i] == "name" || (header.fields[i] == "day" && !day);
    if (header.fields[i] == "day" && !day) day = i;
    if (fits) continue;
    work.report(Code::TableHeader, file.span,
                fmt::format("{}: a list of days has no column `{}`", file.text, header.fields[i]))
        .hint = "its columns are `day` and, for people, `name`";
    return std::nullopt;
  }
  if (!day) {
    work.report(Code::TableHeader, file.span,
                fmt::format("{}: there is no column `day`", file.text))
        .hint = "the first line is `day`, then one day a line";
  }
  return day;
}

void read_day_line(Work& work, const ast::Word& file, const base::CsvRecord& record, size_t column,
                   std::vector<Day>& days, size_t& reported) {
  const bool there = !record.fault && column < record.fields.size();
  const auto day = there ? calendar::parse_day(record.fields[column]) : std::nullopt;
  if (day) {
    days.push_back(*day);
    return;
  }
  if (++reported > kLinesReportedMax) return;
  const std::string why =
      record.fault ? std::string(base::describe(*record.fault))
      : there      ? fmt::format("`{}` is not a day; write YYYY-MM-DD", record.fields[column])
                   : "there is no day";
  report_line(work, file, record.line, why);
}

void read_file(Work& work, const ast::Word& file, std::vector<Day>& days) {
  const auto text = load_file(work, file);
  if (!text) return;
  base::CsvReader csv(*text);
  base::CsvRecord record;
  std::optional<size_t> column;
  size_t reported = 0;
  while (csv.next(record)) {
    if (column) {
      read_day_line(work, file, record, *column, days, reported);
      continue;
    }
    column = day_column(work, file, record);
    if (!column) return;
  }
  if (!column) {
    work.report(Code::TableHeader, file.span, fmt::format("{}: the file is empty", file.text))
        .hint = "the first line is `day`, then one day a line";
  }
}

std::vector<Day> read_days(Work& work, const ast::DayList& list) {
  std::vector<Day> days;
  for (const ast::Word& word : list.days) {
    if (const auto day = work.day(word)) days.push_back(*day);
  }
  if (list.file) read_file(work, *list.file, days);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace

void declare_calendar(Work& work, const ast::CalendarDecl& decl) {
  const auto index = static_cast<uint32_t>(work.program.calendars.size());
  if (!work.calendars.emplace(decl.name.text, index).second) {
    work.report(Code::DuplicateName, decl.name.span,
                fmt::format("there is already a calendar `{}`", decl.name.text))
        .hint = "give one of them another name";
    return;
  }
  CalendarInfo out;
  out.name = decl.name.text;
  out.weekend = read_weekend(work, decl.weekend);
  out.holidays = read_days(work, decl.holidays);
  out.working_days = read_days(work, decl.working_days);
  const Days known = work.validity(decl.in_force);
  if (decl.in_force.from) out.first = known.low;
  if (decl.in_force.until) out.last = known.high;
  work.program.calendars.push_back(std::move(out));
}

}  // namespace tierline::checked
