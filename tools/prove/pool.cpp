#include "tools/prove/pool.hpp"

namespace tierline::prove {

namespace {

constexpr size_t kCasesMax = 4'096;

// FNV-1a, byte by byte. Source: draft-eastlake-fnv-17, section 5.
constexpr uint64_t kOffset = 0xcbf29ce484222325U;
constexpr uint64_t kPrime = 0x100000001b3U;

bool is_condition(const bytecode::ValueType& type) {
  return type.kind == bytecode::ValueKind::Bool ||
         (type.kind == bytecode::ValueKind::Enum && type.enum_index == 0);
}

}  // namespace

Pool::Kind Pool::kind_of(const decision::Decision& decision) const {
  Kind out{kOffset, 0};
  for (size_t i = 0; i < decision.outputs.size(); ++i) {
    const bytecode::ValueType& type = schema_.outputs[i].type;
    const bytecode::BigInt& number = decision.outputs[i].number;
    int64_t kind = 0;
    if (is_condition(type)) kind = static_cast<int64_t>(number);
    out.height += kind;
    if (type.kind == bytecode::ValueKind::Number) kind = number.sign();
    out.hash = (out.hash ^ static_cast<uint64_t>(kind + 1)) * kPrime;
  }
  return out;
}

void Pool::offer(Day today, const Partner& partner, const decision::Decision& decision) {
  if (decision.fault || cases_.size() >= kCasesMax) return;
  const Kind kind = kind_of(decision);
  if (!kinds_.insert(kind.hash).second) return;
  cases_.push_back({{today, partner, std::nullopt}, kind.height});
}

const Case& Pool::pick(generate::Stream& stream) const {
  const uint64_t rivals = 1ULL << stream.below(6);
  const Kept* best = &cases_[stream.below(cases_.size())];
  for (uint64_t i = 1; i < rivals; ++i) {
    const Kept& rival = cases_[stream.below(cases_.size())];
    if (rival.height > best->height) best = &rival;
  }
  return best->one;
}

}  // namespace tierline::prove
