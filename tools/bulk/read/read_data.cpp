// Opens a data folder and hands its files to a DataReader.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/input/inputs.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/data_reader.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

}  // namespace

std::optional<RunError> check_names(const bytecode::Schema& schema) {
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    for (const bytecode::FieldInfo& field : ledger.fields) {
      for (const bytecode::FieldInfo& key : schema.account.fields) {
        if (!key.key || key.name != field.name) continue;
        return RunError{fmt::format(
            "ledger `{}` has a field `{}`, which is also a key of `{}`: a CSV file cannot have two "
            "columns of one name; rename the field in the program",
            ledger.name, field.name, schema.account.name)};
      }
    }
  }
  return std::nullopt;
}

base::Result<Data, RunError> read_data(const fs::path& folder, const bytecode::Schema& schema,
                                       std::optional<calendar::Day> known_on, GoOn go_on,
                                       Places places, const std::atomic<bool>* stop) {
  if (auto error = check_names(schema)) return *error;
  auto inputs = find_inputs(folder, schema, stop);
  if (!inputs) return inputs.error();
  size_t file_count = 1;
  for (const auto& ledger : inputs.value().ledgers) file_count += ledger.size();

  Data data;
  data.ignored_files = inputs.value().ignored;
  data.source = inputs.value().source;
  data.texts.reserve(file_count);  // rejects point into the texts, and short texts would move
  DataReader reader(schema, data, known_on, places);
  if (auto error = reader.open_accounts(*inputs.value().account)) return *error;
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    if (auto error = reader.open_ledger(i, inputs.value().ledgers[i])) return *error;
  }
  if (go_on.state != nullptr) {
    reader.read_changed(go_on);
  } else {
    reader.read_all();
  }
  reader.finish();
  return data;
}

size_t Data::portions() const {
  return (accounts.size() + kPortionAccounts - 1) / kPortionAccounts;
}

Portion Data::portion(size_t i) const {
  // The facts of all accounts lie here: the pointers own nothing.
  const std::shared_ptr<const void> nobody;
  const size_t first = i * kPortionAccounts;
  return {first,
          std::min(kPortionAccounts, accounts.size() - first),
          {nobody, &batch},
          first,
          {nobody, &places}};
}

std::string place_and_reason(const Data& data, const Reject& reject) {
  return fmt::format("{}: {}{}{}", place_in(data.files[reject.file], reject.line), reject.field,
                     reject.field.empty() ? "" : ": ", reject.reason);
}

}  // namespace tierline::bulk
