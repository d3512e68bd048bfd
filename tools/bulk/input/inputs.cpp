#include "tools/bulk/input/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/nearest.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/input/csv_file.hpp"
#include "tools/bulk/postgres/tables.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

base::Result<std::vector<std::string>, RunError> csv_names(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  if (error) {
    return RunError{
        fmt::format("cannot read the data folder `{}`: {}", folder.string(), error.message())};
  }
  std::vector<std::string> names;
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.ends_with(".csv") && !name.starts_with('.')) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// `sale.csv` or `sale.<anything>.csv`
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
  const std::string file = record + ".csv";
  const std::vector<std::string_view> known(others.begin(), others.end());
  const std::string_view near = base::nearest(file, known);
  return fmt::format("`{}` has no file `{}`{}", folder.string(), file,
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near));
}

/// A folder of such a name can be written `./postgres:...`.
bool is_postgres(std::string_view data) {
  return data.starts_with("postgres:") || data.starts_with("postgresql:");
}

base::Result<Inputs, RunError> find_files(const fs::path& folder, const bytecode::Schema& schema) {
  auto listing = csv_names(folder);
  if (!listing) return listing.error();
  std::vector<std::string> names = std::move(listing).value();

  Inputs found;
  const std::string account = schema.account.name + ".csv";
  const auto subject = take(names, [&](const std::string& name) { return name == account; });
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    auto& inputs = found.ledgers.emplace_back();
    for (const auto& name : take(names, [&](const auto& n) { return belongs(n, ledger.name); })) {
      inputs.push_back(csv_file(folder / name));
    }
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
  found.account = csv_file(folder / account);
  found.ignored = std::move(names);
  return found;
}

}  // namespace

base::Result<Inputs, RunError> find_inputs(const fs::path& data, const bytecode::Schema& schema,
                                           const std::atomic<bool>* stop) {
  if (is_postgres(data.native())) return find_tables(data.native(), schema, stop);
  return find_files(data, schema);
}

}  // namespace tierline::bulk
