#include "tools/generate/draw/text_draw.hpp"

#include <algorithm>

namespace tierline::generate {

namespace {

constexpr uint64_t kFew = 6;
constexpr uint64_t kMany = 500;
constexpr size_t kNameDigits = 8;

/// What a reader of files must get right.
constexpr const char* kAwkward[] = {"North, South", "the \"old\" one", "Ærøskøbing", "東京",
                                    "a;b\tc"};

}  // namespace

TextDraw::TextDraw(const bytecode::FieldInfo& field, const FieldInterest& interest)
    : name_(field.name) {
  for (const std::string& word : interest.words) {
    if (!word.empty()) words_.push_back(word);  // an empty text is a fact that is not stated
  }
  std::replace(name_.begin(), name_.end(), '_', ' ');
  if (name_[0] >= 'a' && name_[0] <= 'z') name_[0] = static_cast<char>(name_[0] - 'a' + 'A');
}

void TextDraw::draw(Stream& stream, std::string& out) const {
  if (!words_.empty() && !stream.one_in(8)) {
    out += stream.one_of(words_);
  } else if (stream.one_in(64)) {
    out += kAwkward[stream.below(std::size(kAwkward))];
  } else {
    out += name_;
    out += ' ';
    out += std::to_string(1 + stream.below(stream.one_in(3) ? kMany : kFew));
  }
}

void append_name_of_account(std::string& out, uint64_t account) {
  const std::string digits = std::to_string(account + 1);
  out += 'A';
  out.append(kNameDigits - std::min(kNameDigits, digits.size()), '0');
  out += digits;
}

}  // namespace tierline::generate
