#include "tools/bulk/write/answer_text.hpp"

#include "runtime/decimal/text.hpp"
#include "runtime/decision/decision.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

using bytecode::ValueKind;

constexpr size_t kKnownValues = 256;  // a power of two

}  // namespace

AnswerText::AnswerText(const bytecode::Schema& schema, const bytecode::ValueType& type)
    : schema_(schema), type_(type) {
  if (type.kind == ValueKind::Enum || type.kind == ValueKind::Bool) {
    const size_t count =
        type.kind == ValueKind::Bool ? 2 : schema.enums[type.enum_index].words.size();
    for (size_t i = 0; i < count; ++i) {
      append(words_.emplace_back(), bytecode::Value{static_cast<int64_t>(i), ""});
    }
  } else if (type.kind == ValueKind::Number && type.measure != bytecode::Measure::Percent) {
    is_plain_number_ = true;
  } else {
    known_.resize(kKnownValues);
  }
}

void AnswerText::append(std::string& out, int64_t value) {
  if (!words_.empty()) {
    out += words_[static_cast<size_t>(value)];
  } else if (is_plain_number_) {
    decimal::append_scaled(out, value, static_cast<int>(type_.scale));
  } else {
    Known& known = known_[static_cast<uint64_t>(value) % kKnownValues];
    if (known.text.empty() || known.value != value) {
      known = {value, ""};
      append(known.text, bytecode::Value{value, ""});
    }
    out += known.text;
  }
}

void AnswerText::append(std::string& out, const bytecode::Value& value) const {
  append_csv(out, decision::to_text(value, type_, schema_));
}

}  // namespace tierline::bulk
