// Stretch: runs a plan over a few hundred accounts at a time, so that all it works on stays near.
// Made of: memory.hpp    Read by: machine.cpp    Tested by: tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/columnar/memory.hpp"
#include "runtime/columnar/plan.hpp"

namespace tierline::columnar {

class Stretch {
 public:
  /// The plan must outlive the stretch, and stay where it is.
  Stretch(const Plan& plan, size_t rows);

  /// Decides the accounts first .. end - 1, not more than `rows`.
  void decide(const BatchView& batch, size_t first, size_t end, const Answers& answers,
              std::vector<size_t>& left);

 private:
  /// Entries begin .. end - 1 of the stretch belong to one account.
  struct Piece {
    uint32_t account;
    size_t begin;
    size_t end;
  };

  void bind(uint32_t level, const std::vector<ColumnView>& columns, size_t first, size_t count);
  void bind_held(uint32_t slot, const uint32_t* words, size_t first, size_t count);
  std::byte* place_of(const Answers& answers, size_t output, size_t account) const;
  void bind_answers(const Answers& answers, size_t first, size_t count);
  void look_ahead(const BatchView& batch, const Answers& answers, size_t first, size_t count);
  void note_ahead(const void* base, size_t width, size_t first, size_t count) {
    const auto* from = static_cast<const std::byte*>(base) + first * width;
    ahead_.push_back({from, from + count * width});
    lines_ahead_ += count * width / 64;
  }
  void ask_ahead(size_t lines);
  void clear_left(uint32_t slot, size_t count);
  void run_steps(const Stage& stage, size_t count);
  void run_entries(const Stage& stage, const LedgerView& ledger, size_t first, size_t end);
  void find_pieces(const LedgerView& ledger, size_t first, uint64_t begin, uint64_t end);
  void start(const Reduction& fold, size_t accounts);
  void fold(const Reduction& fold, uint64_t* left_accounts);
  bool add(const Reduction& fold, const Piece& piece);
  void find_extreme(const Reduction& fold, const Piece& piece);
  void mark_accounts(uint32_t left_entries, uint64_t* left_accounts);
  void take_answers(const Answers& answers, size_t first, size_t count) const;
  void add_left(size_t first, size_t count, std::vector<size_t>& left) const;

  /// A slot whose memory comes with the batch.
  struct Input {
    uint32_t slot;
    uint32_t column;
    Origin origin;
    size_t width;  // bytes of a row
  };

  /// Memory that the next stretch will touch.
  struct Ahead {
    const std::byte* from;
    const std::byte* end;
  };

  const Plan& plan_;
  const size_t rows_;
  Memory memory_;
  std::vector<void*> at_;                             // by slot
  std::vector<std::unique_ptr<std::byte[]>> copies_;  // by slot: of inputs that end in a block
  std::vector<std::vector<Input>> inputs_;            // by level
  std::vector<Ahead> ahead_;
  size_t lines_ahead_ = 0;
  std::vector<uint32_t> segments_;  // per entry
  std::vector<Piece> pieces_;
  size_t place_ = 0;                           // the account that the next entry belongs to
  std::vector<std::vector<uint8_t>> touched_;  // per account, of extremes, by slot
};

}  // namespace tierline::columnar
