// Kernels: what a step does to a stretch of rows, once per instruction set.
// A register of the columnar machine is a stretch of 64-bit integers, of bytes (enums) or of bits
// (flags, row i is bit i % 64 of word i / 64). A kernel runs over whole blocks of 64 rows and never
// asks whether a value fits: the plan has proved that it does, or takes a checked step instead.
// Made by: kernels.cpp (Google Highway: the same code for each instruction set)
// Read by: plan.hpp, machine.cpp    Tested by: tests/unit/runtime_columnar/kernels_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "runtime/columnar/columns.hpp"
#include "runtime/decimal/rounding.hpp"

namespace tierline::columnar {

inline constexpr size_t kBlock = 64;  // rows; buffers are whole blocks, and 64 bytes longer

struct Step;

/// `at` has the memory of each slot; `rows` is a multiple of kBlock.
using Kernel = void (*)(const Step& step, void* const* at, size_t rows);

/// One operation over a stretch of rows. Slots name memory; what else a kernel needs is in `k`.
struct Step {
  Kernel run = nullptr;
  uint32_t dst = 0;
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  int64_t k = 0;
  int64_t k2 = 0;
  const void* data = nullptr;      // a table, a list, or what a checked step needs
  const int64_t* table = nullptr;  // of choices: made by table_of, of `otherwise` and their values
};

/// One of a list of choices: a number where all bits are set, or unless they are.
struct Choice {
  std::vector<uint32_t> bits;  // slots
  int64_t value = 0;
  bool unless = false;
};

/// A longer chain of choices begins a new list, for each list is a copy of the one before.
inline constexpr size_t kChoicesMax = 64;

inline constexpr size_t kTermsMax = 4;

/// constant + factor * column + ..., of two to four columns.
struct Terms {
  int64_t constant = 0;
  size_t count = 0;
  std::array<uint32_t, kTermsMax> slots{};
  std::array<int64_t, kTermsMax> factors{};
};

/// One of several comparisons of the same two columns; its bits are flipped by `flip` (0 or all).
struct Comparison {
  uint32_t dst = 0;
  uint64_t flip = 0;
  int64_t k = 0;
  int64_t k2 = 0;
  const int64_t* table = nullptr;
};

inline constexpr size_t kStores = 5;
inline constexpr size_t kRoundings = 7;

/// The first values of a table, as they stand in vector registers.
struct NarrowTable {
  uint8_t bytes[16] = {};
  uint8_t flags[16] = {};  // 1: not 0
  int16_t words[32] = {};
};

/// A table as kernels want it: a number for each byte, and behind them the same as NarrowTable.
std::vector<int64_t> table_of(const std::vector<int64_t>& values);

/// All kernels of one instruction set. vv: two columns; vk: a column and the number k.
struct Kernels {
  std::string name;  // of the instruction set

  // 64-bit integers
  Kernel add_vv, add_vk, sub_vv, sub_kv, mul_vv, mul_vk;
  Kernel max_vv, max_vk, min_vv, min_vk;
  Kernel select_vv, select_vk, select_kv, select_kk;  // dst = bit of a ? b : c; numbers k, k2
  std::array<Kernel, kStores> widen;                  // from each store to 64-bit integers
  std::array<Kernel, kStores> narrow;                 // and back
  // a * b (or a * k2), or a alone, divided by k > 0, for |product| < 2^62 and |quotient| < 2^49
  std::array<Kernel, kRoundings> mul_vv_divide, mul_vk_divide, divide;
  // a * b / k, and `outside` of a with k2 bits, whose bits are c
  std::array<Kernel, kRoundings> guarded_mul_vv_divide;
  std::array<Kernel, kStores> affine;         // dst = k + k2 * a, a in its store
  std::array<Kernel, kStores> affine_lookup;  // (k + k2 * a) * table[b], of c numbers
  // data: Terms, of 2, 3 or 4 columns; and the same divided by k
  std::array<Kernel, kTermsMax - 1> sum;
  std::array<std::array<Kernel, kRoundings>, kTermsMax - 1> sum_divide;
  // b times what a list of choices gives (else k2), divided by k
  std::array<Kernel, kRoundings> choice_divide;

  // questions: bits, each word flipped by k2 (0 or -1)
  Kernel equal_vv, less_vv;
  Kernel less_scaled;               // dst = a * k < b * k2, flipped if c is 1
  Kernel less_lookup, lookup_less;  // dst = a < table[b], table[b] < a; a table of k numbers
  // data: several Comparisons of a and b, as less_scaled; as less_lookup, all of k numbers
  Kernel less_scaled_many, less_lookup_many;
  std::array<Kernel, kStores> equal_k, at_least_k;  // dst = a == k, a >= k, a in its store
  Kernel and_bits, or_bits, not_bits, select_bits;
  Kernel outside;  // dst |= |a| needs more than k bits

  // data is a table made by table_of, of k values, asked by a byte
  Kernel lookup, lookup_bits, lookup_bytes, lookup_i16;
  Kernel bits_to_bytes, bits_to_i64;

  // dst = data[a - k], of k2 numbers and one behind them for all other a; its bits: is it not 0
  Kernel gather, gather_bits;

  // data is a std::vector<Choice>: dst = the value of the last one that holds, else k
  Kernel choose, choose_bytes;
};

/// The kernels for this processor's best instruction set.
const Kernels& best_kernels();

/// Those for every instruction set that this processor has, the best one first.
const std::vector<Kernels>& all_kernels();

}  // namespace tierline::columnar
