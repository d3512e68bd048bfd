#include "tools/generate/draw/account_draw.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::generate {

namespace {

using bytecode::ValueKind;

/// How well a key tells accounts apart: a text that the program does not look into is best.
int identity_rank(const bytecode::FieldInfo& field, const FieldInterest& interest) {
  if (!field.key) return 0;
  switch (field.type.kind) {
    case ValueKind::Text:
      return interest.words.empty() ? 5 : 4;
    case ValueKind::Number:
      return 3;
    case ValueKind::Day:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

bulk::RunError impossible(const bytecode::RecordInfo& record, const bytecode::FieldInfo& field) {
  return {fmt::format("no values can be drawn for `{}` of `{}`: its range holds none{}", field.name,
                      record.name,
                      field.type.kind == ValueKind::Number
                          ? fmt::format(" of at most {} digits", NumberDraw::kDigits)
                          : "")};
}

AccountDraw::AccountDraw(const bytecode::Schema& schema, const Interests& interests,
                         const Window& window)
    : schema_(&schema) {
  const RecordSetting setting{schema, window, Reach::Years, 1};
  int best = 0;
  for (size_t i = 0; i < schema.account.fields.size(); ++i) {
    const bytecode::FieldInfo& field = schema.account.fields[i];
    fields_.emplace_back(setting, field, interests.account[i]);
    const int rank = identity_rank(field, interests.account[i]);
    if (rank > best) identity_ = i;
    best = std::max(best, rank);
  }
}

uint64_t AccountDraw::accounts_max() const {
  const FieldDraw& key = fields_[identity_];
  if (key.is_day()) return static_cast<uint64_t>(key.days().high() - key.days().low()) + 1;
  switch (key.info().type.kind) {
    case ValueKind::Text:
      return kNamesMax;
    case ValueKind::Number:
      return std::min<uint64_t>(kNamesMax, key.numbers().whole_numbers());
    case ValueKind::Enum:
      return schema_->enums[key.info().type.enum_index].words.size();
    default:
      return 2;
  }
}

std::optional<bulk::RunError> AccountDraw::check(uint64_t accounts) const {
  for (const FieldDraw& field : fields_) {
    if (!field.is_possible()) return impossible(schema_->account, field.info());
  }
  if (accounts <= accounts_max()) return std::nullopt;
  return bulk::RunError{fmt::format("{} accounts are too many: key `{}` of `{}` tells {} apart",
                                    accounts, fields_[identity_].info().name, schema_->account.name,
                                    accounts_max())};
}

void AccountDraw::append_identity(uint64_t account, std::string& out) const {
  const FieldDraw& key = fields_[identity_];
  switch (key.info().type.kind) {
    case ValueKind::Text:
      return append_name_of_account(out, account);
    case ValueKind::Number:
      return key.numbers().append(out, key.numbers().whole_number(account));
    case ValueKind::Day:
      return DayDraw::append(out, static_cast<Day>(key.days().low() + static_cast<Day>(account)));
    case ValueKind::Enum:
      out += schema_->enums[key.info().type.enum_index].words[account];
      return;
    case ValueKind::Bool:
      out += account == 0 ? "no" : "yes";
      return;
  }
}

/// A day that ends what the day before it in the record begins is mostly not before that one.
Day AccountDraw::draw_day(Stream& stream, const Habit& habit, const FieldDraw& field,
                          const std::optional<Day>& before) const {
  const bool after = before && names_an_end(field.info().name) && *before <= field.days().high() &&
                     !stream.one_in(16);
  if (after) return field.days().draw_after(stream, *before);
  return habit.is_early ? field.days().draw_early(stream) : field.days().draw(stream);
}

void AccountDraw::draw(Stream& stream, const Habit& habit, uint64_t account, Row& row) const {
  row.clear();
  std::optional<Day> before;
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (i == identity_) {
      append_identity(account, row.open());
    } else if (fields_[i].is_unstated(stream, habit.facts)) {
      // nothing stands there
    } else if (fields_[i].is_day()) {
      before = draw_day(stream, habit, fields_[i], before);
      DayDraw::append(row.open(), *before);
    } else {
      fields_[i].draw(stream, row.open());
    }
    row.close();
  }
}

}  // namespace tierline::generate
