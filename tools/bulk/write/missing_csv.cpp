#include "tools/bulk/write/missing_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

constexpr std::array<std::string_view, 5> kColumns = {"tier", "requirement", "missing", "amount",
                                                      "unit"};

}  // namespace

std::string missing_header(const bytecode::Schema& schema) {
  return fmt::format("{}{}\n", key_columns(schema), fmt::join(kColumns, ","));
}

void append_missing(std::string& out, const Data& data, size_t account,
                    const bytecode::Bytecode& program, const decision::Missing& missing) {
  append_keys(out, program.schema, data, account);
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
