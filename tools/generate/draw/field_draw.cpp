#include "tools/generate/draw/field_draw.hpp"

namespace tierline::generate {

namespace {

using bytecode::ValueKind;

constexpr uint64_t kUnstatedOptional = 2;  // one in so many
constexpr uint64_t kUnstatedDefault = 2;

}  // namespace

FieldDraw::FieldDraw(const RecordSetting& setting, const bytecode::FieldInfo& field,
                     const FieldInterest& interest)
    : info_(&field), interest_(&interest) {
  switch (field.type.kind) {
    case ValueKind::Bool:
      words_ = {"yes", "no"};
      break;
    case ValueKind::Enum:
      words_ = setting.schema.enums[field.type.enum_index].words;
      break;
    case ValueKind::Number:
      numbers_.emplace(field, interest, setting.window, setting.entries);
      break;
    case ValueKind::Day:
      days_.emplace(field, interest, setting.window, setting.reach);
      break;
    case ValueKind::Text:
      texts_.emplace(field, interest);
      break;
  }
}

bool FieldDraw::is_possible() const {
  if (numbers_) return numbers_->is_possible();
  if (days_) return days_->is_possible();
  return texts_ || !words_.empty();
}

bool FieldDraw::is_unstated(Stream& stream, Stating stating) const {
  if (info_->default_value) return stream.one_in(kUnstatedDefault);
  if (!info_->optional) return false;
  return stating == Stating::Mixed ? stream.one_in(kUnstatedOptional) : stating == Stating::Never;
}

void FieldDraw::draw(Stream& stream, std::string& out) const {
  if (numbers_) {
    numbers_->append(out, numbers_->draw(stream));
  } else if (days_) {
    DayDraw::append(out, days_->draw(stream));
  } else if (texts_) {
    texts_->draw(stream, out);
  } else {
    out += stream.one_of(words_);
  }
}

bool names_an_end(std::string_view field) { return field == "until" || field.ends_with("_until"); }

}  // namespace tierline::generate
