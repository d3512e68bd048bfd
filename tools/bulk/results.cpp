#include "tools/bulk/results.hpp"

#include <algorithm>

#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/write/manifest.hpp"
#include "tools/bulk/write/parquet_results.hpp"

namespace tierline::bulk {

namespace {

std::vector<std::string> file_names(const Data& data) {
  std::vector<std::string> names;
  for (const FileCount& file : data.files) names.push_back(file.name);
  return names;
}

/// The first of the results are the files of answers: decisions, then the parts of each split.
void write_state(const RunRequest& request, const Data& data, const AccountsView& accounts,
                 const std::vector<OutFileInfo>& results, OutFile& out) {
  std::vector<RowFile> files;
  const std::vector<AnswerFile> answers = answer_files(request);
  for (size_t i = 0; i < state_files(request.program->schema); ++i) {
    files.push_back(
        {results[i].name, results[i].digest, results[i].hash, answers[i].header.size()});
  }
  write_state(identity_of(request), files, accounts, file_names(data), data.log.files(),
              [&](std::string bytes) { out.take(std::move(bytes)); });
}

AccountsView accounts_of(const Data& data, const LineStates& lines) {
  return {data.accounts.keys(), data.accounts.key_ends(), data.log.sums(), &lines};
}

Changes compare(const RunRequest& request, const Data& data, const AccountsView& accounts,
                std::string_view decisions, const PreviousRun& before) {
  const RunIdentity identity = identity_of(request);
  const RunState& old_run = before.state();
  const std::vector<std::string> names = file_names(data);
  return changes_between(request.program->schema,
                         {&old_run.identity, before.rows(kDecisionLines), &old_run.files,
                          &old_run.records, old_run.accounts.view()},
                         {&identity, decisions, &names, &data.log.files(), accounts});
}

size_t count_decided(const LineStates& states) {
  return static_cast<size_t>(std::count(states.decided.begin(), states.decided.end(), uint8_t{1}));
}

}  // namespace

std::optional<RunError> finish(std::vector<OutFile>& files, std::vector<OutFileInfo>& results,
                               Syncing& syncing) {
  for (OutFile& file : files) {
    auto finished = file.finish(syncing);
    if (!finished) return finished.error();
    results.push_back(std::move(finished).value());
  }
  return std::nullopt;
}

Results::Results(const RunRequest& request, const Data& data, OutFolder& folder)
    : request_(request), data_(data), folder_(folder) {}

std::optional<RunError> Results::write_notes_of(AnswerSink& sink, RunReport& report) {
  if (places_for_notes(*request_.program) == Places::Forget) return std::nullopt;
  Notes& notes = sink.facts.notes;
  sort(notes);
  report.after_end = bulk::report(data_, notes);
  report.counts.after_end = report.after_end->entries;
  return file(kNotesFile, [&](OutFile& out) { write_notes(data_, notes, out); });
}

std::optional<RunError> Results::compare_with(const PreviousRun& before,
                                              const AccountsView& accounts, RunReport& report) {
  const auto decisions = map_file(folder_.path_of(kDecisionsFile));
  if (!decisions) return decisions.error();
  const Changes changes = compare(request_, data_, accounts, decisions.value().view(), before);
  report.changes = changes.counts;
  return file(kChangesFile, [&](OutFile& out) { out.write(changes.csv); });
}

std::optional<RunError> Results::write(AnswerSink& sink, const Earlier& earlier,
                                       RunReport& report) {
  if (auto error = finish(sink.files, results_, folder_.syncing())) return error;
  const auto behind =
      results_.begin() + static_cast<ptrdiff_t>(state_files(request_.program->schema));
  const std::vector<OutFileInfo> missing(behind, results_.end());  // stands behind the others
  results_.erase(behind, results_.end());
  report.counts = count(data_, count_decided(sink.facts.states));
  assert_counts(data_, report.counts);
  auto error = file(kRejectsFile, [&](OutFile& out) { write_rejects(data_, out); });
  if (!error) error = write_notes_of(sink, report);
  if (error) return error;
  const AccountsView accounts = accounts_of(data_, sink.facts.states);
  // A later run goes on from the lines of CSV files; from Parquet it cannot, and needs no state.
  const bool with_state = request_.with_state && request_.answers == FileFormat::Csv;
  if (earlier.against) error = compare_with(*earlier.against, accounts, report);
  if (error) return error;
  if (request_.answers == FileFormat::Parquet && !folder_.is_pretence()) {
    error = results_to_parquet(request_.program->schema, folder_, results_);
    if (error) return error;
    report.results_file = kDecisionsParquet;
  }
  results_.insert(results_.end(), missing.begin(), missing.end());
  if (with_state) {
    error = file(kStateFile,
                 [&](OutFile& out) { write_state(request_, data_, accounts, results_, out); });
    if (error) return error;
  }
  const std::string json = to_json({request_.tool_version,
                                    request_.program,
                                    request_.program_files,
                                    request_.as_of,
                                    request_.known_on,
                                    {},
                                    &data_,
                                    report.counts,
                                    results_});
  return file(kManifestFile, [&](OutFile& out) { out.write(json); });
}

}  // namespace tierline::bulk
