#include "tools/bulk/decide/answer_files.hpp"

#include <fmt/format.h>

#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/missing_csv.hpp"
#include "tools/bulk/write/parts_csv.hpp"

namespace tierline::bulk {

namespace {

bool is_own_column(const std::string& name) {
  return name == kStatusColumn || name == kReasonColumn || name == kValidUntilColumn;
}

std::string decisions_header(const bytecode::Schema& schema) {
  std::string header = fmt::format("{}{},{}", key_columns(schema), kStatusColumn, kReasonColumn);
  for (const bytecode::OutputInfo& output : schema.outputs) header += "," + output.name;
  return header + fmt::format(",{}\n", kValidUntilColumn);
}

}  // namespace

std::vector<AnswerFile> answer_files(const RunRequest& request) {
  const bytecode::Schema& schema = request.program->schema;
  std::vector<AnswerFile> files = {{std::string(kDecisionsFile), decisions_header(schema)}};
  for (const bytecode::SplitInfo& split : schema.splits) {
    files.push_back({parts_file(split.name), parts_header(schema, split)});
  }
  if (request.missing) files.push_back({std::string(kMissingFile), missing_header(schema)});
  return files;
}

size_t state_files(const bytecode::Schema& schema) { return 1 + schema.splits.size(); }

std::optional<RunError> check_column_names(const bytecode::Schema& schema) {
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (!field.key || !is_own_column(field.name)) continue;
    return RunError{fmt::format("the program has a key `{}`, but {} has that column already",
                                field.name, kDecisionsFile)};
  }
  for (const bytecode::OutputInfo& output : schema.outputs) {
    bool taken = is_own_column(output.name);
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

}  // namespace tierline::bulk
