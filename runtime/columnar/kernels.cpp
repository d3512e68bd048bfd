#include "runtime/columnar/kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "runtime/columnar/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
//
#include "runtime/columnar/instruction_sets.hpp"
#include "runtime/columnar/kernels_bits-inl.hpp"
#include "runtime/columnar/kernels_divide-inl.hpp"
#include "runtime/columnar/kernels_fused-inl.hpp"
#include "runtime/columnar/kernels_numbers-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::columnar::HWY_NAMESPACE {

inline void fill_numbers(Kernels& all) {
  all.add_vv = vv<Add>;
  all.add_vk = vk<Add>;
  all.sub_vv = vv<Sub>;
  all.sub_kv = kv<Sub>;
  all.mul_vv = vv<Mul>;
  all.mul_vk = vk<Mul>;
  all.max_vv = vv<Max>;
  all.max_vk = vk<Max>;
  all.min_vv = vv<Min>;
  all.min_vk = vk<Min>;
  all.select_vv = select<false, false>;
  all.select_vk = select<false, true>;
  all.select_kv = select<true, false>;
  all.select_kk = select<true, true>;
  all.widen = {convert<uint8_t, int64_t>, convert<int16_t, int64_t>, convert<uint16_t, int64_t>,
               convert<int32_t, int64_t>, convert<int64_t, int64_t>};
  all.narrow = {convert<int64_t, uint8_t>, convert<int64_t, int16_t>, convert<int64_t, uint16_t>,
                convert<int64_t, int32_t>, convert<int64_t, int64_t>};
  all.mul_vv_divide = divisions<Times::Column>();
  all.guarded_mul_vv_divide = divisions<Times::GuardedColumn>();
  all.mul_vk_divide = divisions<Times::Number>();
  all.divide = divisions<Times::Nothing>();
  all.choose = choose;
  all.choose_bytes = choose_bytes;
  all.lookup = lookup;
  all.lookup_i16 = lookup_i16;
  all.gather = gather;
  all.bits_to_i64 = bits_to_i64;
}

inline void fill_bit_kernels(Kernels& all) {
  all.equal_vv = equal_vv;
  all.less_vv = less_vv;
  all.less_scaled = less_scaled;
  all.less_lookup = compare_lookup<false>;
  all.lookup_less = compare_lookup<true>;
  all.equal_k = {equal_k<uint8_t>, equal_k<int16_t>, equal_k<uint16_t>, equal_k<int32_t>,
                 equal_k<int64_t>};
  all.at_least_k = {at_least_k<uint8_t>, at_least_k<int16_t>, at_least_k<uint16_t>,
                    at_least_k<int32_t>, at_least_k<int64_t>};
  all.and_bits = and_bits;
  all.or_bits = or_bits;
  all.not_bits = not_bits;
  all.select_bits = select_bits;
  all.outside = outside;
  all.lookup_bits = lookup_bits;
  all.lookup_bytes = lookup_bytes;
  all.bits_to_bytes = bits_to_bytes;
  all.gather_bits = gather_bits;
}

inline void fill_fused(Kernels& all) {
  all.affine = {affine<uint8_t>, affine<int16_t>, affine<uint16_t>, affine<int32_t>,
                affine<int64_t>};
  all.affine_lookup = {affine_lookup<uint8_t>, affine_lookup<int16_t>, affine_lookup<uint16_t>,
                       affine_lookup<int32_t>, affine_lookup<int64_t>};
  all.sum = {add_terms<2>, add_terms<3>, add_terms<4>};
  all.sum_divide = {divisions<Times::Sum2>(), divisions<Times::Sum3>(), divisions<Times::Sum4>()};
  all.choice_divide = divisions<Times::Choice>();
  all.less_scaled_many = compare_many<ScaledBelow>;
  all.less_lookup_many = less_lookup_many;
}

void make_kernels(Kernels& all) {
  all.name = hwy::TargetName(HWY_TARGET);
  fill_numbers(all);
  fill_bit_kernels(all);
  fill_fused(all);
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tierline::columnar {

HWY_EXPORT(make_kernels);

namespace {

std::vector<Kernels> make_all() {
  std::vector<Kernels> all;
  for_each_instruction_set([&] { HWY_DYNAMIC_DISPATCH(make_kernels)(all.emplace_back()); });
  return all;
}

}  // namespace

std::vector<int64_t> table_of(const std::vector<int64_t>& values) {
  constexpr size_t kBytes = 256;  // what one byte can name
  std::vector<int64_t> table = values;
  table.resize(kBytes + sizeof(NarrowTable) / sizeof(int64_t), 0);
  NarrowTable narrow;
  for (size_t i = 0; i < std::size(narrow.bytes); ++i) {
    narrow.bytes[i] = static_cast<uint8_t>(table[i]);
    narrow.flags[i] = table[i] != 0 ? 1 : 0;
  }
  for (size_t i = 0; i < std::size(narrow.words); ++i) {
    narrow.words[i] = static_cast<int16_t>(table[i]);
  }
  std::memcpy(&table[kBytes], &narrow, sizeof narrow);
  return table;
}

const std::vector<Kernels>& all_kernels() {
  static const std::vector<Kernels> all = make_all();
  return all;
}

const Kernels& best_kernels() { return all_kernels().front(); }

}  // namespace tierline::columnar
#endif
