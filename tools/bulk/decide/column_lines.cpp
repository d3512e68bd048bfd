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
  for (const bytecode::FieldInfo& field : schema.account.fields) keys_ += field.key ? 1 : 0;
  numbers_.resize(texts_.size());
}

void ColumnLines::write(const Portion& portion, size_t first, size_t end,
                        const columnar::AnswerRoom& room, std::optional<calendar::Day> valid_until,
                        Answers& answers) {
  for (size_t i = 0; i < numbers_.size(); ++i) {
    room.copy(i, portion.row(first), end - first, numbers_[i]);
  }
  line_bytes_.resize(end - first);
  const std::string last_day = valid_until ? calendar::to_text(*valid_until) : "";
  write_lines(first, "," + last_day + "\n");
  answers.lines[kDecisionLines] += lines_.view();
  LineStates& states = answers.facts.states;
  states.add(valid_until.value_or(kForGood), line_bytes_);
  for (size_t account = first; account < end; ++account) {
    if (data_.hides[account] != 0) states.valid_until[states.size() - (end - account)] = kAskAgain;
  }
  summary_.add_decided(portion, first, numbers_, answers.facts.tally);
}

void ColumnLines::write_lines(size_t first, std::string_view last_day) {
  const size_t count = line_bytes_.size();
  const bool is_plain = !has_special(data_.accounts.keys(first, first + count));
  std::string quoted;
  lines_.clear();
  for (size_t i = 0; i < count; ++i) {
    const std::string_view key = data_.accounts.key(first + i);
    if (!is_plain) {
      quoted.clear();
      append_keys(quoted, schema_, data_, first + i);
    }
    const size_t keys_max = is_plain ? key.size() + 1 : quoted.size();
    char* const begin = lines_.more(keys_max + bytes_max_ + last_day.size());
    char* to = put(is_plain ? put_keys(begin, key) : put(begin, quoted), kDecided);
    for (size_t output = 0; output < texts_.size(); ++output) {
      *to++ = ',';
      to = texts_[output].put(to, numbers_[output][i]);
    }
    to = put(to, last_day);
    line_bytes_[i] = static_cast<uint32_t>(to - begin);
    lines_.grow(line_bytes_[i]);
  }
}

/// Keys without a letter that needs quotes: `ACME,DK,`.
char* ColumnLines::put_keys(char* to, std::string_view key) const {
  if (keys_ == 0) return to;
  char* const end = put(to, key);
  if (keys_ > 1) std::replace(to, end, '\0', ',');
  *end = ',';
  return end + 1;
}

}  // namespace tierline::bulk
