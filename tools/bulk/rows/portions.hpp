// Portions: the facts of all accounts as rows, from which the batch of a few accounts that follow
// one another in key order is made when somebody is about to decide them. Entries are kept as rows
// too, or only what they come to.
// Made by: tools/bulk/read    Read by: tools/bulk/read/data.hpp
// Tested by: tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "runtime/batch/batch.hpp"
#include "runtime/scalar/roll_up.hpp"
#include "tools/bulk/read/account_index.hpp"
#include "tools/bulk/rows/entry_store.hpp"
#include "tools/bulk/rows/row_layout.hpp"
#include "tools/bulk/rows/row_memory.hpp"

namespace tierline::bulk {

/// Accounts that follow one another in key order, with all their facts.
struct Portion {
  size_t first = 0;  // in Data::accounts
  size_t count = 0;
  std::shared_ptr<const batch::Batch> batch;  // other accounts may be in it too
  size_t first_row = 0;                       // of the first account
  // by ledger and row of the batch, if they are kept
  std::shared_ptr<const std::vector<std::vector<EntryPlace>>> places;

  size_t end() const { return first + count; }
  /// Where an account of the portion stands in the batch.
  size_t row(size_t account) const { return account - first + first_row; }
};

/// How many accounts a portion has at most. It follows from the facts alone, never from threads or
/// memory, so that every run of the same facts is cut alike.
inline constexpr size_t kPortionAccounts = 4096;

/// Rows of accounts in the order of the file.
struct AccountPage {
  size_t first = 0;             // of all rows
  const char* bytes = nullptr;  // in Portions::memory
  size_t size = 0;
  std::vector<uint32_t> begins;  // in `bytes`, by row
};

class Portions {
 public:
  /// The schema must outlive it.
  Portions(const bytecode::Schema& schema, bool with_places, KeyTexts key_texts);

  /// Where the rows of accounts are put.
  RowMemory& memory() { return memory_; }
  void add(AccountPage page);
  /// When all accounts are added: how their rows stand in key order; nothing: as they were added.
  void arrange(std::vector<uint32_t> order);
  /// Then: room for entries, in memory up to a limit; see EntryStore.
  void begin_entries(size_t memory, std::filesystem::path scratch);
  /// Or, for a program that can be rolled up: for what they come to, and no entry is kept.
  void begin_totals(const bytecode::Bytecode& program);

  const RowLayout& accounts() const { return accounts_; }
  const RowLayout& entries(size_t ledger) const { return entries_[ledger]; }
  size_t bytes() const { return bytes_; }  // of the accounts

  /// Groups of accounts, each of whole portions.
  size_t groups() const { return groups_; }
  size_t group_of(uint32_t account) const { return account / accounts_each_; }
  EntryStore& store() { return *store_; }
  /// Nothing: entries are kept.
  scalar::RollUp* totals() { return totals_.get(); }

  /// Accounts that follow one another. May be asked by many threads.
  base::Result<Portion, RunError> load(const AccountIndex& keys, size_t first, size_t count) const;

 private:
  std::vector<const char*> account_rows(size_t first, size_t count) const;
  std::optional<RunError> load_ledger(size_t ledger, Portion& portion, batch::Batch& batch,
                                      std::vector<std::vector<EntryPlace>>& places) const;

  const bytecode::Schema* schema_;
  RowLayout accounts_;
  std::vector<RowLayout> entries_;
  RowMemory memory_;
  std::vector<AccountPage> pages_;
  std::vector<uint32_t> order_;
  size_t rows_ = 0;
  size_t bytes_ = 0;
  size_t groups_ = 1;
  size_t accounts_each_ = kPortionAccounts;
  std::unique_ptr<EntryStore> store_;
  std::unique_ptr<scalar::RollUp> totals_;
};

}  // namespace tierline::bulk
