#include "runtime/columnar/kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "runtime/columnar/kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
//
#include "runtime/columnar/kernels_bits-inl.hpp"
#include "runtime/columnar/kernels_divide-inl.hpp"
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
  all.choose = choose<int64_t>;
  all.choose_bytes = choose<uint8_t>;
  all.lookup = lookup;
  all.lookup_i16 = lookup_i16;
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
}

void make_kernels(Kernels& all) {
  all.name = hwy::TargetName(HWY_TARGET);
  fill_numbers(all);
  fill_bit_kernels(all);
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tierline::columnar {

HWY_EXPORT(make_kernels);

namespace {

std::vector<Kernels> make_all() {
  std::vector<Kernels> all;
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    HWY_DYNAMIC_DISPATCH(make_kernels)(all.emplace_back());
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  return all;
}

}  // namespace

const std::vector<Kernels>& all_kernels() {
  static const std::vector<Kernels> all = make_all();
  return all;
}

const Kernels& best_kernels() { return all_kernels().front(); }

}  // namespace tierline::columnar
#endif
