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
  const void* data = nullptr;  // a table, or what a checked step needs
};

/// One of a list of choices: the numbers of those whose bits are all set.
struct Choice {
  std::vector<uint32_t> bits;  // slots
  int64_t value = 0;
};

inline constexpr size_t kStores = 5;
inline constexpr size_t kRoundings = 7;

/// All kernels of one instruction set. vv: two columns; vk: a column and the number k.
struct Kernels {
  std::string name;  // of the instruction set

  // 64-bit integers
  Kernel add_vv, add_vk, sub_vv, sub_kv, mul_vv, mul_vk;
  Kernel max_vv, max_vk, min_vv, min_vk;
  Kernel select_vv, select_vk, select_kv, select_kk;  // dst = bit of a ? b : c; numbers k, k2
  std::array<Kernel, kStores> widen;                  // from each store to 64-bit integers
  std::array<Kernel, kStores> narrow;                 // and back
  // a * b (or a * k2), or a alone, divided by k > 0, for |product| < 2^62 and |quotient| < 2^50
  std::array<Kernel, kRoundings> mul_vv_divide, mul_vk_divide, divide;
  // a * b / k, and `outside` of a with k2 bits, whose bits are c
  std::array<Kernel, kRoundings> guarded_mul_vv_divide;

  // questions: bits, each word flipped by k2 (0 or -1)
  Kernel equal_vv, less_vv;
  Kernel less_scaled;               // dst = a * k < b * k2, flipped if c is 1
  Kernel less_lookup, lookup_less;  // dst = a < table[b], table[b] < a; a table of k numbers
  std::array<Kernel, kStores> equal_k, at_least_k;  // dst = a == k, a >= k, a in its store
  Kernel and_bits, or_bits, not_bits, select_bits;
  Kernel outside;  // dst |= |a| needs more than k bits

  // tables of up to 256 values, by a byte
  Kernel lookup, lookup_bits, lookup_bytes, lookup_i16;
  Kernel bits_to_bytes, bits_to_i64;

  // data is a std::vector<Choice>: dst = the value of the last one whose bits are all set, else k
  Kernel choose, choose_bytes;
};

/// The kernels for this processor's best instruction set.
const Kernels& best_kernels();

/// Those for every instruction set that this processor has, the best one first.
const std::vector<Kernels>& all_kernels();

}  // namespace tierline::columnar
