#include "compiler/prover/conditions/inputs.hpp"

#include "base/assert.hpp"
#include "compiler/prover/conditions/days.hpp"

namespace tierline::prover {

namespace {

using checked::Decimal;

/// A bound in the last digit of the field; a range that ends between two values ends at the inner.
std::optional<BigInt> scaled(const std::optional<Decimal>& side, int scale, Rounding mode) {
  if (!side) return std::nullopt;
  return decimal::round(*side, scale, mode).coefficient;
}

Range days_of(const checked::Bounds& bounds) {
  Range out = any_day();
  if (bounds.low) out.low = bounds.low->coefficient;
  if (bounds.high) out.high = bounds.high->coefficient;
  return out;
}

Range range_of(const checked::Field& field, const checked::CheckedProgram& program) {
  const checked::Type& type = field.type;
  switch (type.kind) {
    case checked::Kind::Number:
      return {scaled(field.bounds.low, type.scale, Rounding::Ceiling),
              scaled(field.bounds.high, type.scale, Rounding::Floor)};
    case checked::Kind::Day:
      return days_of(field.bounds);
    case checked::Kind::Enum:
      return {BigInt(0), BigInt(program.enums[type.enum_id.index()].words.size()) - 1};
    default:
      return {BigInt(0), std::nullopt};  // texts
  }
}

/// Nothing is decided on other days, so nothing is claimed of them.
Range days_in_force(const checked::CheckedProgram& program) {
  Range range = any_day();
  if (program.in_force_from) range.low = BigInt(*program.in_force_from);
  if (program.in_force_until) range.high = BigInt(*program.in_force_until);
  return range;
}

}  // namespace

uint32_t field_of(const checked::Record& record, uint32_t stored) {
  for (uint32_t i = 0; i < record.fields.size(); ++i) {
    if (record.fields[i].derived) continue;
    if (stored == 0) return i;
    --stored;
  }
  TIERLINE_ASSERT(!"no such field");
}

const checked::Field& Inputs::field(const Place& place) const {
  const bool of_account = place.ledger == UINT32_MAX;
  return (of_account ? program_.account : program_.ledgers[place.ledger]).fields[place.field];
}

Term Inputs::variable(const checked::Field& field, const std::string& name, bool local) {
  if (field.type.kind == checked::Kind::Bool) return terms_.boolean_variable(name, local);
  return terms_.integer_variable(name, range_of(field, program_), local);
}

Input Inputs::at(const Place& place, bool local) {
  const auto known = fields_.find(place);
  if (known != fields_.end()) return known->second;
  const checked::Field& asked = field(place);
  std::string name = "account.";
  if (place.ledger != UINT32_MAX) {
    name = program_.ledgers[place.ledger].name + "." +
           (local ? "" : std::to_string(place.entry + 1) + ".");
  }
  name += asked.name;
  if (place.world != 0) name += "@" + std::to_string(place.world + 1);
  Input input;
  input.value = variable(asked, name, local);
  input.known =
      asked.type.optional ? terms_.boolean_variable(name + ".known", local) : terms_.truth(true);
  return fields_.emplace(place, input).first->second;
}

Term Inputs::present(uint32_t ledger, uint32_t entry) {
  const auto known = present_.find({ledger, entry});
  if (known != present_.end()) return known->second;
  const Term made = terms_.boolean_variable(program_.ledgers[ledger].name + "." +
                                            std::to_string(entry + 1) + ".there");
  return present_.emplace(std::pair(ledger, entry), made).first->second;
}

Term Inputs::today() {
  if (!today_) today_ = terms_.integer_variable("today", days_in_force(program_));
  return *today_;
}

Term Inputs::tier_variable(const std::string& name, int world,
                           const checked::CheckedProgram& program, Tiers& tiers) {
  const auto known = tiers.find(world);
  if (known != tiers.end()) return known->second;
  const BigInt highest = BigInt(program.enums[0].words.size()) - 1;
  const std::string suffix = world == 0 ? "" : "@" + std::to_string(world + 1);
  const Term made = terms_.integer_variable(name + suffix, {BigInt(0), highest});
  return tiers.emplace(world, made).first->second;
}

Term Inputs::text(const std::string& text) {
  return terms_.number(texts_.emplace(text, static_cast<int>(texts_.size())).first->second);
}

std::string Inputs::text_of(const BigInt& number) const {
  for (const auto& [text, code] : texts_) {
    if (number == code) return text;
  }
  return "other " + number.str();
}

}  // namespace tierline::prover
