#include "tools/bulk/decide/column_lines.hpp"

#include <algorithm>
#include <cstring>

#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kDecided = "decided,";

char* put(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

}  // namespace

ColumnLines::ColumnLines(const bytecode::Schema& schema, const Data& data,
                         const SummaryBuilder& summary)
    : schema_(schema), data_(data), summary_(summary), bytes_max_(kDecided.size()) {
  for (const bytecode::OutputInfo& output : schema.outputs) {
    bytes_max_ += 1 + texts_.emplace_back(schema, output.type).bytes_max();
  }
  for (const bytecode::FieldInfo& field : schema.account.fields) has_keys_ |= field.key;
}

void ColumnLines::write(const Portion& portion, size_t first, size_t end,
                        const columnar::AnswerRoom& room, std::optional<calendar::Day> valid_until,
                        Answers& answers) {
  const std::string last_day =
      "," + (valid_until ? calendar::to_text(*valid_until) : std::string()) + "\n";
  const calendar::Day lasts = valid_until.value_or(kForGood);
  const bool is_plain = !has_special(data_.accounts.keys(first, end));
  std::string keys;
  lines_.clear();
  for (size_t account = first; account < end; ++account) {
    keys.clear();
    const std::string_view key = data_.accounts.key(account);
    if (!is_plain) append_keys(keys, schema_, data_, account);
    const size_t keys_max = std::max(keys.size(), key.size() + 1);
    char* const begin = lines_.more(keys_max + bytes_max_ + last_day.size());
    char* to = is_plain ? put_keys(begin, key) : put(begin, keys);
    to = put(to, kDecided);
    const size_t row = portion.row(account);
    for (size_t i = 0; i < texts_.size(); ++i) {
      *to++ = ',';
      to = texts_[i].put(to, room.number(i, row));
    }
    to = put(to, last_day);
    const auto bytes = static_cast<uint32_t>(to - begin);
    lines_.grow(bytes);
    const bool again = data_.hides[account] != 0;
    answers.facts.states.add(again ? kAskAgain : lasts, true, {&bytes, 1});
    summary_.add_decided(portion, account, room, answers.facts.tally);
  }
  answers.lines[kDecisionLines] += lines_.view();
}

/// Keys without a letter that needs quotes: `ACME,DK,`.
char* ColumnLines::put_keys(char* to, std::string_view key) {
  if (!has_keys_) return to;
  char* const end = put(to, key);
  std::replace(to, end, '\0', ',');
  *end = ',';
  return end + 1;
}

}  // namespace tierline::bulk
