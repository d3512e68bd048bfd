#include "tools/bulk/journal/journal.hpp"

#include <algorithm>

#include "tools/bulk/decide/answers.hpp"
#include "tools/bulk/state/binary.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kMagic = "tierline journal 1\n";
constexpr size_t kHashBytes = 16;

void write(Writer& out, const Note& note) {
  out.number(note.file);
  out.number(note.line);
  out.number(note.end);
  out.text(note.record);
}

Note read_note(Reader& in) {
  Note note;
  note.file = in.number<uint32_t>();
  note.line = in.number<uint32_t>();
  note.end = in.number<calendar::Day>();
  note.record = in.text();
  return note;
}

void write(Writer& out, const AnswerFacts& facts) {
  write(out, facts.states);
  out.number(static_cast<uint64_t>(facts.reevaluated));
  write(out, facts.tally);
  out.number(static_cast<uint64_t>(facts.notes.accounts));
  out.number(static_cast<uint64_t>(facts.notes.notes.size()));
  for (const Note& note : facts.notes.notes) write(out, note);
}

AnswerFacts read_facts(Reader& in, size_t row_files) {
  AnswerFacts facts;
  facts.states = read_lines(in, row_files);
  facts.reevaluated = in.number<uint64_t>();
  facts.tally = read_tally(in);
  facts.notes.accounts = in.number<uint64_t>();
  for (uint64_t left = in.count(1); left > 0; --left) facts.notes.notes.push_back(read_note(in));
  return facts;
}

Checkpoint read_checkpoint(Reader& in, size_t files, size_t row_files) {
  Checkpoint checkpoint;
  checkpoint.portions = in.number<uint64_t>();
  for (size_t i = 0; i < files; ++i) {
    std::vector<Piece>& pieces = checkpoint.pieces.emplace_back(in.count(sizeof(Piece)));
    for (Piece& piece : pieces) {
      piece.bytes = in.number<uint64_t>();
      piece.hash.low = in.number<uint64_t>();
      piece.hash.high = in.number<uint64_t>();
    }
  }
  checkpoint.facts = read_facts(in, row_files);
  return checkpoint;
}

std::string to_bytes(const Checkpoint& checkpoint) {
  Writer out;
  out.number(checkpoint.portions);
  for (const std::vector<Piece>& pieces : checkpoint.pieces) {
    out.number(static_cast<uint64_t>(pieces.size()));
    for (const Piece& piece : pieces) {
      out.number(piece.bytes);
      out.number(piece.hash.low);
      out.number(piece.hash.high);
    }
  }
  write(out, checkpoint.facts);
  return out.finish();
}

std::string head(const Hash& identity) {
  Writer out;
  out.raw(kMagic);
  out.number(identity.low);
  out.number(identity.high);
  return out.bytes();
}

/// Takes the next checkpoint off the front of a journal, if it is whole.
std::optional<Checkpoint> take_checkpoint(std::string_view& rest, size_t files, size_t row_files) {
  Reader size(rest);
  const auto bytes = size.number<uint64_t>();
  const std::string_view record = size.raw(bytes);
  if (size.failed || record.size() < kHashBytes) return std::nullopt;
  const std::string_view body = record.substr(0, record.size() - kHashBytes);
  Reader tail(record.substr(body.size()));
  const Hash hash{tail.number<uint64_t>(), tail.number<uint64_t>()};
  if (hash != hash_of(body)) return std::nullopt;
  Reader in(body);
  Checkpoint checkpoint = read_checkpoint(in, files, row_files);
  if (in.failed || !in.finished()) return std::nullopt;
  rest.remove_prefix(sizeof(bytes) + record.size());
  return checkpoint;
}

/// Whether the pieces stand where the file goes on.
bool stand_there(const std::vector<Piece>& pieces, std::string_view file, uint64_t& at) {
  for (const Piece& piece : pieces) {
    if (at > file.size() || piece.bytes > file.size() - at) return false;
    if (hash_of(file.substr(at, piece.bytes)) != piece.hash) return false;
    at += piece.bytes;
  }
  return true;
}

}  // namespace

base::Result<Journal, RunError> Journal::begin(const std::filesystem::path& path,
                                               const Hash& identity) {
  auto created = OutFile::create(path);
  if (!created) return created.error();
  Journal journal(std::move(created).value());
  journal.file_.write(head(identity));
  return journal;
}

base::Result<Journal, RunError> Journal::go_on(const std::filesystem::path& path,
                                               std::string_view begin) {
  auto file = OutFile::go_on(path, begin);
  if (!file) return file.error();
  return Journal(std::move(file).value());
}

void Journal::add(const Checkpoint& checkpoint) {
  const std::string record = to_bytes(checkpoint);
  Writer size;
  size.number(static_cast<uint64_t>(record.size()));
  file_.write(size.bytes());
  file_.write(record);
  file_.flush();
}

std::optional<Progressed> read_journal(std::string_view journal, const Hash& identity,
                                       const std::vector<AnswerBytes>& answers,
                                       const SummaryBuilder& summary, AnswerFacts empty) {
  const std::string begin = head(identity);
  if (!journal.starts_with(begin)) return std::nullopt;
  Progressed out;
  out.facts = std::move(empty);
  for (const AnswerBytes& file : answers) {
    if (!file.bytes.starts_with(file.header)) return std::nullopt;
    out.bytes.push_back(file.header.size());
  }
  std::string_view rest = journal.substr(begin.size());
  while (true) {
    std::string_view behind = rest;
    auto next = take_checkpoint(behind, answers.size(), out.facts.states.bytes.size());
    if (!next) break;
    std::vector<uint64_t> ends = out.bytes;
    bool stands = true;
    for (size_t i = 0; i < answers.size() && stands; ++i) {
      stands = stand_there(next->pieces[i], answers[i].bytes, ends[i]);
    }
    if (!stands) break;
    out.bytes = std::move(ends);
    out.portions += next->portions;
    add(std::move(next->facts), summary, out.facts);
    rest = behind;
  }
  out.journal_bytes = journal.size() - rest.size();
  return out;
}

}  // namespace tierline::bulk
