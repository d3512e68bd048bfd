#include "tools/bulk/decide/after_end.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "tools/bulk/decide/end_program.hpp"
#include "tools/bulk/state/run_state.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kFirstPlaces = 3;

}  // namespace

void Notes::add(Notes&& more) {
  notes.insert(notes.end(), std::make_move_iterator(more.notes.begin()),
               std::make_move_iterator(more.notes.end()));
  accounts += more.accounts;
}

AfterEnd::AfterEnd(const bytecode::Bytecode& program, calendar::Day as_of)
    : schema_(program.schema), as_of_(as_of), program_(end_program(program)) {
  if (program_) engine_.emplace(*program_);
}

/// Nothing: it has none, or none that can be told (then the account has no decision either).
std::optional<calendar::Day> AfterEnd::end_of(const batch::Batch& batch, size_t row) {
  engine_->decide(batch, row, as_of_, decision_);
  if (decision_.fault) return std::nullopt;
  const bool known = decision_.outputs.size() == 1 || decision_.outputs[1].number != 0;
  if (!known) return std::nullopt;
  return static_cast<calendar::Day>(decision_.outputs[0].number);
}

calendar::Day AfterEnd::look(const Portion& portion, size_t account, Notes& notes) {
  const size_t row = portion.row(account);
  const auto end = end_of(*portion.batch, row);
  const calendar::Day until =
      decision_.fault ? kAskAgain : decision_.valid_until.value_or(kForGood);
  if (!end) return until;
  const size_t before = notes.notes.size();
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
    const batch::LedgerBatch& ledger = portion.batch->ledgers[i];
    const batch::Column& on = ledger.columns[schema_.ledgers[i].on_field];
    for (uint64_t entry = ledger.offsets[row]; entry < ledger.offsets[row + 1]; ++entry) {
      if (on.values[entry] <= *end) continue;
      const EntryPlace& place = (*portion.places)[i][entry];
      notes.notes.push_back({place.file, place.line, *end, std::string(place.record)});
    }
  }
  if (notes.notes.size() == before) return until;
  ++notes.accounts;
  return kAskAgain;  // a note names a line, and a line may move without its account's facts
}

void sort(Notes& notes) {
  std::sort(notes.notes.begin(), notes.notes.end(), [](const Note& a, const Note& b) {
    return std::pair(a.file, a.line) < std::pair(b.file, b.line);
  });
}

void write_notes(const Data& data, const Notes& notes, OutFile& file) {
  file.write("file,line,note,ended,record\n");
  std::string line;
  for (const Note& note : notes.notes) {
    line.clear();
    append_csv(line, data.files[note.file].name);
    line += fmt::format(",{},dated after the end of its account,{},", note.line,
                        calendar::to_text(note.end));
    append_csv(line, readable_record(note.record));
    line += '\n';
    file.write(line);
  }
}

AfterEndReport report(const Data& data, const Notes& notes) {
  AfterEndReport out{notes.notes.size(), notes.accounts, {}};
  for (size_t i = 0; i < std::min(notes.notes.size(), kFirstPlaces); ++i) {
    const Note& note = notes.notes[i];
    out.first.push_back(place_in(data.files[note.file], note.line));
  }
  return out;
}

}  // namespace tierline::bulk
