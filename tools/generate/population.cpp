#include "tools/generate/population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "tools/bulk/read/data.hpp"
#include "tools/bulk/run.hpp"
#include "tools/generate/draw/account_draw.hpp"
#include "tools/generate/draw/ledger_draw.hpp"
#include "tools/generate/generated_json.hpp"

namespace tierline::generate {

namespace {

// Purposes of streams: the subject's record, its spoiling, then two likewise for each ledger.
constexpr uint64_t kPurposes = 2;
constexpr uint64_t kHabit = UINT64_MAX;

/// The records of one kind on their way into a file.
struct Output {
  std::unique_ptr<RecordFile> file;
  std::optional<Spoiler> spoiler;
  FileReport report;
};

class Population {
 public:
  Population(const Request& request, Day as_of)
      : request_(request),
        schema_(request.program->schema),
        interests_(find_interests(*request.program)),
        window_(make_window(request.program->header, interests_, as_of)),
        accounts_(schema_, interests_, window_) {
    for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
      ledgers_.emplace_back(schema_, i, interests_, window_, request.entries);
    }
    for (size_t i = 0; i < schema_.account.fields.size(); ++i) {
      if (schema_.account.fields[i].key) keys_.push_back(i);
    }
  }

  std::optional<bulk::RunError> check() const;
  std::optional<bulk::RunError> open(bulk::OutFolder& folder);
  /// Draws everybody; ends early where it makes no sense to go on.
  void write();
  base::Result<std::vector<bulk::OutFileInfo>, bulk::RunError> finish();
  std::vector<FileReport> reports() const;

 private:
  std::optional<bulk::RunError> open(bulk::OutFolder& folder, const bytecode::RecordInfo& record,
                                     const Columns& columns, size_t identity);
  void write_account(uint64_t account);
  void write_entries(uint64_t account, size_t ledger);
  std::optional<FactFault> write_row(Output& output, Stream& dirt);
  bool has_failed() const;
  bool is_stopped() const {
    return request_.stop != nullptr && request_.stop->load(std::memory_order_relaxed);
  }

  const Request& request_;
  const bytecode::Schema& schema_;
  Interests interests_;
  Window window_;
  AccountDraw accounts_;
  std::vector<LedgerDraw> ledgers_;
  std::vector<size_t> keys_;
  std::vector<Output> outputs_;  // the subject's, then the ledgers'
  Row row_;
  Row key_texts_;
  Habit habit_;           // of the account at hand
  bool is_lost_ = false;  // nobody can tell whose the entries of the account at hand are
};

std::optional<bulk::RunError> Population::check() const {
  if (auto error = bulk::check_names(schema_)) return error;
  if (auto error = accounts_.check(request_.accounts)) return error;
  for (const LedgerDraw& ledger : ledgers_) {
    if (auto error = ledger.check()) return error;
  }
  return std::nullopt;
}

// ---- files --------------------------------------------------------------------------------------

std::optional<bulk::RunError> Population::open(bulk::OutFolder& folder,
                                               const bytecode::RecordInfo& record,
                                               const Columns& columns, size_t identity) {
  auto file = create_file(folder, request_.format, record.name, columns);
  if (!file) return file.error();
  Output& output = outputs_.emplace_back();
  output.file = std::move(file).value();
  output.report.name = file_name(request_.format, record.name);
  if (request_.dirty_permille > 0) output.spoiler.emplace(columns, schema_, identity);
  return std::nullopt;
}

std::optional<bulk::RunError> Population::open(bulk::OutFolder& folder) {
  Columns columns;
  for (const bytecode::FieldInfo& field : schema_.account.fields) columns.push_back(&field);
  if (auto error = open(folder, schema_.account, columns, accounts_.identity())) return error;
  const auto identity = static_cast<size_t>(
      std::find(keys_.begin(), keys_.end(), accounts_.identity()) - keys_.begin());
  for (size_t i = 0; i < ledgers_.size(); ++i) {
    columns.clear();
    for (const size_t key : keys_) columns.push_back(&schema_.account.fields[key]);
    for (const FieldDraw& field : ledgers_[i].fields()) columns.push_back(&field.info());
    if (auto error = open(folder, schema_.ledgers[i], columns, identity)) return error;
  }
  return std::nullopt;
}

bool Population::has_failed() const {
  return std::any_of(outputs_.begin(), outputs_.end(),
                     [](const Output& output) { return output.file->has_failed(); });
}

base::Result<std::vector<bulk::OutFileInfo>, bulk::RunError> Population::finish() {
  if (is_stopped()) return bulk::RunError{"interrupted; nothing was written"};
  std::vector<bulk::OutFileInfo> infos;
  for (Output& output : outputs_) {
    auto info = output.file->finish();
    if (!info) return info.error();
    infos.push_back(std::move(info).value());
  }
  return infos;
}

std::vector<FileReport> Population::reports() const {
  std::vector<FileReport> out;
  for (const Output& output : outputs_) out.push_back(output.report);
  return out;
}

// ---- records ------------------------------------------------------------------------------------

void Population::write() {
  constexpr uint64_t kAccountsBetweenLooks = 256;
  for (uint64_t account = 0; account < request_.accounts; ++account) {
    if (account % kAccountsBetweenLooks == 0 && (is_stopped() || has_failed())) return;
    write_account(account);
    for (size_t ledger = 0; ledger < ledgers_.size(); ++ledger) write_entries(account, ledger);
  }
}

void Population::write_account(uint64_t account) {
  Stream stream(request_.seed, account, 0);
  Stream dirt(request_.seed, account, 1);
  habit_ = draw_habit(Stream(request_.seed, account, kHabit));
  accounts_.draw(stream, habit_, account, row_);
  key_texts_.clear();
  for (const size_t key : keys_) key_texts_.add(row_[key]);
  is_lost_ = false;
  is_lost_ = write_row(outputs_[0], dirt) == FactFault::Missing;
}

void Population::write_entries(uint64_t account, size_t ledger) {
  const uint64_t purpose = kPurposes * (ledger + 1);
  Stream dirt(request_.seed, account, purpose + 1);
  LedgerDraw& draw = ledgers_[ledger];
  draw.begin(Stream(request_.seed, account, purpose), habit_);
  while (true) {
    row_ = key_texts_;
    if (!draw.next(row_)) return;
    write_row(outputs_[ledger + 1], dirt);
  }
}

/// Writes the row that was drawn, perhaps damaged. Its entries go with an account that is lost.
std::optional<FactFault> Population::write_row(Output& output, Stream& dirt) {
  std::optional<FactFault> fault;
  if (output.spoiler && dirt.below(kPermilleMax) < request_.dirty_permille) {
    fault = output.spoiler->spoil(dirt, row_);
  }
  const bool names_account = fault != FactFault::BadLine && fault != FactFault::Missing;
  if (is_lost_ && names_account) fault = FactFault::UnknownAccount;
  ++output.report.lines;
  if (fault) ++output.report.faults[*fault];
  output.file->write(row_);
  return fault;
}

// ---- the folder ---------------------------------------------------------------------------------

base::Result<Day, bulk::RunError> day_of(const Request& request) {
  if (request.as_of) return *request.as_of;
  return last_day(request.program->header);
}

std::optional<bulk::RunError> check(const Request& request, Day as_of) {
  TIERLINE_ASSERT(request.dirty_permille <= kPermilleMax && request.entries <= kEntriesMax);
  if (request.dirty_permille > 0 && request.format == FileFormat::Parquet) {
    return bulk::RunError{
        "damaged lines have no place in the typed columns of Parquet; write them as CSV"};
  }
  return bulk::check_in_force(*request.program, as_of);
}

std::optional<bulk::RunError> write_file(bulk::OutFolder& folder, std::string_view name,
                                         std::string_view text) {
  auto created = folder.create(std::string(name));
  if (!created) return created.error();
  bulk::OutFile file = std::move(created).value();
  file.write(text);
  const auto finished = file.finish();
  if (!finished) return finished.error();
  return std::nullopt;
}

}  // namespace

base::Result<Day, bulk::RunError> last_day(const bytecode::Header& header) {
  if (header.in_force_until) return *header.in_force_until;
  if (!header.in_force_from) {
    return bulk::RunError{
        fmt::format("`{}` does not say from when it is in force; name the last day with --as-of",
                    header.title)};
  }
  const int year = std::min(calendar::to_civil(*header.in_force_from).year + 1, calendar::kYearMax);
  return calendar::to_day({year, 12, 31});
}

base::Result<Report, bulk::RunError> generate(const Request& request) {
  const base::Result<Day, bulk::RunError> as_of = day_of(request);
  if (!as_of) return as_of.error();
  if (auto error = check(request, as_of.value())) return *error;
  Population population(request, as_of.value());
  if (auto error = population.check()) return *error;

  auto prepared = bulk::OutFolder::prepare(request.out, request.existing, made_folder());
  if (!prepared) return prepared.error();
  bulk::OutFolder folder = std::move(prepared).value();
  if (auto error = population.open(folder)) return *error;
  population.write();
  const auto files = population.finish();
  if (!files) return files.error();
  const Report report{as_of.value(), population.reports()};
  const std::string json = generated_json(request, report, files.value());
  if (auto error = write_file(folder, kGeneratedFile, json)) return *error;
  if (auto error = folder.publish()) return *error;
  return report;
}

}  // namespace tierline::generate
