// Journal: what a run that goes on has decided so far, so that after a kill another one need not
// decide it again. It lies beside the unfinished files of answers. Nothing in it is believed but
// what its hashes confirm: a checkpoint that was half written, or whose lines did not all reach the
// file, counts for nothing, and neither does what follows it.
// Made by: tools/bulk/decide/decide_all.cpp    Read by: tools/bulk/run.cpp
// Tested by: tests/unit/tools_bulk/journal_test.cpp, tests/cli/resume_test.cpp
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "tools/bulk/decide/answers.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/bulk/state/hash.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

/// A stretch of a file of answers.
struct Piece {
  uint64_t bytes = 0;
  Hash hash;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// What was decided since the checkpoint before.
struct Checkpoint {
  uint64_t portions = 0;                   // how many
  std::vector<std::vector<Piece>> pieces;  // by file of answers, portion
  AnswerFacts facts;
};

class Journal {
 public:
  /// Begins a journal in the folder.
  ///   identity  of the question: what is decided, from which facts
  static base::Result<Journal, RunError> begin(const std::filesystem::path& path,
                                               const Hash& identity);
  /// Goes on behind what was read; see read_journal.
  static base::Result<Journal, RunError> go_on(const std::filesystem::path& path,
                                               std::string_view begin);

  /// Nothing is sure before the files hold all lines that it speaks of.
  void add(const Checkpoint& checkpoint);
  bool has_failed() const { return file_.has_failed(); }

 private:
  explicit Journal(OutFile file) : file_(std::move(file)) {}
  OutFile file_;
};

/// Where an interrupted run stood.
struct Progressed {
  uint64_t portions = 0;
  std::vector<uint64_t> bytes;  // of each file of answers, with its header
  AnswerFacts facts;
  uint64_t journal_bytes = 0;  // up to here the journal is believed
};

/// Reads the journal of a run with this question.
///   journal   its bytes
///   answers   the bytes of each file of answers, and how many of them are its header
///   empty     what is known before the first portion
///   returns   nothing: there is no such journal
struct AnswerBytes {
  std::string_view bytes;
  std::string_view header;
};
std::optional<Progressed> read_journal(std::string_view journal, const Hash& identity,
                                       const std::vector<AnswerBytes>& answers,
                                       const SummaryBuilder& summary, AnswerFacts empty);

}  // namespace tierline::bulk
