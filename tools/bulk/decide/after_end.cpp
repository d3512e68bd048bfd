#include "tools/bulk/decide/after_end.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/decide/end_program.hpp"
#include "tools/bulk/state/run_state.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kFirstPlaces = 3;

}  // namespace

AfterEnd::AfterEnd(const bytecode::Bytecode& program, const Data& data, calendar::Day as_of)
    : data_(data), schema_(program.schema), as_of_(as_of), program_(end_program(program)) {
  if (program_) engine_.emplace(*program_);
}

/// Nothing: it has none, or none that can be told (then the account has no decision either).
std::optional<calendar::Day> AfterEnd::end_of(size_t account) {
  engine_->decide(data_.batch, account, as_of_, decision_);
  if (decision_.fault) return std::nullopt;
  const bool known = decision_.outputs.size() == 1 || decision_.outputs[1].number != 0;
  if (!known) return std::nullopt;
  return static_cast<calendar::Day>(decision_.outputs[0].number);
}

calendar::Day AfterEnd::look(size_t account) {
  const auto end = end_of(account);
  const calendar::Day until =
      decision_.fault ? kAskAgain : decision_.valid_until.value_or(kForGood);
  if (!end) return until;
  const size_t before = notes_.size();
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
    const batch::LedgerBatch& ledger = data_.batch.ledgers[i];
    const batch::Column& on = ledger.columns[schema_.ledgers[i].on_field];
    for (uint64_t row = ledger.offsets[account]; row < ledger.offsets[account + 1]; ++row) {
      if (on.values[row] > *end) notes_.push_back({data_.places[i][row], *end});
    }
  }
  if (notes_.size() == before) return until;
  ++accounts_;
  return kAskAgain;  // a note names a line, and a line may move without its account's facts
}

void AfterEnd::sort() {
  std::sort(notes_.begin(), notes_.end(), [](const Note& a, const Note& b) {
    return std::pair(a.place.file, a.place.line) < std::pair(b.place.file, b.place.line);
  });
}

void AfterEnd::write(OutFile& file) {
  sort();
  file.write("file,line,note,ended,record\n");
  std::string line;
  for (const Note& note : notes_) {
    line.clear();
    append_csv(line, data_.files[note.place.file].name);
    line += fmt::format(",{},dated after the end of its account,{},", note.place.line,
                        calendar::to_text(note.end));
    append_csv(line, readable_record(note.place.record));
    line += '\n';
    file.write(line);
  }
}

AfterEndReport AfterEnd::report() {
  sort();
  AfterEndReport out{notes_.size(), accounts_, {}};
  for (size_t i = 0; i < std::min(notes_.size(), kFirstPlaces); ++i) {
    const EntryPlace& place = notes_[i].place;
    const FileCount& file = data_.files[place.file];
    out.first.push_back(place_in(file.name, file.counted, place.line));
  }
  return out;
}

}  // namespace tierline::bulk
