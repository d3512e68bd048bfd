#include "compiler/checked/tables/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

namespace {

// A range of whole numbers is tried one by one up to here; a longer one needs an `any` row.
constexpr int64_t kNumbersTriedMax = 1'000;

bool has_other(const TableKey& key, const CheckedProgram& program) {
  return key.size > named_positions(key, program);
}

/// A constant key: its position, or that of all other keys, or none.
KeyReach reach_of_constant(const TableKey& key, const Constant& value,
                           const CheckedProgram& program) {
  if (key.type.kind == Kind::Enum || key.type.kind == Kind::Bool) {
    return {{static_cast<size_t>(decimal::to_int64(value.number.coefficient).value_or(0))}, {}};
  }
  size_t position = 0;
  bool found = false;
  if (key.type.kind == Kind::Text) {
    const auto at = std::lower_bound(key.texts.begin(), key.texts.end(), value.text);
    found = at != key.texts.end() && *at == value.text;
    position = static_cast<size_t>(at - key.texts.begin());
  } else {
    const auto at = std::lower_bound(key.numbers.begin(), key.numbers.end(), value.number);
    found = at != key.numbers.end() && *at == value.number;
    position = static_cast<size_t>(at - key.numbers.begin());
  }
  if (found) return {{position}, {}};
  if (has_other(key, program)) return {{key.size - 1}, {}};
  return {{}, fmt::format("`{}`", value_text(value, key.type, program))};
}

/// A number between known bounds that are not far apart.
std::optional<KeyReach> reach_of_range(const TableKey& key, const Bounds& bounds,
                                       const CheckedProgram& program) {
  if (!bounds.low || !bounds.high) return std::nullopt;
  const auto low =
      decimal::to_int64(decimal::round(*bounds.low, 0, decimal::Rounding::Ceiling).coefficient);
  const auto high =
      decimal::to_int64(decimal::round(*bounds.high, 0, decimal::Rounding::Floor).coefficient);
  if (!low || !high || *high - *low > kNumbersTriedMax) return std::nullopt;
  KeyReach reach;
  for (int64_t value = *low; value <= *high; ++value) {
    const KeyReach one = reach_of_constant(key, {whole(value), ""}, program);
    if (one.beyond) return one;
    if (reach.positions.empty() || reach.positions.back() != one.positions[0]) {
      reach.positions.push_back(one.positions[0]);
    }
  }
  std::sort(reach.positions.begin(), reach.positions.end());
  return reach;
}

std::string case_text(const Table& table, const std::vector<size_t>& positions, size_t interval,
                      Days today, const CheckedProgram& program) {
  std::string text;
  for (size_t i = 0; i < positions.size(); ++i) {
    if (i > 0) text += ", ";
    text += key_text(table.keys[i], positions[i], program);
  }
  if (table.days.empty()) return text;
  const Days days = intersect(days_of_interval(table, interval), today);
  const Day shown = days.low > calendar::kDayMin ? days.low : days.high;
  return fmt::format("{} on {}", text, calendar::to_text(shown));
}

size_t interval_of(const Table& table, Day day) {
  const auto after = std::upper_bound(table.days.begin(), table.days.end(), day);
  return static_cast<size_t>(after - table.days.begin());
}

struct Search {
  const Table& table;
  const std::vector<KeyReach>& reach;
  const CheckedProgram& program;

  /// The first combination of keys without a row in the interval.
  std::optional<std::vector<size_t>> missing(size_t interval) const {
    std::vector<size_t> sizes;
    for (const KeyReach& key : reach) sizes.push_back(key.positions.size());
    std::vector<size_t> at(reach.size(), 0);
    std::vector<size_t> positions(reach.size());
    do {
      for (size_t i = 0; i < at.size(); ++i) positions[i] = reach[i].positions[at[i]];
      if (!table.cells[cell_at(table, positions, interval)]) return positions;
    } while (next_combination(sizes, at));
    return std::nullopt;
  }
};

}  // namespace

size_t named_positions(const TableKey& key, const CheckedProgram& program) {
  switch (key.type.kind) {
    case Kind::Enum:
      return program.enums[key.type.enum_id.index()].words.size();
    case Kind::Bool:
      return 2;
    case Kind::Text:
      return key.texts.size();
    default:
      return key.numbers.size();
  }
}

std::string key_text(const TableKey& key, size_t position, const CheckedProgram& program) {
  if (position >= named_positions(key, program)) {
    return key.type.kind == Kind::Text ? "any other text" : "any other number";
  }
  if (key.type.kind == Kind::Text) return fmt::format("`\"{}\"`", key.texts[position]);
  if (key.type.kind == Kind::Number) {
    return fmt::format("`{}`", number_text(key.numbers[position], key.type.unit));
  }
  return fmt::format("`{}`",
                     value_text({whole(static_cast<int64_t>(position)), ""}, key.type, program));
}

size_t cell_at(const Table& table, const std::vector<size_t>& positions, size_t interval) {
  size_t cell = 0;
  for (size_t i = 0; i < positions.size(); ++i) cell = cell * table.keys[i].size + positions[i];
  return cell * (table.days.size() + 1) + interval;
}

Days days_of_interval(const Table& table, size_t interval) {
  Days days;
  if (interval > 0) days.low = table.days[interval - 1];
  if (interval < table.days.size()) days.high = table.days[interval] - 1;
  return days;
}

bool next_combination(const std::vector<size_t>& sizes, std::vector<size_t>& at) {
  for (size_t i = at.size(); i > 0; --i) {
    if (++at[i - 1] < sizes[i - 1]) return true;
    at[i - 1] = 0;
  }
  return false;
}

KeyReach reach_of_all(const TableKey& key) {
  KeyReach reach;
  reach.positions.resize(key.size);
  std::iota(reach.positions.begin(), reach.positions.end(), size_t{0});
  return reach;
}

KeyReach reach_of(const TableKey& key, const Expr& argument, const CheckedProgram& program) {
  if (argument.kind == ExprKind::Constant)
    return reach_of_constant(key, argument.constant, program);
  KeyReach reach = reach_of_all(key);
  if (key.type.kind == Kind::Enum || key.type.kind == Kind::Bool) return reach;
  if (key.type.kind == Kind::Number) {
    if (auto range = reach_of_range(key, argument.bounds, program)) return *range;
  }
  if (!has_other(key, program)) {
    reach.beyond = key.type.kind == Kind::Text ? "any other text" : "any other number";
  }
  return reach;
}

Coverage cover(const Table& table, const std::vector<KeyReach>& reach, Days today,
               const CheckedProgram& program) {
  for (const KeyReach& key : reach) {
    if (key.beyond) return {key.beyond, {}};
  }
  const Search search{table, reach, program};
  const size_t first = interval_of(table, today.low);
  const size_t last = interval_of(table, today.high);
  for (size_t i = first; i <= last; ++i) {
    if (const auto positions = search.missing(i)) {
      return {case_text(table, *positions, i, today, program), {}};
    }
  }
  size_t low = first;
  size_t high = last;
  while (low > 0 && !search.missing(low - 1)) --low;
  while (high < table.days.size() && !search.missing(high + 1)) ++high;
  return {std::nullopt, {days_of_interval(table, low).low, days_of_interval(table, high).high}};
}

}  // namespace tierline::checked
