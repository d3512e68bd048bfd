// Rows laid out as cells: one for each combination of keys and each stretch of days.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.hpp"
#include "compiler/checked/tables/coverage.hpp"
#include "compiler/checked/tables/rows.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

// Rows full of `any` write each cell again and again; an honest table writes it a few times.
constexpr size_t kWritesForEachCellMax = 16;

// Each wrong case is one report; beyond a few they are one mistake.
constexpr size_t kCasesReportedMax = 3;

struct Layout {
  Work& work;
  TableDraft& draft;
  Table& table;
  std::vector<bool> used;           // by row: it gave a cell
  std::vector<uint32_t> hidden_by;  // by row: the row that took its cells
  size_t reported = 0;
  size_t writes = 0;
  bool good = true;
};

// ---- keys and days as positions ----

void collect_keys(TableDraft& draft, const CheckedProgram& program) {
  for (size_t i = 0; i < draft.table.keys.size(); ++i) {
    TableKey& key = draft.table.keys[i];
    bool any = false;
    for (const RawRow& row : draft.rows) {
      any = any || row.keys[i].any;
      for (const Constant& value : row.keys[i].values) {
        if (key.type.kind == Kind::Text) key.texts.push_back(value.text);
        if (key.type.kind == Kind::Number) key.numbers.push_back(value.number);
      }
    }
    std::sort(key.texts.begin(), key.texts.end());
    key.texts.erase(std::unique(key.texts.begin(), key.texts.end()), key.texts.end());
    std::sort(key.numbers.begin(), key.numbers.end());
    key.numbers.erase(std::unique(key.numbers.begin(), key.numbers.end()), key.numbers.end());
    const bool open_ended = key.type.kind == Kind::Text || key.type.kind == Kind::Number;
    key.size = named_positions(key, program) + (open_ended && any ? 1 : 0);
  }
}

void collect_days(TableDraft& draft) {
  std::vector<Day>& days = draft.table.days;
  for (const RawRow& row : draft.rows) {
    if (row.days.low > calendar::kDayMin) days.push_back(row.days.low);
    if (row.days.high < calendar::kDayMax) days.push_back(row.days.high + 1);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

bool make_cells(Work& work, TableDraft& draft) {
  Table& table = draft.table;
  size_t count = table.days.size() + 1;
  for (const TableKey& key : table.keys) {
    if (key.size > 0) count *= key.size;
    if (count <= base::kTableCellsMax) continue;
    work.report(
            Code::TableTooLarge, table.span,
            fmt::format("the table `{}` has more than {} cases", table.name, base::kTableCellsMax))
        .hint = "keys multiply: split the table, or leave out a key";
    return false;
  }
  table.cells.resize(count);
  return true;
}

size_t position_of(const TableKey& key, const Constant& value) {
  if (key.type.kind == Kind::Text) {
    const auto at = std::lower_bound(key.texts.begin(), key.texts.end(), value.text);
    return static_cast<size_t>(at - key.texts.begin());
  }
  if (key.type.kind == Kind::Number) {
    const auto at = std::lower_bound(key.numbers.begin(), key.numbers.end(), value.number);
    return static_cast<size_t>(at - key.numbers.begin());
  }
  return static_cast<size_t>(decimal::to_int64(value.number.coefficient).value_or(0));
}

/// For each key the positions that the row is about.
std::vector<KeyReach> positions_of(const Table& table, const RawRow& row) {
  std::vector<KeyReach> out;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    if (row.keys[i].any) {
      out.push_back(reach_of_all(table.keys[i]));
      continue;
    }
    KeyReach reach;
    for (const Constant& value : row.keys[i].values) {
      reach.positions.push_back(position_of(table.keys[i], value));
    }
    std::sort(reach.positions.begin(), reach.positions.end());
    out.push_back(std::move(reach));
  }
  return out;
}

/// The stretches of days from the first to behind the last one of the row.
std::pair<size_t, size_t> intervals_of(const Table& table, Days days) {
  const auto index = [&](Day day) {
    const auto after = std::upper_bound(table.days.begin(), table.days.end(), day);
    return static_cast<size_t>(after - table.days.begin());
  };
  return {index(days.low), index(days.high) + 1};
}

std::string case_text(const Layout& layout, const std::vector<size_t>& positions, size_t interval) {
  std::string text;
  for (size_t i = 0; i < positions.size(); ++i) {
    if (i > 0) text += ", ";
    text += key_text(layout.table.keys[i], positions[i], layout.work.program);
  }
  if (layout.table.days.empty()) return text;
  const Days days = days_of_interval(layout.table, interval);
  const Day shown = days.low > calendar::kDayMin ? days.low : days.high;
  return fmt::format("{} on {}", text, calendar::to_text(shown));
}

// ---- one row after the other ----

std::string place_text(const TableRow& row, std::string_view otherwise) {
  return row.place.empty() ? std::string(otherwise) : fmt::format("{}", row.place);
}

void report_overlap(Layout& layout, uint32_t earlier, uint32_t later, const std::string& which) {
  layout.good = false;
  if (++layout.reported > kCasesReportedMax) return;
  const TableRow& first = layout.table.rows[earlier];
  const TableRow& second = layout.table.rows[later];
  auto& error = layout.work.report(
      Code::TableOverlap, second.span,
      second.place.empty()
          ? fmt::format("a second row for {}", which)
          : fmt::format("{}: a second row for {}, after {}", second.place, which, first.place));
  if (second.place.empty()) label(error, first.span, place_text(first, "the first row for it"));
  error.hint = "take one out, end the first with `until`, or let `first` or `sum` decide";
}

void add_up(const Layout& layout, TableCell& cell, const Constant& value) {
  if (layout.draft.decl->hit != ast::Hit::Sum) return;
  cell.value.number = decimal::trimmed(decimal::add(cell.value.number, value.number), 0);
}

/// False when the row clashes with an earlier one, and was reported.
bool put(Layout& layout, uint32_t row, const std::vector<size_t>& positions, size_t interval) {
  auto& cell = layout.table.cells[cell_at(layout.table, positions, interval)];
  const ast::Hit hit = layout.draft.decl->hit;
  if (!cell) {
    cell = TableCell{layout.draft.rows[row].value, row};
    layout.used[row] = true;
    return true;
  }
  if (hit == ast::Hit::Sum) {
    add_up(layout, *cell, layout.draft.rows[row].value);
    layout.used[row] = true;
    return true;
  }
  if (hit == ast::Hit::First) {
    layout.hidden_by[row] = cell->row;
    return true;
  }
  report_overlap(layout, cell->row, row, case_text(layout, positions, interval));
  return false;
}

/// The same word twice in one row: `A or A`.
bool names_twice(Layout& layout, uint32_t row, const std::vector<KeyReach>& reach) {
  for (size_t i = 0; i < reach.size(); ++i) {
    const auto& positions = reach[i].positions;
    const auto twice = std::adjacent_find(positions.begin(), positions.end());
    if (twice == positions.end()) continue;
    layout.good = false;
    layout.work.report(Code::TableOverlap, layout.table.rows[row].span,
                       fmt::format("this row names {} twice",
                                   key_text(layout.table.keys[i], *twice, layout.work.program)));
    return true;
  }
  return false;
}

bool too_many_writes(Layout& layout, const std::vector<KeyReach>& reach, size_t intervals) {
  size_t writes = intervals;
  for (const KeyReach& key : reach) writes *= std::max<size_t>(1, key.positions.size());
  layout.writes += writes;
  if (layout.writes <= kWritesForEachCellMax * base::kTableCellsMax) return false;
  layout.work
      .report(Code::TableTooLarge, layout.table.span,
              fmt::format("the rows of `{}` say the same cases again and again", layout.table.name))
      .hint = "use fewer rows with `any`";
  layout.good = false;
  return true;
}

/// False when the table cannot be laid out any further.
bool put_row(Layout& layout, uint32_t row) {
  const std::vector<KeyReach> reach = positions_of(layout.table, layout.draft.rows[row]);
  if (names_twice(layout, row, reach)) return true;
  const auto [first, behind] = intervals_of(layout.table, layout.draft.rows[row].days);
  if (too_many_writes(layout, reach, behind - first)) return false;
  std::vector<size_t> sizes;
  for (const KeyReach& key : reach) {
    if (key.positions.empty()) return true;
    sizes.push_back(key.positions.size());
  }
  std::vector<size_t> at(reach.size(), 0);
  std::vector<size_t> positions(reach.size());
  do {
    for (size_t i = 0; i < at.size(); ++i) positions[i] = reach[i].positions[at[i]];
    for (size_t interval = first; interval < behind; ++interval) {
      if (!put(layout, row, positions, interval)) return true;
    }
  } while (next_combination(sizes, at));
  return true;
}

// ---- what is missing, what is too much ----

/// A row with its place in words, if it stands in a file, or as a label.
void point_at(const Layout& layout, source::Diagnostic& error, uint32_t row,
              std::string_view what) {
  const TableRow& found = layout.table.rows[row];
  if (found.place.empty()) {
    label(error, found.span, std::string(what));
  } else {
    error.message += fmt::format(", {}: {}", what, found.place);
  }
}

/// The stretch `gap` has no row, the ones at `before` and `after` have.
void report_gap(Layout& layout, const std::vector<size_t>& positions, size_t before, size_t gap,
                size_t after) {
  layout.good = false;
  if (++layout.reported > kCasesReportedMax) return;
  const size_t base = cell_at(layout.table, positions, 0);
  auto& error = layout.work.report(
      Code::TableDayGap, layout.table.span,
      fmt::format("`{}` has no row for {}", layout.table.name, case_text(layout, positions, gap)));
  point_at(layout, error, layout.table.cells[base + before]->row, "the row before");
  point_at(layout, error, layout.table.cells[base + after]->row, "the row after");
  error.hint = fmt::format("`until` includes its day: the next row may begin on {}",
                           calendar::to_text(days_of_interval(layout.table, gap).low));
}

/// A stretch without a row between two that have one, for one combination of keys.
void check_gaps(Layout& layout, const std::vector<size_t>& positions) {
  const size_t base = cell_at(layout.table, positions, 0);
  const size_t count = layout.table.days.size() + 1;
  bool seen = false;
  std::optional<size_t> gap;
  for (size_t i = 0; i < count; ++i) {
    const bool there = layout.table.cells[base + i].has_value();
    if (there && gap) return report_gap(layout, positions, *gap - 1, *gap, i);
    if (!there && seen && !gap) gap = i;
    seen = seen || there;
  }
}

void check_all_gaps(Layout& layout) {
  if (layout.table.days.empty() || layout.draft.decl->hit == ast::Hit::Sum) return;
  std::vector<size_t> sizes;
  for (const TableKey& key : layout.table.keys) {
    if (key.size == 0) return;
    sizes.push_back(key.size);
  }
  std::vector<size_t> at(sizes.size(), 0);
  do {
    check_gaps(layout, at);
  } while (next_combination(sizes, at));
}

void check_complete(Layout& layout) {
  if (!layout.draft.decl->complete) return;
  std::vector<KeyReach> reach;
  for (const TableKey& key : layout.table.keys) {
    reach.push_back(reach_of_all(key));
    const bool open_ended = key.type.kind == Kind::Text || key.type.kind == Kind::Number;
    if (open_ended && key.size == named_positions(key, layout.work.program)) {
      reach.back().beyond = key.type.kind == Kind::Text ? "any other text" : "any other number";
    }
  }
  const Coverage coverage = cover(layout.table, reach, layout.work.in_force(), layout.work.program);
  if (!coverage.witness) return;
  layout.good = false;
  layout.work
      .report(Code::TableIncomplete, layout.table.span,
              fmt::format("`{}` is said to be complete, but has no row for {}", layout.table.name,
                          *coverage.witness))
      .hint = "add the row, or leave `complete` out and say `otherwise` at each use";
}

void warn_unreachable(Layout& layout) {
  for (uint32_t row = 0; row < layout.used.size(); ++row) {
    if (layout.used[row] || layout.hidden_by[row] == kNone) continue;
    const TableRow& hidden = layout.table.rows[row];
    const TableRow& earlier = layout.table.rows[layout.hidden_by[row]];
    auto& warning = layout.work.report(
        Code::TableRowUnreachable, hidden.span,
        hidden.place.empty()
            ? "this row is never chosen"
            : fmt::format("{} is never chosen, because of {}", hidden.place, earlier.place));
    if (hidden.place.empty()) label(warning, earlier.span, "a row before it takes its cases");
    warning.hint = "with `first` the special rows stand before the general ones";
  }
}

void find_bounds(Table& table) {
  const bool ordered = table.type.kind == Kind::Number || table.type.kind == Kind::Day;
  if (!ordered) return;
  for (const auto& cell : table.cells) {
    if (!cell) continue;
    const Decimal& value = cell->value.number;
    table.type.scale = std::max(table.type.scale, value.scale);
    if (!table.bounds.low || value < *table.bounds.low) table.bounds.low = value;
    if (!table.bounds.high || value > *table.bounds.high) table.bounds.high = value;
  }
}

}  // namespace

bool lay_out(Work& work, TableDraft& draft) {
  collect_keys(draft, work.program);
  collect_days(draft);
  if (!make_cells(work, draft)) return false;
  Layout layout{work, draft, draft.table, std::vector<bool>(draft.rows.size()),
                std::vector<uint32_t>(draft.rows.size(), kNone)};
  for (const RawRow& row : draft.rows) draft.table.rows.push_back(row.row);
  for (uint32_t row = 0; row < draft.rows.size(); ++row) {
    if (!put_row(layout, row)) return false;
  }
  if (layout.good) check_all_gaps(layout);
  if (layout.good) check_complete(layout);
  if (layout.good) warn_unreachable(layout);
  find_bounds(draft.table);
  return layout.good;
}

}  // namespace tierline::checked
