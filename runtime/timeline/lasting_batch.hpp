// LastingBatchDecider: what LastingDecider says of each account, for many accounts at once: the
// answers of all that it can in columns, and those of the others one by one.
//
// By columns are decided the programs whose answers last equally long for all accounts: those that
// do not look at the day, and those in which what changes on a day changes for everybody. A program
// with a status, one whose answers end on the days of each account's own facts, and one that splits
// amounts over entries (whose parts stand in no column) is decided account by account: all its
// accounts are left over. Which way it went changes nothing that is answered, as the law says.
// Made of: runtime/columnar, lasting_decider.hpp    Read by: tests/property/law_columnar_test.cpp
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_columnar
#pragma once

#include <optional>
#include <vector>

#include "runtime/columnar/machine.hpp"
#include "runtime/columnar/one_account.hpp"
#include "runtime/timeline/batch_decider.hpp"
#include "runtime/timeline/lasting_decider.hpp"

namespace tierline::timeline {

class LastingBatchDecider {
 public:
  /// The program must be valid and outlive the decider. One decider serves one thread.
  explicit LastingBatchDecider(const Bytecode& program, const columnar::Options& options = {});

  /// Whether accounts of this program are decided by columns; if not, all are left over, and
  /// LastingDecider alone is the shorter way.
  bool by_columns() const { return by_columns_; }

  /// How narrow the answers to each output may be stored; see columnar::Machine.
  const std::vector<columnar::Store>& narrowest() const { return columnar_.narrowest(); }

  /// Decides the accounts first .. end - 1, as of a day.
  ///   answers  room for these accounts (see columnar::AnswerRoom); those left over hold anything
  ///            there
  ///   left     the accounts that are left over are added to it, in order: each with its answer,
  ///            parts and `valid_until`, or with its fault
  void decide(const batch::Batch& batch, size_t first, size_t end, Day today,
              const columnar::Answers& answers, LeftOvers& left);

  /// The same for accounts that lie elsewhere; those left over are copied first.
  void decide(const columnar::BatchView& batch, size_t first, size_t end, Day today,
              const columnar::Answers& answers, LeftOvers& left);

  /// The last day on which the answers of an account in columns stay; nothing: as long as days go.
  /// Of an account that is left over its own decision says it.
  std::optional<Day> valid_until(size_t account) const;

 private:
  /// How long the answers of a program last.
  enum class Lasts : uint8_t { Always, AsLongAsAnyone, PerAccount };
  static Lasts how_long(const Bytecode& program);

  template <class Ask>
  void decide_with(const columnar::BatchView& batch, size_t first, size_t end, Day today,
                   const columnar::Answers& answers, LeftOvers& left, const Ask& ask);
  template <class Ask>
  void find_valid_until(size_t first, size_t end, Day today, const Ask& ask);

  const Bytecode& program_;
  const Lasts lasts_;
  const bool by_columns_;
  columnar::Machine columnar_;
  columnar::OneAccount one_account_;
  LastingDecider lasting_;
  std::vector<size_t> left_;
  std::optional<Day> asked_on_;  // the day that valid_until_ was found for
  std::optional<Day> valid_until_;
  decision::Decision anyone_;
};

}  // namespace tierline::timeline
