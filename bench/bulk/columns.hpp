// Facts and Answers: the rows of the Milestone decision as narrow columns, 43 bytes in and 19 out.
// An amount beyond 64 bits stands aside and its cell says kWide, as in runtime/batch: ordinary rows
// pay nothing for it.
// Made by: bench/bulk/population.cpp    Read by: bench/bulk/by_hand, bench/bulk/by_machine.cpp
// Tested by: tests/unit/bench_bulk
#pragma once

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>
#include <optional>
#include <vector>

#include "bench/bulk/milestone_row.hpp"

namespace tierline::bench {

inline constexpr int64_t kWide = std::numeric_limits<int64_t>::min();
inline constexpr size_t kBytesIn = 43;
inline constexpr size_t kBytesOut = 19;

/// Asks the system for large pages: with small ones a pass over a gigabyte measures page tables.
void ask_for_large_pages(void* memory, size_t bytes);

/// Memory on a boundary of 2 MiB, in large pages where the system has them.
template <class T>
struct LargePages {
  using value_type = T;
  static constexpr size_t kPage = size_t{1} << 21;

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>&) {}

  T* allocate(size_t n) {
    const size_t bytes = (n * sizeof(T) + kPage - 1) / kPage * kPage;
    void* memory = std::aligned_alloc(kPage, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    ask_for_large_pages(memory, bytes);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t) { std::free(memory); }
  friend bool operator==(const LargePages&, const LargePages&) { return true; }
};

template <class T>
using Column = std::vector<T, LargePages<T>>;

/// All amounts of a row of which at least one is beyond 64 bits.
struct WideRow {
  size_t row = 0;
  Int128 software{}, care{}, hardware{}, previous_revenue{};
};

struct Facts {
  Column<int64_t> software, care, hardware, previous_revenue;  // cents, or kWide
  Column<uint16_t> project_discount;                           // ten-thousandths
  Column<int16_t> days_since_expiry;
  Column<uint8_t> region, advanced, premier, current_tier, terms, plan, brand;
  std::vector<WideRow> aside;  // by row

  explicit Facts(size_t rows);
  size_t rows() const { return software.size(); }
  /// Writes a row. Wide ones must come in the order of their rows.
  void put(size_t row, const Row<Int128>& facts);
  /// The whole row, whatever its amounts.
  Row<Int128> at(size_t row) const;
};

struct Answers {
  Column<uint8_t> tier;
  Column<int16_t> discount;           // ten-thousandths
  Column<int64_t> sales, rebate;      // cents, or kWide
  std::vector<Answer<Int128>> aside;  // one for each of Facts::aside

  explicit Answers(const Facts& facts);
  /// Writes the answer of a row, aside too where the row stands aside.
  void put(const Facts& facts, size_t row, const Answer<Int128>& answer, int16_t ten_thousandths);
  /// Puts what no decision is into every cell, so that a row left out is seen.
  void forget();
};

/// Decides a row in 128 bits and writes its answer: the judge, and the way out of every fast loop.
void decide_any(const Facts& facts, Answers& answers, size_t row);

/// The first of the rows first .. end-1 on which they differ.
std::optional<size_t> first_difference(const Facts& facts, const Answers& a, const Answers& b,
                                       size_t first, size_t end);

}  // namespace tierline::bench
