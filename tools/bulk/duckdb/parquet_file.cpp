#include "tools/bulk/duckdb/parquet_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "tools/bulk/duckdb/column_text.hpp"
#include "tools/bulk/duckdb/session.hpp"
#include "tools/bulk/input/open_file.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

constexpr size_t kTextPerByte = 4;  // a guess: columns are packed, texts of numbers are not

class ParquetFile : public Input {
 public:
  explicit ParquetFile(const fs::path& path) : Input(path.filename().string()), file_(path) {}

  Counted counted() const override { return Counted::Rows; }
  size_t expected_bytes() const override;
  base::Result<size_t, RunError> read(char* to, size_t room) override;
  std::optional<std::string> digest() override { return digest_; }
  std::optional<uint64_t> bytes() override { return bytes_; }

 private:
  std::optional<RunError> open();
  std::optional<RunError> count_rows();
  std::optional<RunError> read_columns();
  std::optional<RunError> read_chunk();
  std::optional<RunError> append_row(const std::vector<duckdb::ColumnText>& columns, uint64_t row);
  std::optional<RunError> check_row(std::string_view record) const;
  std::optional<RunError> finish();
  /// As the library knows the file: by the door that we hold open, whatever its name has in it.
  std::string door() const { return fmt::format("/proc/self/fd/{}", file_.fd()); }
  RunError unreadable(const RunError& why) const;

  OpenFile file_;
  std::unique_ptr<duckdb::Session> session_;
  std::unique_ptr<duckdb::RowStream> rows_;
  std::vector<duckdb::ColumnKind> kinds_;
  std::string text_;  // not yet handed over, from `at_` on
  size_t at_ = 0;
  uint64_t promised_ = 0;
  uint64_t seen_ = 0;
  bool is_finished_ = false;
  std::optional<std::string> digest_;
  std::optional<uint64_t> bytes_;
};

size_t ParquetFile::expected_bytes() const {
  struct stat info {};
  if (::stat(file_.path().c_str(), &info) != 0) return 0;
  return static_cast<size_t>(info.st_size) * kTextPerByte;
}

base::Result<size_t, RunError> ParquetFile::read(char* to, size_t room) {
  if (session_ == nullptr) {
    if (auto error = open()) return *error;
  }
  while (at_ == text_.size() && !is_finished_) {
    text_.clear();
    at_ = 0;
    if (auto error = read_chunk()) return *error;
  }
  const size_t count = std::min(room, text_.size() - at_);
  std::memcpy(to, text_.data() + at_, count);
  at_ += count;
  return count;
}

/// What the library says, with the file's own name.
RunError ParquetFile::unreadable(const RunError& why) const {
  std::string message = why.message;
  const std::string known_as = door();
  for (size_t at = message.find(known_as); at != std::string::npos; at = message.find(known_as)) {
    message.replace(at, known_as.size(), name());
  }
  return {fmt::format("cannot read `{}` as Parquet: {}", file_.path().string(), message)};
}

std::optional<RunError> ParquetFile::open() {
  if (auto error = file_.open()) return error;
  if (!file_.is_regular()) {
    return RunError{fmt::format("cannot read `{}`: Parquet is read from regular files only",
                                file_.path().string())};
  }
  auto opened = duckdb::Session::open();
  if (!opened) {
    return RunError{
        fmt::format("cannot read `{}`: {}", file_.path().string(), opened.error().message)};
  }
  session_ = std::move(opened).value();
  if (auto error = count_rows()) return error;
  auto rows = duckdb::RowStream::open(
      *session_, fmt::format("SELECT * FROM read_parquet({}, hive_partitioning = false)",
                             duckdb::quoted(door())));
  if (!rows) return unreadable(rows.error());
  rows_ = std::move(rows).value();
  return read_columns();
}

std::optional<RunError> ParquetFile::count_rows() {
  const std::string sql =
      fmt::format("SELECT num_rows FROM parquet_file_metadata({})", duckdb::quoted(door()));
  auto rows = duckdb::RowStream::open(*session_, sql);
  if (!rows) return unreadable(rows.error());
  const auto chunk = rows.value()->next();
  if (!chunk) return unreadable(chunk.error());
  const duckdb::Library& library = session_->library();
  if (chunk.value() == nullptr || library.data_chunk_get_size(chunk.value()) != 1) {
    return unreadable({"it does not say how many rows it has"});
  }
  const void* data = library.vector_get_data(library.data_chunk_get_vector(chunk.value(), 0));
  promised_ = *static_cast<const uint64_t*>(data);
  return std::nullopt;
}

/// Takes the kinds of the columns, and writes the header.
std::optional<RunError> ParquetFile::read_columns() {
  const duckdb::Library& library = session_->library();
  duckdb::Answer* answer = rows_->answer();
  RunError faults;
  for (uint64_t i = 0; i < library.column_count(answer); ++i) {
    const std::string column = library.column_name(answer, i);
    duckdb::Handle type = library.column_logical_type(answer, i);
    const auto kind = duckdb::kind_of(library, type);
    library.destroy_logical_type(&type);
    if (kind) {
      kinds_.push_back(kind.value());
      if (i > 0) text_ += ',';
      append_csv(text_, column);
      continue;
    }
    if (!faults.message.empty()) faults.message += '\n';
    faults.message += fmt::format("{}: column `{}` {}", name(), column, kind.error());
  }
  text_ += '\n';
  if (!faults.message.empty()) return faults;
  return std::nullopt;
}

std::optional<RunError> ParquetFile::read_chunk() {
  const auto chunk = rows_->next();
  if (!chunk) return unreadable(chunk.error());
  if (chunk.value() == nullptr) return finish();
  const duckdb::Library& library = session_->library();
  std::vector<duckdb::ColumnText> columns;
  columns.reserve(kinds_.size());
  for (size_t i = 0; i < kinds_.size(); ++i) {
    columns.emplace_back(library, kinds_[i], library.data_chunk_get_vector(chunk.value(), i));
  }
  const uint64_t count = library.data_chunk_get_size(chunk.value());
  for (uint64_t row = 0; row < count; ++row) {
    if (auto error = append_row(columns, row)) return error;
  }
  return std::nullopt;
}

std::optional<RunError> ParquetFile::append_row(const std::vector<duckdb::ColumnText>& columns,
                                                uint64_t row) {
  const size_t begin = text_.size();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) text_ += ',';
    columns[i].append(text_, row);
  }
  if (text_.size() == begin) text_ += "\"\"";  // a blank line would be no record
  ++seen_;
  if (auto error = check_row(std::string_view(text_).substr(begin))) return error;
  text_ += '\n';
  return std::nullopt;
}

/// Of a record that cannot be read the reader takes the first line for a bad one, and the next, in
/// the middle of a text, for another: rows would lose their numbers.
std::optional<RunError> ParquetFile::check_row(std::string_view record) const {
  if (record.find('\n') == std::string_view::npos) return std::nullopt;
  const bool is_readable =
      record.size() <= base::kLineBytesMax && record.find('\0') == std::string_view::npos;
  if (is_readable) return std::nullopt;
  return RunError{fmt::format(
      "cannot read `{}`: row {} has line ends, and NULs or more bytes than a record may have",
      file_.path().string(), seen_)};
}

std::optional<RunError> ParquetFile::finish() {
  if (seen_ != promised_) {
    return unreadable({fmt::format("it promises {} rows and has {}", promised_, seen_)});
  }
  auto digest = file_.digest();
  if (!digest) return digest.error();
  if (auto error = file_.check_unchanged()) return error;
  digest_ = std::move(digest).value();
  bytes_ = file_.size();
  is_finished_ = true;
  return std::nullopt;
}

}  // namespace

std::unique_ptr<Input> parquet_file(const fs::path& path) {
  return std::make_unique<ParquetFile>(path);
}

}  // namespace tierline::bulk
