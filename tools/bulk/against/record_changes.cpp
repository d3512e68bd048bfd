#include "tools/bulk/against/record_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "tools/bulk/against/changes.hpp"
#include "tools/bulk/input/input.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kShownMax = 5;

/// Of an earlier run nothing is left but the names: those of texts end so, and of nothing else.
Counted counted_in(std::string_view file) {
  return file.ends_with(".csv") ? Counted::Lines : Counted::Rows;
}

/// "new: sale.csv line 7, sale.csv line 9 and 3 more"
void append(std::string& out, std::string_view what, const std::vector<std::string>& places,
            std::string_view tail) {
  if (places.empty()) return;
  const auto shown = std::min(places.size(), kShownMax);
  out +=
      fmt::format("{}{}: {}", out.empty() ? "" : "; ", what,
                  fmt::join(places.begin(), places.begin() + static_cast<ptrdiff_t>(shown), ", "));
  if (places.size() > shown) out += fmt::format(" and {} more", places.size() - shown);
  out += tail;
}

/// Moves what is in one list and not in the other out of both: equal records cancel out.
template <class Place>
void cancel(std::vector<Place>& a, std::vector<Place>& b) {
  const auto less = [](const Place& x, const Place& y) { return x.hash < y.hash; };
  std::stable_sort(a.begin(), a.end(), less);
  std::stable_sort(b.begin(), b.end(), less);
  std::vector<Place> only_a;
  std::vector<Place> only_b;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only_a), less);
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only_b), less);
  const auto by_place = [](const Place& x, const Place& y) {
    return std::pair(x.file, x.line) < std::pair(y.file, y.line);
  };
  std::sort(only_a.begin(), only_a.end(), by_place);
  std::sort(only_b.begin(), only_b.end(), by_place);
  a = std::move(only_a);
  b = std::move(only_b);
}

}  // namespace

RecordChanges::RecordChanges(const RunSide& before, const RunSide& now)
    : before_(before), now_(now), old_(index_of(before)), new_(index_of(now)) {}

/// A counting sort of all records by account.
RecordChanges::Index RecordChanges::index_of(const RunSide& side) {
  Index index;
  index.offsets.assign(side.accounts.size() + 1, 0);
  for (const FileRecords& file : *side.records) {
    for (const uint32_t account : file.accounts) {
      if (account != RecordLog::kNobody) ++index.offsets[account + 1];
    }
  }
  std::partial_sum(index.offsets.begin(), index.offsets.end(), index.offsets.begin());
  index.places.resize(index.offsets.back());
  std::vector<uint64_t> next(index.offsets.begin(), index.offsets.end() - 1);
  for (uint32_t file = 0; file < side.records->size(); ++file) {
    const FileRecords& records = (*side.records)[file];
    LineCounter lines(records);
    const bool has_rows = counted_in((*side.files)[file]) == Counted::Rows;
    for (size_t i = 0; i < records.size(); ++i) {
      const uint32_t on = lines.next();
      const uint32_t line = has_rows ? static_cast<uint32_t>(i + 1) : on;
      const uint32_t account = records.accounts[i];
      if (account == RecordLog::kNobody) continue;
      index.places[next[account]++] = {records.hashes[i], file, line};
    }
  }
  return index;
}

std::vector<RecordChanges::Place> RecordChanges::records_of(const Index& index, uint32_t account) {
  const auto begin = index.places.begin();
  return {begin + static_cast<ptrdiff_t>(index.offsets[account]),
          begin + static_cast<ptrdiff_t>(index.offsets[account + 1])};
}

std::string RecordChanges::describe(uint32_t old_account, uint32_t new_account) const {
  std::vector<Place> gone = records_of(old_, old_account);
  std::vector<Place> added = records_of(new_, new_account);
  cancel(gone, added);
  const auto text = [](const RunSide& side, const Place& place) {
    const std::string& file = (*side.files)[place.file];
    return file + " " + place_text(counted_in(file), place.line);
  };
  std::vector<std::string> added_texts;
  for (const Place& place : added) added_texts.push_back(text(now_, place));
  std::vector<std::string> gone_texts;
  std::vector<std::string> altered_texts;
  for (const Place& place : gone) {
    const std::string here = text(before_, place);
    const auto found = std::find(added_texts.begin(), added_texts.end(), here);
    (found == added_texts.end() ? gone_texts : altered_texts).push_back(here);
    if (found != added_texts.end()) added_texts.erase(found);
  }
  std::string out;
  append(out, "new", added_texts, "");
  append(out, "altered", altered_texts, "");
  append(out, "gone", gone_texts, " of the earlier run");
  return out;
}

}  // namespace tierline::bulk
