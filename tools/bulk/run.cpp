#include "tools/bulk/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/decide/all_accounts.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/state/previous_run.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/missing_csv.hpp"
#include "tools/bulk/write/parts_csv.hpp"
#include "tools/bulk/write/result_files.hpp"

namespace tierline::bulk {

namespace {

bool is_own_column(const std::string& name) {
  return name == kStatusColumn || name == kReasonColumn || name == kValidUntilColumn;
}

/// No two columns of decisions.csv may have one name.
std::optional<RunError> check_column_names(const bytecode::Schema& schema) {
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (!field.key || !is_own_column(field.name)) continue;
    return RunError{fmt::format("the program has a key `{}`, but {} has that column already",
                                field.name, kDecisionsFile)};
  }
  for (const bytecode::OutputInfo& output : schema.outputs) {
    bool taken = is_own_column(output.name);
    for (const bytecode::FieldInfo& field : schema.account.fields) {
      taken = taken || (field.key && field.name == output.name);
    }
    if (taken) {
      return RunError{fmt::format("the program decides `{}`, but {} has that column already",
                                  output.name, kDecisionsFile)};
    }
  }
  return std::nullopt;
}

std::optional<RunError> check_top(const RunRequest& request) {
  std::vector<std::string_view> known;
  for (const bytecode::OutputInfo& output : request.program->schema.outputs) {
    if (output.type.kind == bytecode::ValueKind::Number) known.push_back(output.name);
  }
  for (const std::string& name : request.top) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return RunError{
        fmt::format("the program decides no number {}{}", shown(name), suggestion(name, known))};
  }
  return std::nullopt;
}

RunIdentity identity_of(const RunRequest& request) {
  return {request.tool_version, request.program->header.title, bytecode::digest(*request.program),
          request.as_of, request.known_on};
}

std::vector<std::string> file_names(const Data& data) {
  std::vector<std::string> names;
  for (const FileCount& file : data.files) names.push_back(file.name);
  return names;
}

/// The first of the results are the files of answers: decisions, then the parts of each split.
std::string state_bytes(const RunRequest& request, const Data& data, const AllAccounts& decider,
                        const std::vector<OutFileInfo>& results) {
  std::vector<RowFile> files;
  for (size_t i = 0; i < decider.header_bytes().size(); ++i) {
    files.push_back({results[i].name, results[i].digest, decider.header_bytes()[i]});
  }
  return to_bytes(identity_of(request), files, decider.states(), file_names(data),
                  data.log.files());
}

/// decisions.csv, then the parts of each split.
base::Result<std::vector<OutFile>, RunError> create_files(OutFolder& folder,
                                                          const bytecode::Schema& schema) {
  std::vector<std::string> names = {std::string(kDecisionsFile)};
  for (const bytecode::SplitInfo& split : schema.splits) names.push_back(parts_file(split.name));
  std::vector<OutFile> files;
  files.reserve(names.size());
  for (const std::string& name : names) {
    auto created = folder.create(name);
    if (!created) return created.error();
    files.push_back(std::move(created).value());
  }
  return files;
}

std::optional<RunError> finish(std::vector<OutFile>& files, std::vector<OutFileInfo>& results) {
  for (OutFile& file : files) {
    auto finished = file.finish();
    if (!finished) return finished.error();
    results.push_back(std::move(finished).value());
  }
  return std::nullopt;
}

/// Only runs about accounts with the same keys can be compared.
std::optional<RunError> check_comparable(const RunRequest& request, const PreviousRun& before) {
  const std::string begin =
      fmt::format("{}{},", key_columns(request.program->schema), kStatusColumn);
  if (before.rows(kDecisionRows).starts_with(begin)) return std::nullopt;
  return RunError{fmt::format("cannot compare with `{}`: its accounts have other keys",
                              request.against.string())};
}

/// What the folder of a run needs besides its data.
struct Earlier {
  std::optional<PreviousRun> since;
  std::optional<PreviousRun> against;
};

Changes compare(const RunRequest& request, const Data& data, const AllAccounts& decider,
                const PreviousRun& before) {
  const RunIdentity identity = identity_of(request);
  const RunState& old_run = before.state();
  const std::vector<std::string> names = file_names(data);
  return changes_between(request.program->schema,
                         {&old_run.identity, before.rows(kDecisionRows), &old_run.files,
                          &old_run.records, &old_run.accounts},
                         {&identity, decider.text(), &names, &data.log.files(), &decider.states()});
}

base::Result<Earlier, RunError> open_earlier(const RunRequest& request) {
  Earlier earlier;
  if (!request.since.empty()) {
    auto opened = PreviousRun::open(request.since);
    if (!opened) return opened.error();
    earlier.since = std::move(opened).value();
    const RunIdentity& before = earlier.since->state().identity;
    if (auto error = check_goes_on(request.since, before, identity_of(request))) return *error;
  }
  if (!request.against.empty()) {
    auto opened = PreviousRun::open(request.against);
    if (!opened) return opened.error();
    earlier.against = std::move(opened).value();
    if (auto error = check_comparable(request, *earlier.against)) return *error;
  }
  return earlier;
}

base::Result<RunReport, RunError> decide_into(const RunRequest& request, const Data& data,
                                              const Earlier& earlier, OutFolder& folder) {
  RunReport report;
  Manifest manifest{request.tool_version,
                    request.program,
                    request.program_files,
                    request.as_of,
                    request.known_on,
                    {},
                    &data,
                    {},
                    {}};
  auto created = create_files(folder, request.program->schema);
  if (!created) return created.error();
  std::vector<OutFile> files = std::move(created).value();
  AllAccounts decider(request, data, files, earlier.since ? &*earlier.since : nullptr);
  decider.decide_all();
  report.counts = manifest.counts = count(data, decider.decided());
  report.went_on = earlier.since.has_value();
  report.reevaluated = decider.reevaluated();
  report.summary = decider.summary();
  auto error = finish(files, manifest.results);
  if (error) return *error;
  if (is_stopped(request)) return RunError{"interrupted; nothing was written"};
  assert_counts(data, report.counts);
  error = write_file(folder, kRejectsFile, manifest.results,
                     [&](OutFile& file) { write_rejects(data, file); });
  if (error) return *error;
  if (decider.after_end().is_said()) {
    error = write_notes(decider.after_end(), folder, manifest.results, report);
    if (error) return *error;
    manifest.counts = report.counts;
  }
  if (earlier.against) {
    const Changes changes = compare(request, data, decider, *earlier.against);
    report.changes = changes.counts;
    error = write_file(folder, kChangesFile, manifest.results,
                       [&](OutFile& file) { file.write(changes.csv); });
    if (error) return *error;
  }
  if (request.missing) {
    error = write_file(folder, kMissingFile, manifest.results,
                       [&](OutFile& file) { write_missing(request, data, file); });
    if (error) return *error;
    if (is_stopped(request)) return RunError{"interrupted; nothing was written"};
  }
  error = write_file(folder, kStateFile, manifest.results, [&](OutFile& file) {
    file.write(state_bytes(request, data, decider, manifest.results));
  });
  if (error) return *error;
  const std::string json = to_json(manifest);
  error =
      write_file(folder, kManifestFile, manifest.results, [&](OutFile& file) { file.write(json); });
  if (error) return *error;
  return report;
}

}  // namespace

std::optional<RunError> write_notes(AfterEnd& after_end, OutFolder& folder,
                                    std::vector<OutFileInfo>& results, RunReport& report) {
  report.after_end = after_end.report();
  report.counts.after_end = report.after_end->entries;
  return write_file(folder, kNotesFile, results, [&](OutFile& file) { after_end.write(file); });
}

Places places_for_notes(const bytecode::Bytecode& program) {
  const bool ends = program.status && program.status->ends != bytecode::kNone;
  return ends ? Places::Keep : Places::Forget;
}

std::optional<RunError> check_in_force(const bytecode::Bytecode& program, calendar::Day as_of) {
  const bytecode::Header& header = program.header;
  const auto refuse = [&](std::string_view since, calendar::Day day) {
    return RunError{fmt::format("`{}` is in force {} {}; it decides nothing on {}", header.title,
                                since, calendar::to_text(day), calendar::to_text(as_of))};
  };
  if (header.in_force_from && as_of < *header.in_force_from) {
    return refuse("from", *header.in_force_from);
  }
  if (header.in_force_until && as_of > *header.in_force_until) {
    return refuse("until", *header.in_force_until);
  }
  return std::nullopt;
}

base::Result<RunReport, RunError> run(const RunRequest& request) {
  const bytecode::Schema& schema = request.program->schema;
  if (auto error = check_in_force(*request.program, request.as_of)) return *error;
  if (auto error = check_column_names(schema)) return *error;
  if (auto error = check_part_columns(schema)) return *error;
  if (request.missing) {
    if (auto error = check_missing(*request.program)) return *error;
  }
  if (auto error = check_top(request)) return *error;
  if (auto error = check_known_on(schema, request.known_on)) return *error;
  auto prepared = OutFolder::prepare(request.out, request.existing);
  if (!prepared) return prepared.error();
  OutFolder folder = std::move(prepared).value();

  auto opened = open_earlier(request);
  if (!opened) return opened.error();
  Earlier earlier = std::move(opened).value();
  GoOn go_on;
  if (earlier.since) go_on = {&earlier.since->state(), request.as_of};
  const auto data = read_data(request.data, schema, request.known_on, go_on,
                              places_for_notes(*request.program), request.stop);
  if (!data) return data.error();
  auto report = decide_into(request, data.value(), earlier, folder);
  if (!report) return report.error();
  for (auto* run : {&earlier.since, &earlier.against}) {
    if (!*run) continue;
    if (auto error = (*run)->check_rows()) return *error;
  }
  if (auto error = folder.publish()) return *error;
  RunReport out = std::move(report).value();
  out.files = data.value().files;
  out.ignored_files = data.value().ignored_files;
  out.with_known_on = request.known_on.has_value();
  return out;
}

}  // namespace tierline::bulk
