#include "tools/bulk/write/keys_csv.hpp"

#include <algorithm>

#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

std::string key_columns(const bytecode::Schema& schema) {
  std::string columns;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) columns += field.name + ",";
  }
  return columns;
}

void append_keys(std::string& out, const bytecode::Schema& schema, const Data& data,
                 size_t account) {
  const std::vector<bytecode::FieldInfo>& fields = schema.account.fields;
  if (std::none_of(fields.begin(), fields.end(), [](const auto& field) { return field.key; })) {
    return;
  }
  for (const std::string_view part : key_parts(data.accounts.key(account))) {
    append_csv(out, part);
    out += ',';
  }
}

}  // namespace tierline::bulk
