// Opens a data folder and hands its files to a WholeReader, or to a DataReader where the run goes
// on from another one.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/input/inputs.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/read/data_reader.hpp"
#include "tools/bulk/read/whole_reader.hpp"

namespace tierline::bulk {

namespace {

namespace fs = std::filesystem;

/// Of all inputs; 0 if one of them is no file of bytes, as a pipe or a table is not.
uint64_t bytes_of(const Inputs& inputs) {
  uint64_t sum = 0;
  bool all = true;
  const auto add = [&](const Input& input) {
    const uint64_t bytes = input.expected_bytes();
    sum += bytes;
    all = all && input.counted() == Counted::Lines && bytes > 0;
  };
  add(*inputs.account);
  for (const auto& files : inputs.ledgers) {
    for (const auto& file : files) add(*file);
  }
  return all ? sum : 0;
}

std::optional<RunError> read_whole(const bytecode::Schema& schema, const Inputs& inputs,
                                   std::optional<calendar::Day> known_on, Places places,
                                   const Reading& reading, Data& data) {
  if (reading.bytes_in_all != nullptr) *reading.bytes_in_all = bytes_of(inputs);
  WholeReader reader(schema, data, known_on, places, reading);
  if (auto error = reader.read_accounts(*inputs.account)) return error;
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    if (auto error = reader.read_ledger(i, inputs.ledgers[i])) return error;
  }
  reader.finish();
  return std::nullopt;
}

std::optional<RunError> read_changed(const bytecode::Schema& schema, const Inputs& inputs,
                                     std::optional<calendar::Day> known_on, Places places,
                                     GoOn go_on, size_t threads, Data& data) {
  DataReader reader(schema, data, known_on, places);
  reader.add_accounts(*inputs.account);
  for (size_t i = 0; i < schema.ledgers.size(); ++i) reader.add_ledger(i, inputs.ledgers[i]);
  return reader.read_changed(go_on, threads);
}

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
                                       Places places, const Reading& reading) {
  if (auto error = check_names(schema)) return *error;
  auto found = find_inputs(folder, schema, reading.stop);
  if (!found) return found.error();
  const Inputs inputs = std::move(found).value();
  Data data;
  data.ignored_files = inputs.ignored;
  data.source = inputs.source;
  const auto error =
      go_on.state == nullptr
          ? read_whole(schema, inputs, known_on, places, reading, data)
          : read_changed(schema, inputs, known_on, places, go_on, reading.threads, data);
  if (error) return *error;
  return data;
}

// ---- accounts -----------------------------------------------------------------------------------

std::optional<Undetermined> UndeterminedAccounts::operator[](size_t account) const {
  if (accounts_.empty()) return std::nullopt;
  const auto found = accounts_.find(static_cast<uint32_t>(account));
  if (found == accounts_.end()) return std::nullopt;
  return found->second;
}

void UndeterminedAccounts::blame(uint32_t account, size_t reject) {
  const auto [found, is_first] = accounts_.try_emplace(account, Undetermined{reject, 0});
  if (!is_first) ++found->second.more;
}

void UndeterminedAccounts::reorder(std::span<const uint32_t> order) {
  if (accounts_.empty()) return;
  std::unordered_map<uint32_t, Undetermined> moved;
  for (uint32_t i = 0; i < order.size(); ++i) {
    const auto found = accounts_.find(order[i]);
    if (found != accounts_.end()) moved.emplace(i, found->second);
  }
  accounts_ = std::move(moved);
}

size_t Data::portions() const {
  return (accounts.size() + kPortionAccounts - 1) / kPortionAccounts;
}

base::Result<Portion, RunError> Data::portion(size_t i) const {
  const size_t first = i * kPortionAccounts;
  const size_t count = std::min(kPortionAccounts, accounts.size() - first);
  if (facts) return facts->load(accounts, first, count);
  // The facts of all accounts lie here: the pointers own nothing.
  const std::shared_ptr<const void> nobody;
  return Portion{first, count, {nobody, &batch}, first, {nobody, &places}};
}

base::Result<Portion, RunError> Data::whole() const {
  if (facts) return facts->load(accounts, 0, accounts.size());
  const std::shared_ptr<const void> nobody;
  return Portion{0, accounts.size(), {nobody, &batch}, 0, {nobody, &places}};
}

std::string place_and_reason(const Data& data, const Reject& reject) {
  return fmt::format("{}: {}{}{}", place_in(data.files[reject.file], reject.line), reject.field,
                     reject.field.empty() ? "" : ": ", reject.reason);
}

}  // namespace tierline::bulk
