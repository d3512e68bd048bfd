#include "tools/bulk/facts/known_on.hpp"

#include <algorithm>

namespace tierline::bulk {

namespace {

constexpr std::string_view kKnownOn = "known_on";

bool is_known_on(const bytecode::FieldInfo& field) {
  return field.name == kKnownOn && field.type.kind == bytecode::ValueKind::Day;
}

}  // namespace

KnownOn::KnownOn(const bytecode::Schema& schema, const bytecode::RecordInfo& ledger,
                 std::optional<calendar::Day> day)
    : day_(day), on_index_(ledger.on_field) {
  if (!day) return;
  on_.emplace(schema, ledger.fields[ledger.on_field]);
  for (size_t i = 0; i < ledger.fields.size(); ++i) {
    if (!is_known_on(ledger.fields[i])) continue;
    known_on_index_ = i;
    known_on_.emplace(schema, ledger.fields[i]);
  }
}

std::optional<calendar::Day> KnownOn::day_of(const std::optional<ValueReader>& field, size_t index,
                                             std::span<const std::string_view> texts) const {
  Cell cell;
  if (!field || field->read(texts[index], cell) || !cell.known) return std::nullopt;
  return static_cast<calendar::Day>(cell.value);
}

bool KnownOn::hides(std::span<const std::string_view> texts) const {
  if (!day_) return false;
  if (const auto known = day_of(known_on_, known_on_index_, texts)) return *known > *day_;
  // A day that is none is no reason to hide the entry: it will be refused, and that must be seen.
  if (known_on_ && !texts[known_on_index_].empty()) return false;
  const auto on = day_of(on_, on_index_, texts);
  return on && *on > *day_;
}

std::optional<RunError> check_known_on(const bytecode::Schema& schema,
                                       const std::optional<calendar::Day>& day) {
  const bool has = std::any_of(
      schema.ledgers.begin(), schema.ledgers.end(), [](const bytecode::RecordInfo& ledger) {
        return std::any_of(ledger.fields.begin(), ledger.fields.end(), is_known_on);
      });
  if (!day || has) return std::nullopt;
  return RunError{
      "--known-on: no ledger of the program has a field `known_on` of type date, so nothing says "
      "when an entry became known"};
}

}  // namespace tierline::bulk
