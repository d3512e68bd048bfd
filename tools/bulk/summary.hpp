// Summary: what a person wants to know of a run first: how many accounts in each tier, who moves,
// the largest amounts, why lines were refused and accounts left undetermined.
// Made by: tools/bulk/decide, portion by portion    Read by: tools/cli/output/report.cpp
// Tested by: tests/cli/run_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/decision/decision.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/state/binary.hpp"

namespace tierline::bulk {

inline constexpr size_t kTopCount = 5;

/// Accounts by the word of one output of type Tier, lowest first.
struct TierCounts {
  std::string output;
  std::vector<std::pair<std::string, size_t>> counts;
};

/// Accounts whose tier is not their `tier_before`.
struct TierMove {
  std::string before;
  std::string now;
  size_t accounts = 0;
  std::vector<std::string> examples;  // keys of the first few, as people write them
};

struct TopValues {
  std::string output;
  std::string unit;                                       // the currency of a money output
  std::vector<std::pair<std::string, std::string>> rows;  // key and amount, largest first
};

struct ReasonCount {
  std::string reason;
  size_t count = 0;
};

struct Summary {
  std::vector<TierCounts> tiers;
  bool knows_tier_before = false;
  std::vector<TierMove> moves;
  std::vector<TopValues> top;
  std::vector<ReasonCount> rejects;       // most frequent first
  std::vector<ReasonCount> undetermined;  // likewise
};

/// What a summary knows of accounts that follow one another in key order. Numbers of accounts are
/// those of Data.
struct Tally {
  struct Move {
    size_t accounts = 0;
    std::vector<size_t> examples;
    friend bool operator==(const Move&, const Move&) = default;
  };
  using TopRows = std::vector<std::pair<bytecode::BigInt, size_t>>;  // value and account

  std::vector<std::vector<size_t>> tiers;             // by output of type Tier, word
  std::map<std::pair<int64_t, int64_t>, Move> moves;  // from word to word
  std::vector<TopRows> top;                           // largest first
  std::map<std::string, size_t> undetermined;         // by reason

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// Builds a Summary from tallies of stretches of accounts.
class SummaryBuilder {
 public:
  /// `top` names the outputs whose largest values are wanted; empty: every money output. The schema
  /// must outlive the builder.
  SummaryBuilder(const bytecode::Schema& schema, const std::vector<std::string>& top);

  Tally nothing() const;
  void add_decided(const Portion& portion, size_t account, const decision::Decision& decision,
                   Tally& tally) const;
  /// The same of accounts that follow one another, from `first` on.
  ///   numbers  by output: one for each account
  void add_decided(const Portion& portion, size_t first,
                   const std::vector<std::vector<int64_t>>& numbers, Tally& tally) const;
  void add_undetermined(const std::string& reason, Tally& tally) const {
    ++tally.undetermined[reason];
  }
  /// Adds the tally of the accounts that follow.
  void add(const Tally& next, Tally& tally) const;
  Summary finish(const Data& data, const Tally& tally) const;

 private:
  void add_move(const Portion& portion, size_t account, int64_t now, Tally& tally) const;
  const std::string& tier_word(int64_t position) const;
  void list_top(const Data& data, const Tally& tally, Summary& out) const;

  const bytecode::Schema& schema_;
  std::vector<size_t> tiers_;          // outputs of type Tier
  std::optional<size_t> tier_before_;  // field of the account
  std::optional<size_t> tier_output_;
  std::vector<size_t> top_;  // outputs
};

void write(Writer& out, const Tally& tally);
Tally read_tally(Reader& in);

/// What a reject is counted under: "sale list_price: too many digits".
std::string reason_class(const Data& data, const Reject& reject);

/// A key for people: its parts with ` / ` between them.
std::string readable_key(std::string_view key);

}  // namespace tierline::bulk
