#include "tools/bulk/input/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/nearest.hpp"
#include "tools/bulk/duckdb/parquet_file.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/input/csv_file.hpp"
#include "tools/bulk/postgres/tables.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCsv = ".csv";
constexpr std::string_view kParquet = ".parquet";

bool is_input(std::string_view name) {
  return (name.ends_with(kCsv) || name.ends_with(kParquet)) && !name.starts_with('.');
}

base::Result<std::vector<std::string>, RunError> input_names(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error) {
    return RunError{
        fmt::format("cannot read the data folder `{}`: {}", folder.string(), error.message())};
  }
  std::vector<std::string> names;
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (is_input(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::unique_ptr<Input> file(const fs::path& path, const std::atomic<bool>* stop) {
  return path.native().ends_with(kParquet) ? parquet_file(path) : csv_file(path, stop);
}

/// Refuses a name that stands in the folder in both forms.
std::optional<RunError> check_forms(const fs::path& folder, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (!name.ends_with(kCsv)) continue;
    const std::string other = name.substr(0, name.size() - kCsv.size()) + std::string(kParquet);
    if (!std::binary_search(names.begin(), names.end(), other)) continue;
    return RunError{fmt::format(
        "`{}` holds `{}` and `{}`: the same facts in two forms would count twice; keep one",
        folder.string(), name, other)};
  }
  return std::nullopt;
}

/// `sale.csv`, `sale.<anything>.csv`, and so with `.parquet`
bool belongs(std::string_view file, std::string_view ledger) {
  return file.size() > ledger.size() && file.starts_with(ledger) && file[ledger.size()] == '.';
}

/// Moves the names that `wanted` picks out of `names`.
template <class Wanted>
std::vector<std::string> take(std::vector<std::string>& names, Wanted wanted) {
  const auto rest = std::stable_partition(names.begin(), names.end(), wanted);
  std::vector<std::string> taken(names.begin(), rest);
  names.erase(names.begin(), rest);
  return taken;
}

std::string header_of(const bytecode::Schema& schema, const bytecode::RecordInfo& ledger) {
  std::string out;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) out += field.name + ",";
  }
  for (const bytecode::FieldInfo& field : ledger.fields) out += field.name + ",";
  if (!out.empty()) out.pop_back();
  return out;
}

std::string missing_file(const fs::path& folder, const std::string& record,
                         const std::vector<std::string>& others) {
  const std::string file = record + std::string(kCsv);
  const std::vector<std::string_view> known(others.begin(), others.end());
  std::string_view near = base::nearest(file, known);
  if (near.empty()) near = base::nearest(record + std::string(kParquet), known);
  return fmt::format("`{}` has no file `{}`{}", folder.string(), file,
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near));
}

/// A folder of such a name can be written `./postgres:...`.
bool is_postgres(std::string_view data) {
  return data.starts_with("postgres:") || data.starts_with("postgresql:");
}

base::Result<Inputs, RunError> find_files(const fs::path& folder, const bytecode::Schema& schema,
                                          const std::atomic<bool>* stop) {
  auto listing = input_names(folder);
  if (!listing) return listing.error();
  std::vector<std::string> names = std::move(listing).value();

  const std::string& account = schema.account.name;
  const auto subject = take(names, [&](const std::string& name) {
    return name == account + std::string(kCsv) || name == account + std::string(kParquet);
  });
  if (auto error = check_forms(folder, subject)) return *error;
  Inputs found;
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    auto& inputs = found.ledgers.emplace_back();
    const auto own = take(names, [&](const auto& name) { return belongs(name, ledger.name); });
    if (auto error = check_forms(folder, own)) return *error;
    for (const auto& name : own) inputs.push_back(file(folder / name, stop));
  }
  std::string missing;
  if (subject.empty()) missing = missing_file(folder, schema.account.name, names);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    if (!found.ledgers[i].empty()) continue;
    if (!missing.empty()) missing += '\n';
    missing += missing_file(folder, schema.ledgers[i].name, names);
    missing += fmt::format("; a ledger without entries is a file with only its header, `{}`",
                           header_of(schema, schema.ledgers[i]));
  }
  if (!missing.empty()) return RunError{missing};
  found.account = file(folder / subject.front(), stop);
  found.ignored = std::move(names);
  return found;
}

}  // namespace

base::Result<Inputs, RunError> find_inputs(const fs::path& data, const bytecode::Schema& schema,
                                           const std::atomic<bool>* stop) {
  if (is_postgres(data.native())) return find_tables(data.native(), schema, stop);
  return find_files(data, schema, stop);
}

}  // namespace tierline::bulk
