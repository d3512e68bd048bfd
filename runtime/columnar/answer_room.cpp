#include "runtime/columnar/answer_room.hpp"

namespace tierline::columnar {

AnswerRoom::AnswerRoom(std::vector<Store> stores, size_t accounts) : tiers_(accounts) {
  for (const Store store : stores) {
    const size_t words = (accounts * width_of(store) + 7) / 8;
    answers_.outputs.push_back({memory_.emplace_back(words).data(), store});
  }
  answers_.tiers = tiers_.data();
}

namespace {

template <class T>
void copy_as(const void* values, size_t first, std::vector<int64_t>& out) {
  const T* from = static_cast<const T*>(values) + first;
  for (size_t i = 0; i < out.size(); ++i) out[i] = static_cast<int64_t>(from[i]);
}

}  // namespace

void AnswerRoom::copy(size_t output, size_t first, size_t count, std::vector<int64_t>& out) const {
  const auto& [values, store] = answers_.outputs[output];
  const size_t begin = first - answers_.first;
  out.resize(count);
  switch (store) {
    case Store::U8:
      return copy_as<uint8_t>(values, begin, out);
    case Store::I16:
      return copy_as<int16_t>(values, begin, out);
    case Store::U16:
      return copy_as<uint16_t>(values, begin, out);
    case Store::I32:
      return copy_as<int32_t>(values, begin, out);
    case Store::I64:
      return copy_as<int64_t>(values, begin, out);
  }
}

}  // namespace tierline::columnar
