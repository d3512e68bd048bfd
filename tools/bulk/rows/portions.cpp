#include "tools/bulk/rows/portions.hpp"

#include <algorithm>
#include <numeric>

namespace tierline::bulk {

namespace {

constexpr size_t kGroupsMax = 4096;

/// The owner of an entry's row.
uint32_t owner_of(const char* row) { return load<uint32_t>(row); }

/// Calls `visit` with each row of a group whose owner is one of `count` accounts from `first` on.
template <class Visit>
void for_each_row(const GroupRows& rows, const RowLayout& layout, size_t first, size_t count,
                  Visit visit) {
  for (const std::string_view piece : rows.pieces) {
    const char* end = piece.data() + piece.size();
    for (const char* row = piece.data(); row < end; row += layout.size_of(row)) {
      if (owner_of(row) - first < count) visit(row);
    }
  }
}

}  // namespace

Portions::Portions(const bytecode::Schema& schema, bool with_places, KeyTexts key_texts)
    : schema_(&schema), accounts_(RowLayout::of_accounts(schema.account, key_texts)) {
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    entries_.push_back(RowLayout::of_entries(ledger, with_places));
  }
}

void Portions::add(AccountPage page) {
  if (page.begins.empty()) return;
  page.first = rows_;
  rows_ += page.begins.size();
  bytes_ += page.size + page.begins.size() * sizeof(uint32_t);
  pages_.push_back(std::move(page));
}

void Portions::arrange(std::vector<uint32_t> order) { order_ = std::move(order); }

void Portions::begin_entries(size_t memory, std::filesystem::path scratch) {
  const size_t portions = std::max<size_t>(1, (rows_ + kPortionAccounts - 1) / kPortionAccounts);
  const size_t each = (portions + kGroupsMax - 1) / kGroupsMax;
  accounts_each_ = each * kPortionAccounts;
  groups_ = (portions + each - 1) / each;
  store_ = std::make_unique<EntryStore>(entries_.size(), groups_, memory, std::move(scratch));
}

void Portions::begin_totals(const bytecode::Bytecode& program) {
  totals_ = std::make_unique<scalar::RollUp>(program, rows_);
}

/// The rows of accounts that follow one another in key order.
std::vector<const char*> Portions::account_rows(size_t first, size_t count) const {
  std::vector<const char*> rows;
  rows.reserve(count);
  const AccountPage* page = nullptr;
  for (size_t i = first; i < first + count; ++i) {
    const size_t row = order_.empty() ? i : order_[i];
    if (page == nullptr || row - page->first >= page->begins.size()) {
      const auto behind = std::upper_bound(
          pages_.begin(), pages_.end(), row,
          [](size_t wanted, const AccountPage& one) { return wanted < one.first; });
      page = &*std::prev(behind);
    }
    rows.push_back(page->bytes + page->begins[row - page->first]);
  }
  return rows;
}

base::Result<Portion, RunError> Portions::load(const AccountIndex& keys, size_t first,
                                               size_t count) const {
  auto batch = std::make_shared<batch::Batch>();
  auto places = std::make_shared<std::vector<std::vector<EntryPlace>>>();
  batch->accounts = count;
  const std::vector<const char*> rows = account_rows(first, count);
  batch->columns = accounts_.columns(rows, [&](size_t i) { return keys.key(first + i); });
  Portion portion{first, count, nullptr, 0, nullptr};
  if (totals_) batch->reduced = totals_->columns(first, count);
  for (size_t i = 0; i < entries_.size(); ++i) {
    if (totals_) {
      batch->ledgers.push_back({std::vector<uint64_t>(count + 1, 0), entries_[i].columns({}, {})});
    } else if (auto error = load_ledger(i, portion, *batch, *places)) {
      return *error;
    }
  }
  portion.batch = std::move(batch);
  portion.places = std::move(places);
  return portion;
}

/// A counting sort by account: entries of one account keep the order of the files.
std::optional<RunError> Portions::load_ledger(size_t ledger, Portion& portion, batch::Batch& batch,
                                              std::vector<std::vector<EntryPlace>>& places) const {
  const RowLayout& layout = entries_[ledger];
  batch::LedgerBatch& out = batch.ledgers.emplace_back();
  out.offsets.assign(portion.count + 1, 0);
  std::vector<GroupRows> groups;
  const size_t last = portion.count == 0 ? 0 : portion.first + portion.count - 1;
  for (size_t group = portion.first / accounts_each_; group <= last / accounts_each_; ++group) {
    auto loaded = store_->load(ledger, group);
    if (!loaded) return loaded.error();
    groups.push_back(std::move(loaded).value());
  }
  for (const GroupRows& group : groups) {
    for_each_row(group, layout, portion.first, portion.count,
                 [&](const char* row) { ++out.offsets[owner_of(row) - portion.first + 1]; });
  }
  std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());
  std::vector<uint64_t> next(out.offsets.begin(), out.offsets.end() - 1);
  std::vector<const char*> rows(out.offsets.back());
  for (const GroupRows& group : groups) {
    for_each_row(group, layout, portion.first, portion.count,
                 [&](const char* row) { rows[next[owner_of(row) - portion.first]++] = row; });
  }
  out.columns = layout.columns(rows, {});
  if (!layout.has_places()) return std::nullopt;
  std::vector<EntryPlace>& found = places.emplace_back();
  found.reserve(rows.size());
  for (const char* row : rows) found.push_back(layout.place_of(row));
  return std::nullopt;
}

}  // namespace tierline::bulk
