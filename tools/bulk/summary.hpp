// Summary: what a person wants to know of a run first: how many accounts in each tier, who moves,
// the largest amounts, why lines were refused and accounts left undetermined.
// Made by: tools/bulk/run.cpp, decision by decision    Read by: tools/cli/output/report.cpp
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

/// Builds a Summary while the accounts pass by, in key order.
class SummaryBuilder {
 public:
  /// `top` names the outputs whose largest values are wanted; empty: every money output.
  SummaryBuilder(const bytecode::Schema& schema, const Data& data,
                 const std::vector<std::string>& top);

  void add_decided(size_t account, const decision::Decision& decision);
  void add_undetermined(const std::string& reason) { ++undetermined_[reason]; }
  Summary finish() const;

 private:
  struct Top {
    size_t output;
    std::vector<std::pair<bytecode::BigInt, size_t>> rows;  // value and account, largest first
  };
  struct Move {
    size_t accounts = 0;
    std::vector<size_t> examples;
  };

  void add_move(size_t account, const decision::Decision& decision);
  void add_top(Top& top, size_t account, const bytecode::BigInt& value) const;
  const std::string& tier_word(int64_t position) const;

  const bytecode::Schema& schema_;
  const Data& data_;
  std::vector<std::pair<size_t, std::vector<size_t>>> tiers_;  // output, accounts by word
  std::optional<size_t> tier_before_;                          // field of the account
  std::optional<size_t> tier_output_;
  std::map<std::pair<int64_t, int64_t>, Move> moves_;
  std::vector<Top> top_;
  std::map<std::string, size_t> undetermined_;
};

/// What a reject is counted under: "sale list_price: too many digits".
std::string reason_class(const Data& data, const Reject& reject);

/// A key for people: its parts with ` / ` between them.
std::string readable_key(std::string_view key);

}  // namespace tierline::bulk
