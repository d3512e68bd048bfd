#include "tools/bulk/decide/open_answers.hpp"

#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/journal/journal.hpp"
#include "tools/bulk/state/binary.hpp"

namespace tierline::bulk {

namespace {

/// What is decided from which facts: only a run with the same question may go on with the answers
/// of an interrupted one.
Hash question_of(const RunRequest& request, const Data& data, const Earlier& earlier) {
  Writer out;
  out.text(request.tool_version);
  out.text(bytecode::digest(*request.program));
  out.number(request.as_of);
  out.number(request.known_on.value_or(calendar::kDayMin));
  out.number(static_cast<uint8_t>(request.missing ? 1 : 0));
  for (const std::string& name : request.top) out.text(name);
  for (const FileCount& file : data.files) {
    out.text(file.name);
    out.text(file.digest);
  }
  if (earlier.since) {
    for (const RowFile& file : earlier.since->state().row_files) out.text(file.digest);
  }
  return hash_of(out.bytes());
}

base::Result<AnswerSink, RunError> begin_answers(const RunRequest& request, const Data& data,
                                                 const SummaryBuilder& summary,
                                                 const Hash& question, OutFolder& folder) {
  AnswerSink sink;
  if (!folder.is_pretence()) folder.clear({});
  for (const AnswerFile& file : answer_files(request)) {
    auto created = folder.create(file.name);
    if (!created) return created.error();
    sink.files.push_back(std::move(created).value());
    sink.files.back().write(file.header);
  }
  sink.facts = no_answers(request, summary);
  if (folder.is_pretence() || data.portions() < 2) return sink;
  auto journal = Journal::begin(folder.path_of(kJournalFile), question);
  if (!journal) return journal.error();
  sink.journal.emplace(std::move(journal).value());
  return sink;
}

/// Goes on where an interrupted run stood. Nothing: there is none with this question.
std::optional<base::Result<AnswerSink, RunError>> resume_answers(const RunRequest& request,
                                                                 const SummaryBuilder& summary,
                                                                 const Hash& question,
                                                                 OutFolder& folder) {
  const std::vector<AnswerFile> names = answer_files(request);
  const auto journal = read_file(folder.path_of(kJournalFile));
  if (!journal) return std::nullopt;
  std::vector<FileBytes> texts;
  std::vector<AnswerBytes> answers;
  std::vector<std::string> kept = {std::string(kJournalFile)};
  for (const AnswerFile& file : names) {
    auto bytes = map_file(folder.path_of(file.name));
    if (!bytes) return std::nullopt;
    texts.push_back(std::move(bytes).value());
    answers.push_back({texts.back().view(), file.header});
    kept.push_back(file.name);
  }
  auto progressed = read_journal(journal.value().view(), question, answers, summary,
                                 no_answers(request, summary));
  if (!progressed) return std::nullopt;
  folder.clear(kept);
  AnswerSink sink;
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string_view begin = answers[i].bytes.substr(0, progressed->bytes[i]);
    auto file = OutFile::go_on(folder.path_of(names[i].name), begin);
    if (!file) return file.error();
    sink.files.push_back(std::move(file).value());
  }
  const std::string_view begin = journal.value().view().substr(0, progressed->journal_bytes);
  auto going_on = Journal::go_on(folder.path_of(kJournalFile), begin);
  if (!going_on) return going_on.error();
  sink.journal.emplace(std::move(going_on).value());
  sink.portions = sink.noted = progressed->portions;
  sink.facts = std::move(progressed->facts);
  return sink;
}

}  // namespace

base::Result<AnswerSink, RunError> open_answers(const RunRequest& request, const Data& data,
                                                const SummaryBuilder& summary,
                                                const Earlier& earlier, OutFolder& folder) {
  const Hash question = question_of(request, data, earlier);
  if (request.resume) {
    if (auto resumed = resume_answers(request, summary, question, folder)) {
      return std::move(*resumed);
    }
  }
  return begin_answers(request, data, summary, question, folder);
}

}  // namespace tierline::bulk
