#include "tools/bulk/replay.hpp"

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/nearest.hpp"
#include "tools/bulk/decide/after_end.hpp"
#include "tools/bulk/decide/lasting.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/result_files.hpp"

namespace tierline::bulk {

namespace {

using bytecode::Bytecode;
using calendar::Day;
using timeline::Change;

const std::string& word(const Bytecode& program, uint32_t tier) {
  return program.schema.enums[0].words[tier];
}

HistoryLine line_of(const Change& change, const Bytecode& program) {
  const bool has_clause = change.clause != bytecode::kNone;
  return {change.day, word(program, change.from), word(program, change.to),
          timeline::describe(change, program),
          has_clause ? program.clauses[change.clause].id : std::string()};
}

HistoryLine undetermined_line(Day day, const std::string& from, const std::string& reason) {
  return {day, from, "", "undetermined: " + reason, ""};
}

/// The tier that is held on the first day, where it did not change on that day.
HistoryLine first_line(const Bytecode& program, const timeline::State& state, Day day) {
  const bool reached = state.reached != timeline::kNoDay;
  const std::string since =
      reached ? "held since " + calendar::to_text(state.reached) : "held so far";
  return {day, "", word(program, state.tier), since, ""};
}

/// Why an account of a data folder has no history.
std::string undetermined_reason(const Data& data, size_t account) {
  const Undetermined undetermined = *data.undetermined[account];
  const Reject& first = data.rejects[undetermined.first_reject];
  return undetermined.more == 0
             ? place_and_reason(data, first)
             : fmt::format("{}; and {} more", place_and_reason(data, first), undetermined.more);
}

History history_of(timeline::Decider& engine, const Bytecode& program, const Data& data,
                   const Portion& portion, size_t account, Days days) {
  if (!data.undetermined[account]) {
    return history(engine, program, *portion.batch, portion.row(account), days);
  }
  const std::string reason = undetermined_reason(data, account);
  return {{undetermined_line(days.from, "", reason)}, false};
}

// ---- one account --------------------------------------------------------------------------------

/// The fields of one CSV record.
std::vector<std::string> fields_of(const std::string& text) {
  base::CsvReader reader(text);
  base::CsvRecord record;
  if (!reader.next(record)) return {};
  return {record.fields.begin(), record.fields.end()};
}

std::string key_names(const KeyReader& keys) {
  std::string out;
  for (size_t i = 0; i < keys.size(); ++i) out += (i == 0 ? "" : ",") + keys.field(i).name;
  return out;
}

/// A key as --subject takes it.
std::string written_key(std::string_view key) {
  std::string out;
  for (const std::string_view part : key_parts(key)) {
    if (!out.empty()) out += ',';
    append_csv(out, part);
  }
  return out;
}

RunError unknown_subject(const Data& data, const std::string& keys) {
  std::vector<std::string> known;
  for (size_t i = 0; i < data.accounts.size(); ++i) {
    known.push_back(written_key(data.accounts.key(i)));
  }
  const std::vector<std::string_view> words(known.begin(), known.end());
  const std::string_view near = base::nearest(keys, words);
  return {fmt::format("{} has no {}{}", data.files[0].name, shown(keys),
                      near.empty() ? "" : fmt::format("; did you mean {}?", shown(near)))};
}

base::Result<size_t, RunError> find_account(const Bytecode& program, const Data& data,
                                            const std::string& keys) {
  KeyReader reader(program.schema);
  const std::vector<std::string> fields = fields_of(keys);
  if (fields.size() != reader.size()) {
    return RunError{
        fmt::format("--subject: {} must be the keys {}", shown(keys), shown(key_names(reader)))};
  }
  const std::vector<std::string_view> texts(fields.begin(), fields.end());
  if (const auto refusal = reader.read(texts)) {
    return RunError{fmt::format("--subject: {}: {}", reader.field(refusal->field).name,
                                refusal->refusal.reason)};
  }
  const uint32_t account = data.accounts.find(reader.key());
  if (account == AccountIndex::kNone) return unknown_subject(data, keys);
  return size_t{account};
}

// ---- all accounts -------------------------------------------------------------------------------

/// Writes the histories of all accounts in key order.
class HistoryWriter {
 public:
  HistoryWriter(const RunRequest& request, Days days, const Data& data, OutFile& file)
      : request_(request),
        days_(days),
        data_(data),
        file_(file),
        engine_(*request.program),
        after_end_(*request.program, days.to) {}

  std::optional<RunError> write_all() {
    write_header();
    for (size_t i = 0; i < data_.portions() && !is_stopped(request_); ++i) {
      const auto portion = data_.portion(i);
      if (!portion) return portion.error();
      const Portion& accounts = portion.value();
      for (size_t account = accounts.first; account < accounts.end(); ++account) {
        write(accounts, account);
      }
    }
    return std::nullopt;
  }
  size_t determined() const { return determined_; }
  /// On the entries after the ends of their accounts.
  Notes& notes() { return notes_; }

 private:
  void write_header() {
    file_.write(key_columns(request_.program->schema) + "day,from,to,cause,clause\n");
  }

  void write(const Portion& portion, size_t account) {
    std::string keys;
    append_keys(keys, request_.program->schema, data_, account);
    const History history = history_of(engine_, *request_.program, data_, portion, account, days_);
    if (history.determined) {
      ++determined_;
      if (after_end_.is_said()) after_end_.look(portion, account, notes_);
    }
    text_.clear();
    for (const HistoryLine& line : history.lines) {
      text_ += fmt::format("{}{},{},{},", keys, calendar::to_text(line.day), line.from, line.to);
      append_csv(text_, line.cause);
      text_ += "," + line.clause + "\n";
    }
    file_.write(text_);
  }

  const RunRequest& request_;
  const Days days_;
  const Data& data_;
  OutFile& file_;
  timeline::Decider engine_;
  AfterEnd after_end_;
  Notes notes_;
  std::string text_;
  size_t determined_ = 0;
};

base::Result<RunReport, RunError> replay_into(const RunRequest& request, Days days,
                                              const Data& data, OutFolder& folder) {
  RunReport report;
  Manifest manifest{request.tool_version,
                    request.program,
                    request.program_files,
                    days.to,
                    request.known_on,
                    days.from,
                    &data,
                    {},
                    {}};
  Notes notes;
  std::optional<RunError> unread;
  auto error = write_file(folder, kHistoryFile, manifest.results, [&](OutFile& file) {
    HistoryWriter writer(request, days, data, file);
    unread = writer.write_all();
    notes = std::move(writer.notes());
    report.counts = manifest.counts = count(data, writer.determined());
  });
  if (error) return *error;
  if (unread) return *unread;
  if (is_stopped(request)) return RunError{"interrupted; nothing was written"};
  assert_counts(data, report.counts);
  error = write_file(folder, kRejectsFile, manifest.results,
                     [&](OutFile& file) { write_rejects(data, file); });
  if (error) return *error;
  if (places_for_notes(*request.program) == Places::Keep) {
    sort(notes);
    report.after_end = bulk::report(data, notes);
    report.counts.after_end = manifest.counts.after_end = report.after_end->entries;
    error = write_file(folder, kNotesFile, manifest.results,
                       [&](OutFile& file) { write_notes(data, notes, file); });
    if (error) return *error;
  }
  const std::string json = to_json(manifest);
  error =
      write_file(folder, kManifestFile, manifest.results, [&](OutFile& file) { file.write(json); });
  if (error) return *error;
  return report;
}

}  // namespace

std::optional<RunError> check_days(const Bytecode& program, Days days) {
  if (!program.status) {
    return RunError{fmt::format(
        "`{}` has no `status`: its tier has no history, only the one of each day by itself",
        program.header.title)};
  }
  if (days.to < days.from) {
    return RunError{fmt::format("--to {} is before --from {}", calendar::to_text(days.to),
                                calendar::to_text(days.from))};
  }
  if (auto error = check_in_force(program, days.from)) return error;
  return check_in_force(program, days.to);
}

History history(timeline::Decider& engine, const Bytecode& program, const batch::Batch& batch,
                size_t account, Days days) {
  timeline::State state;
  std::vector<Change> changes;
  History out;
  auto stop = engine.carry(batch, account, days.from, state, &changes);
  if (stop) {
    const std::string reason = describe_fault(stop->fault, stop->day, days.from, program);
    return {{undetermined_line(days.from, "", reason)}, false};
  }
  const bool changed = !changes.empty() && changes.back().day == days.from;
  out.lines.push_back(changed ? line_of(changes.back(), program)
                              : first_line(program, state, days.from));
  changes.clear();
  if (days.from < days.to) stop = engine.carry(batch, account, days.to, state, &changes);
  for (const Change& change : changes) out.lines.push_back(line_of(change, program));
  if (!stop) return out;
  out.determined = false;
  const std::string held = out.lines.back().to;
  out.lines.push_back(undetermined_line(stop->day, held, decision::describe(stop->fault, program)));
  return out;
}

base::Result<History, RunError> replay_subject(const SubjectRequest& request) {
  const Bytecode& program = *request.program;
  if (auto error = check_days(program, request.days)) return *error;
  if (auto error = check_known_on(program.schema, request.known_on)) return *error;
  const auto data = read_data(request.data, program.schema, request.known_on);
  if (!data) return data.error();
  const auto account = find_account(program, data.value(), request.keys);
  if (!account) return account.error();
  timeline::Decider engine(program);
  const auto portion = data.value().portion(account.value() / kPortionAccounts);
  if (!portion) return portion.error();
  return history_of(engine, program, data.value(), portion.value(), account.value(), request.days);
}

base::Result<RunReport, RunError> replay_all(const RunRequest& request, Day from) {
  const Days days{from, request.as_of};
  if (auto error = check_days(*request.program, days)) return *error;
  if (auto error = check_known_on(request.program->schema, request.known_on)) return *error;
  auto prepared = OutFolder::prepare(request.out, request.existing);
  if (!prepared) return prepared.error();
  OutFolder folder = std::move(prepared).value();
  Reading reading;
  reading.threads = request.threads;
  reading.with_log = false;
  reading.stop = request.stop;
  const auto data = read_data(request.data, request.program->schema, request.known_on, {},
                              places_for_notes(*request.program), reading);
  if (!data) return data.error();
  auto report = replay_into(request, days, data.value(), folder);
  if (!report) return report.error();
  if (auto error = folder.publish()) return *error;
  RunReport out = std::move(report).value();
  out.files = data.value().files;
  out.ignored_files = data.value().ignored_files;
  out.results_file = kHistoryFile;
  out.with_known_on = request.known_on.has_value();
  return out;
}

}  // namespace tierline::bulk
