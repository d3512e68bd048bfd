#include "tools/bulk/duckdb/write_parquet.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <system_error>

#include "base/csv.hpp"
#include "base/digest.hpp"
#include "tools/bulk/duckdb/cell.hpp"
#include "tools/bulk/duckdb/session.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/write/file_format.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;
using duckdb::Handle;
using duckdb::Library;

constexpr const char* kFunction = "tierline_rows";

/// The rows of a CSV text as the library asks for them: a function that it calls until there are
/// no more.
class Rows {
 public:
  Rows(const Library& library, std::string_view text, const ParquetTable& table)
      : library_(library), table_(table), reader_(text) {
    reader_.next(record_);  // the header
  }

  std::optional<RunError> add_to(duckdb::Session& session);
  const std::optional<RunError>& error() const { return error_; }

 private:
  static void bind(Handle info);
  static void begin(Handle) {}
  static void next(Handle info, Handle chunk);
  void add_columns(Handle info) const;
  uint64_t fill(Handle chunk);
  void set_row(std::vector<duckdb::CellWriter>& cells, uint64_t row);
  std::string whose() const;

  const Library& library_;
  const ParquetTable& table_;
  base::CsvReader reader_;
  base::CsvRecord record_;
  uint64_t seen_ = 0;
  std::optional<RunError> error_;
};

std::optional<RunError> Rows::add_to(duckdb::Session& session) {
  Handle function = library_.create_table_function();
  library_.table_function_set_name(function, kFunction);
  library_.table_function_set_extra_info(function, this, nullptr);
  library_.table_function_set_bind(function, bind);
  library_.table_function_set_init(function, begin);
  library_.table_function_set_function(function, next);
  const int state = library_.register_table_function(session.connection(), function);
  library_.destroy_table_function(&function);
  if (state == duckdb::kOk) return std::nullopt;
  return RunError{"libduckdb takes no rows of ours"};
}

void Rows::bind(Handle info) {
  const Library& library = *duckdb::library().value();
  static_cast<const Rows*>(library.bind_get_extra_info(info))->add_columns(info);
}

void Rows::add_columns(Handle info) const {
  for (const ParquetColumn& column : table_.columns) {
    Handle type = duckdb::create_type(library_, column.type);
    library_.bind_add_result_column(info, column.name.c_str(), type);
    library_.destroy_logical_type(&type);
  }
}

void Rows::next(Handle info, Handle chunk) {
  const Library& library = *duckdb::library().value();
  Rows& rows = *static_cast<Rows*>(library.function_get_extra_info(info));
  library.data_chunk_set_size(chunk, rows.fill(chunk));
  if (rows.error_) library.function_set_error(info, rows.error_->message.c_str());
}

/// Sets as many rows as there is room for.
///   returns  how many
uint64_t Rows::fill(Handle chunk) {
  std::vector<duckdb::CellWriter> cells;
  cells.reserve(table_.columns.size());
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    cells.emplace_back(library_, table_.columns[i].type, library_.data_chunk_get_vector(chunk, i));
  }
  const uint64_t room = library_.vector_size();
  uint64_t row = 0;
  for (; row < room && !error_ && reader_.next(record_); ++row) set_row(cells, row);
  return row;
}

void Rows::set_row(std::vector<duckdb::CellWriter>& cells, uint64_t row) {
  ++seen_;
  if (record_.fault || record_.fields.size() != cells.size()) {
    error_ = RunError{fmt::format("{}: it has not the columns of the header", whose())};
    return;
  }
  for (size_t i = 0; i < cells.size(); ++i) {
    const auto fault = cells[i].set(row, record_.fields[i]);
    if (!fault) continue;
    error_ = RunError{fmt::format("{}: `{}`: {}", whose(), table_.columns[i].name, *fault)};
    return;
  }
}

/// The keys of the row at hand, or its number.
std::string Rows::whose() const {
  const size_t keys = std::min(table_.keys, record_.fields.size());
  if (keys == 0) return fmt::format("row {}", seen_);
  const auto begin = record_.fields.begin();
  return fmt::format("`{}`", fmt::join(begin, begin + static_cast<ptrdiff_t>(keys), ","));
}

RunError cannot_write(const fs::path& path, std::string_view why) {
  return {fmt::format("cannot write `{}`: {}; nothing was written", path.filename().string(), why)};
}

std::optional<RunError> sync(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_write(path, std::strerror(errno));
  const int error = ::fsync(fd) != 0 && errno != EINVAL && errno != EROFS ? errno : 0;
  ::close(fd);
  if (error != 0) return cannot_write(path, std::strerror(error));
  return std::nullopt;
}

/// Names that the library would take for one, and change.
std::optional<RunError> check_names(const ParquetTable& table) {
  std::map<std::string, std::string_view> seen;
  for (const ParquetColumn& column : table.columns) {
    std::string folded = column.name;
    for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const auto [other, is_new] = seen.emplace(std::move(folded), column.name);
    if (is_new) continue;
    return RunError{
        fmt::format("columns `{}` and `{}` differ in the case of letters only, which Parquet "
                    "files by libduckdb cannot; write CSV",
                    other->second, column.name)};
  }
  return std::nullopt;
}

std::optional<RunError> copy_rows(std::string_view text, const fs::path& to,
                                  const ParquetTable& table) {
  auto opened = duckdb::Session::open();
  if (!opened) return cannot_write(to, opened.error().message);
  duckdb::Session& session = *opened.value();
  Rows rows(session.library(), text, table);
  if (auto error = rows.add_to(session)) return cannot_write(to, error->message);
  const auto error = session.run(
      fmt::format("COPY (SELECT * FROM {}()) TO {} (FORMAT parquet, USE_TMP_FILE false)", kFunction,
                  duckdb::quoted(to.string())));
  if (rows.error()) return cannot_write(to, rows.error()->message);
  if (error) return cannot_write(to, error->message);
  return std::nullopt;
}

}  // namespace

std::optional<RunError> check_parquet(const ParquetTable& table) {
  if (auto error = check_names(table)) return error;
  for (const ParquetColumn& column : table.columns) {
    if (column.type.kind != bytecode::ValueKind::Number ||
        column.type.scale <= duckdb::kDecimalDigits) {
      continue;
    }
    return RunError{fmt::format(
        "`{}` has {} digits after the point, a Parquet DECIMAL has {} in all; write CSV",
        column.name, column.type.scale, duckdb::kDecimalDigits)};
  }
  const auto library = duckdb::library();
  if (!library) return library.error();
  return std::nullopt;
}

base::Result<OutFileInfo, RunError> write_parquet(const fs::path& csv, const fs::path& parquet,
                                                  const ParquetTable& table) {
  const auto text = map_file(csv);
  if (!text) return text.error();
  if (auto error = copy_rows(text.value().view(), parquet, table)) return *error;
  if (auto error = sync(parquet)) return *error;
  const auto bytes = map_file(parquet);
  if (!bytes) return bytes.error();
  const std::string_view view = bytes.value().view();
  return OutFileInfo{parquet.filename().string(), base::sha256_hex(view), view.size()};
}

base::Result<OutFileInfo, RunError> replace_by_parquet(OutFolder& folder, const std::string& csv,
                                                       const ParquetTable& table) {
  auto written = write_parquet(folder.path_of(csv), folder.path_of(as_parquet(csv)), table);
  if (!written) return written.error();
  std::error_code error;
  fs::remove(folder.path_of(csv), error);
  if (error) return cannot_write(csv, error.message());
  return written;
}

}  // namespace tierline::bulk
