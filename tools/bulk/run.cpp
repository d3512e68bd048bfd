#include "tools/bulk/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "runtime/scalar/machine.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/parts_csv.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kStatusColumn = "status";
constexpr std::string_view kReasonColumn = "reason";

bool stopped(const RunRequest& request) {
  return request.stop != nullptr && request.stop->load(std::memory_order_relaxed);
}

/// An output must not have the name of another column of decisions.csv.
std::optional<RunError> check_output_names(const bytecode::Schema& schema) {
  for (const bytecode::OutputInfo& output : schema.outputs) {
    bool taken = output.name == kStatusColumn || output.name == kReasonColumn;
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

/// Decides every account in key order and writes one line for each, and the parts of each split.
class Decider {
 public:
  /// The first file is for the decisions, then there is one for each split.
  Decider(const RunRequest& request, const Data& data, std::vector<OutFile>& files)
      : request_(request),
        schema_(request.program->schema),
        data_(data),
        file_(files[0]),
        files_(files),
        machine_(*request.program),
        summary_(schema_, data, request.top) {}

  void decide_all();
  size_t decided() const { return decided_; }
  size_t undetermined() const { return undetermined_; }
  Summary summary() const { return summary_.finish(); }

 private:
  void write_header();
  void decide(size_t account);
  void write_decided(size_t account);
  void write_parts(size_t account);
  void write_undetermined(size_t account, const std::string& reason);
  void start_line(size_t account);

  const RunRequest& request_;
  const bytecode::Schema& schema_;
  const Data& data_;
  OutFile& file_;
  std::vector<OutFile>& files_;
  scalar::Machine machine_;
  SummaryBuilder summary_;
  decision::Decision decision_;
  std::string line_;
  bool keyed_ = false;  // a subject without key fields has one account without a name
  size_t decided_ = 0;
  size_t undetermined_ = 0;
};

void Decider::decide_all() {
  write_header();
  for (size_t account = 0; account < data_.batch.accounts && !stopped(request_); ++account) {
    decide(account);
  }
}

void Decider::write_header() {
  line_.clear();
  for (const bytecode::FieldInfo& field : schema_.account.fields) {
    if (!field.key) continue;
    keyed_ = true;
    line_ += field.name + ",";
  }
  line_ += fmt::format("{},{}", kStatusColumn, kReasonColumn);
  for (const bytecode::OutputInfo& output : schema_.outputs) line_ += "," + output.name;
  line_ += '\n';
  file_.write(line_);
  for (size_t i = 0; i < schema_.splits.size(); ++i) {
    files_[i + 1].write(parts_header(schema_, schema_.splits[i]));
  }
}

void Decider::decide(size_t account) {
  if (const auto& undetermined = data_.undetermined[account]) {
    const Reject& first = data_.rejects[undetermined->first_reject];
    summary_.add_undetermined(reason_class(data_, first));
    std::string reason = place_and_reason(data_, first);
    if (undetermined->more > 0) reason += fmt::format("; and {} more", undetermined->more);
    write_undetermined(account, reason);
    return;
  }
  machine_.decide(data_.batch, account, request_.as_of, decision_);
  if (decision_.fault) {
    const std::string reason = decision::describe(*decision_.fault);
    summary_.add_undetermined(reason);
    write_undetermined(account, reason);
    return;
  }
  summary_.add_decided(account, decision_);
  write_decided(account);
  write_parts(account);
}

void Decider::start_line(size_t account) {
  line_.clear();
  if (!keyed_) return;
  for (const std::string_view part : key_parts(data_.accounts.key(account))) {
    append_csv(line_, part);
    line_ += ',';
  }
}

void Decider::write_decided(size_t account) {
  ++decided_;
  start_line(account);
  line_ += "decided,";
  for (size_t i = 0; i < schema_.outputs.size(); ++i) {
    line_ += ',';
    append_csv(line_, decision::to_text(decision_.outputs[i], schema_.outputs[i].type, schema_));
  }
  line_ += '\n';
  file_.write(line_);
}

void Decider::write_parts(size_t account) {
  for (size_t i = 0; i < schema_.splits.size(); ++i) {
    line_.clear();
    append_parts(line_, schema_, schema_.splits[i], data_, account, decision_.parts[i]);
    files_[i + 1].write(line_);
  }
}

void Decider::write_undetermined(size_t account, const std::string& reason) {
  ++undetermined_;
  start_line(account);
  line_ += "undetermined,";
  append_csv(line_, reason);
  line_.append(schema_.outputs.size(), ',');
  line_ += '\n';
  file_.write(line_);
}

void write_rejects(const Data& data, OutFile& file) {
  file.write("file,line,field,reason,record\n");
  std::string line;
  for (const Reject& reject : data.rejects) {
    line.clear();
    append_csv(line, data.files[reject.file].name);
    line += fmt::format(",{},", reject.line);
    append_csv(line, reject.field);
    line += ',';
    append_csv(line, reject.reason);
    line += ',';
    append_csv(line, readable_record(reject.record));
    line += '\n';
    file.write(line);
  }
}

RunCounts count(const Data& data, const Decider& decider) {
  RunCounts counts;
  counts.accounts = data.batch.accounts;
  counts.decided = decider.decided();
  counts.undetermined = decider.undetermined();
  for (const FileCount& file : data.files) {
    counts.lines += file.lines;
    counts.used += file.used;
    counts.rejected += file.rejected;
  }
  for (const Reject& reject : data.rejects) {
    if (!reject.account_known) ++counts.rejected_without_account;
  }
  return counts;
}

/// Every line was used or refused, every account has its line: if not, we are wrong.
void assert_counts(const Data& data, const RunCounts& counts) {
  for (const FileCount& file : data.files) {
    TIERLINE_ASSERT(file.lines == file.used + file.rejected);
  }
  TIERLINE_ASSERT(counts.rejected == data.rejects.size());
  TIERLINE_ASSERT(counts.accounts == counts.decided + counts.undetermined);
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

/// Writes and finishes one file of the run.
template <class Write>
std::optional<RunError> write_file(OutFolder& folder, std::string_view name,
                                   std::vector<OutFileInfo>& results, Write write) {
  auto created = folder.create(std::string(name));
  if (!created) return created.error();
  OutFile file = std::move(created).value();
  write(file);
  auto finished = file.finish();
  if (!finished) return finished.error();
  results.push_back(std::move(finished).value());
  return std::nullopt;
}

base::Result<RunReport, RunError> decide_into(const RunRequest& request, const Data& data,
                                              OutFolder& folder) {
  RunReport report;
  Manifest manifest{
      request.tool_version, request.program, request.program_files, request.as_of, &data, {}, {}};
  auto created = create_files(folder, request.program->schema);
  if (!created) return created.error();
  std::vector<OutFile> files = std::move(created).value();
  Decider decider(request, data, files);
  decider.decide_all();
  report.counts = manifest.counts = count(data, decider);
  report.summary = decider.summary();
  auto error = finish(files, manifest.results);
  if (error) return *error;
  if (stopped(request)) return RunError{"interrupted; nothing was written"};
  assert_counts(data, report.counts);
  error = write_file(folder, kRejectsFile, manifest.results,
                     [&](OutFile& file) { write_rejects(data, file); });
  if (error) return *error;
  const std::string json = to_json(manifest);
  error =
      write_file(folder, kManifestFile, manifest.results, [&](OutFile& file) { file.write(json); });
  if (error) return *error;
  return report;
}

}  // namespace

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
  if (auto error = check_output_names(schema)) return *error;
  if (auto error = check_part_columns(schema)) return *error;
  if (auto error = check_top(request)) return *error;
  auto prepared = OutFolder::prepare(request.out, request.existing);
  if (!prepared) return prepared.error();
  OutFolder folder = std::move(prepared).value();

  const auto data = read_data(request.data, schema);
  if (!data) return data.error();
  auto report = decide_into(request, data.value(), folder);
  if (!report) return report.error();
  if (auto error = folder.publish()) return *error;
  RunReport out = std::move(report).value();
  out.files = data.value().files;
  out.ignored_files = data.value().ignored_files;
  return out;
}

}  // namespace tierline::bulk
