#include "runtime/columnar/answer_room.hpp"

namespace tierline::columnar {

AnswerRoom::AnswerRoom(std::vector<Store> stores, size_t accounts) : tiers_(accounts) {
  for (const Store store : stores) {
    const size_t words = (accounts * width_of(store) + 7) / 8;
    answers_.outputs.push_back({memory_.emplace_back(words).data(), store});
  }
  answers_.tiers = tiers_.data();
}

}  // namespace tierline::columnar
