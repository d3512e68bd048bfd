// A small schema by hand, so that reading data is tested without a compiler: an account with every
// kind of field, and the ledger `sale`.
#pragma once

#include <string>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::bulk {

inline bytecode::ValueType money() {
  return {bytecode::ValueKind::Number, bytecode::Measure::Money, "EUR", 2, 0};
}
inline bytecode::ValueType percent() {
  return {bytecode::ValueKind::Number, bytecode::Measure::Percent, "", 4, 0};
}
inline bytecode::ValueType number(uint32_t scale) {
  return {bytecode::ValueKind::Number, bytecode::Measure::Count, "", scale, 0};
}
inline bytecode::ValueType kind(bytecode::ValueKind kind, uint32_t enum_index = 0) {
  return {kind, bytecode::Measure::Count, "", 0, enum_index};
}

inline bytecode::FieldInfo field(const std::string& name, const bytecode::ValueType& type) {
  return {name, type, false, false, {}, {}, {}};
}
inline bytecode::FieldInfo key(const std::string& name, const bytecode::ValueType& type) {
  bytecode::FieldInfo info = field(name, type);
  info.key = true;
  return info;
}
inline bytecode::FieldInfo optional(bytecode::FieldInfo info) {
  info.optional = true;
  return info;
}
inline bytecode::FieldInfo ranged(bytecode::FieldInfo info, int64_t low, int64_t high) {
  info.low = low;
  info.high = high;
  return info;
}
inline bytecode::FieldInfo defaulted(bytecode::FieldInfo info, int64_t value) {
  info.default_value = bytecode::Value{value, ""};
  return info;
}

inline bytecode::Schema small_schema() {
  using bytecode::ValueKind;
  bytecode::Schema schema;
  schema.enums = {{"Tier", {"none", "Silver", "Gold"}}, {"Product", {"Software", "Hardware"}}};
  schema.account = {"account",
                    {key("partner", kind(ValueKind::Text)), key("number", number(0)),
                     field("tier_before", kind(ValueKind::Enum, 0)),
                     optional(field("joined_on", kind(ValueKind::Day))),
                     defaulted(field("active", kind(ValueKind::Bool)), 1)},
                    0};
  schema.ledgers = {
      {"sale",
       {field("on", kind(ValueKind::Day)), field("product", kind(ValueKind::Enum, 1)),
        field("amount", money()), defaulted(ranged(field("discount", percent()), 0, 10000), 0)},
       0}};
  return schema;
}

}  // namespace tierline::bulk
