#include "tools/prove/spread.hpp"

#include <algorithm>
#include <cstdlib>

namespace tierline::prove {

namespace {

// An amount beyond needs no room, and sums with it would leave 64 bits.
constexpr int64_t kMost = 1'000'000'000'000;

class Spreader {
 public:
  Spreader(const bytecode::RecordInfo& info, const prover::Claim& claim, Case worlds,
           const Predicate& fails)
      : info_(info), claim_(claim), best_(std::move(worlds)), fails_(fails) {}

  Case run() {
    const bool of_entry = claim_.how == prover::Varied::EntryField;
    const size_t count = of_entry ? best_.first.ledgers[claim_.ledger].size() : 1;
    for (size_t i = 0; i < count; ++i) {
      const int64_t half = std::abs(fact_of(best_.first, i).value / 2);
      room_ = std::min(room_ + std::min(half, kMost), kMost);
    }
    for (size_t i = 0; i < count; ++i) {
      const Fact low = fact_of(best_.first, i);
      const Fact high = fact_of(*best_.second, i);
      if (!low.known || !high.known || std::abs(low.value / 2) > kMost) continue;
      if (high.value != low.value + 1 && high.value != low.value - 1) continue;
      const int64_t way = low.value < high.value ? 1 : -1;
      move(i, way, [](Case& one) -> Partner& { return *one.second; });
      move(i, -way, [](Case& one) -> Partner& { return one.first; });
    }
    return std::move(best_);
  }

 private:
  Fact& fact_of(Partner& partner, size_t entry) const {
    Record& record = claim_.how == prover::Varied::EntryField
                         ? partner.ledgers[claim_.ledger][entry]
                         : partner.account;
    return record[claim_.varied];
  }

  /// By one, by two more, by four more, and so on: as far as what others bring in can need.
  template <class World>
  void move(size_t entry, int64_t way, World world) {
    for (int64_t by = 1; by <= room_; by *= 2) {
      Case next = best_;
      Fact& fact = fact_of(world(next), entry);
      fact.value += way * by;
      if (!takes(info_.fields[claim_.varied], fact.value) || !fails_(next)) return;
      best_ = std::move(next);
    }
  }

  const bytecode::RecordInfo& info_;
  const prover::Claim& claim_;
  Case best_;
  const Predicate& fails_;
  int64_t room_ = 0;
};

}  // namespace

Case spread(const bytecode::Schema& schema, const prover::Claim& claim, Case worlds,
            const Predicate& fails) {
  const bool of_entry = claim.how == prover::Varied::EntryField;
  if (!worlds.second || (!of_entry && claim.how != prover::Varied::AccountField)) return worlds;
  const bytecode::RecordInfo& info = of_entry ? schema.ledgers[claim.ledger] : schema.account;
  if (info.fields[claim.varied].type.kind != bytecode::ValueKind::Number) return worlds;
  return Spreader(info, claim, std::move(worlds), fails).run();
}

}  // namespace tierline::prove
