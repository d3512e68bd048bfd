#include "tools/bulk/write/missing_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/timeline/decider.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

constexpr std::array<std::string_view, 5> kColumns = {"tier", "requirement", "missing", "amount",
                                                      "unit"};

std::string header_of(const bytecode::Schema& schema) {
  std::string line;
  for (const bytecode::FieldInfo& field : schema.account.fields) {
    if (field.key) line += field.name + ",";
  }
  return line + fmt::format("{}\n", fmt::join(kColumns, ","));
}

void append_line(std::string& out, const Data& data, size_t account,
                 const bytecode::Bytecode& program, const decision::Missing& missing) {
  const bool keyed =
      std::any_of(program.schema.account.fields.begin(), program.schema.account.fields.end(),
                  [](const bytecode::FieldInfo& field) { return field.key; });
  if (keyed) {
    for (const std::string_view part : key_parts(data.accounts.key(account))) {
      append_csv(out, part);
      out += ',';
    }
  }
  const bytecode::Tier& tier = program.tiers[missing.tier];
  for (const std::string& field :
       {program.schema.enums[0].words[tier.word], tier.requirements[missing.requirement].name,
        missing.words, missing.amount}) {
    append_csv(out, field);
    out += ',';
  }
  append_csv(out, missing.unit);
  out += '\n';
}

}  // namespace

void write_missing(const RunRequest& request, const Data& data, OutFile& file) {
  const bytecode::Bytecode& program = *request.program;
  timeline::Decider decider(program);
  file.write(header_of(program.schema));
  std::string lines;
  for (size_t account = 0; account < data.batch.accounts && !is_stopped(request); ++account) {
    if (data.undetermined[account]) continue;
    lines.clear();
    for (const auto& missing : decider.missing(data.batch, account, request.as_of)) {
      append_line(lines, data, account, program, missing);
    }
    file.write(lines);
  }
}

std::optional<RunError> check_missing(const bytecode::Bytecode& program) {
  if (program.tiers.empty()) {
    return RunError{
        fmt::format("`{}` has no tiers, so nothing is missing for one", program.header.title)};
  }
  for (const bytecode::FieldInfo& field : program.schema.account.fields) {
    if (!field.key || std::find(kColumns.begin(), kColumns.end(), field.name) == kColumns.end()) {
      continue;
    }
    return RunError{fmt::format("the program has a key `{}`, but {} has that column already",
                                field.name, kMissingFile)};
  }
  return std::nullopt;
}

}  // namespace tierline::bulk
