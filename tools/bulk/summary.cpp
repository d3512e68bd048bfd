#include "tools/bulk/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

using bytecode::ValueKind;

constexpr std::string_view kTierBefore = "tier_before";
constexpr std::string_view kTierNow = "tier";
constexpr size_t kExamples = 3;

bool is_tier(const bytecode::ValueType& type) {
  return type.kind == ValueKind::Enum && type.enum_index == 0;
}

bool is_money(const bytecode::ValueType& type) {
  return type.kind == ValueKind::Number && type.measure == bytecode::Measure::Money;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<ReasonCount> by_frequency(const std::map<std::string, size_t>& counts) {
  std::vector<ReasonCount> out;
  out.reserve(counts.size());
  for (const auto& [reason, count] : counts) out.push_back({reason, count});
  std::stable_sort(out.begin(), out.end(),
                   [](const ReasonCount& a, const ReasonCount& b) { return a.count > b.count; });
  return out;
}

}  // namespace

std::string reason_class(const Data& data, const Reject& reject) {
  const std::string& file = data.files[reject.file].name;
  const std::string record = file.substr(0, file.find('.'));
  return fmt::format("{}{}{}: {}", record, reject.field.empty() ? "" : " ", reject.field,
                     describe(reject.fault));
}

std::string readable_key(std::string_view key) {
  std::string out;
  for (const std::string_view part : key_parts(key)) {
    out += fmt::format("{}{}", out.empty() ? "" : " / ", escaped(part));
  }
  return out;
}

SummaryBuilder::SummaryBuilder(const bytecode::Schema& schema, const Data& data,
                               const std::vector<std::string>& top)
    : schema_(schema), data_(data) {
  for (size_t i = 0; i < schema.outputs.size(); ++i) {
    const bytecode::OutputInfo& output = schema.outputs[i];
    const bool is_number = output.type.kind == ValueKind::Number;
    if (is_tier(output.type)) {
      tiers_.emplace_back(i, std::vector<size_t>(schema.enums[0].words.size()));
      if (output.name == kTierNow) tier_output_ = i;
    }
    if (top.empty() ? is_money(output.type) : is_number && contains(top, output.name)) {
      top_.push_back({i, {}});
    }
  }
  for (size_t i = 0; i < schema.account.fields.size(); ++i) {
    const bytecode::FieldInfo& field = schema.account.fields[i];
    if (field.name == kTierBefore && is_tier(field.type)) tier_before_ = i;
  }
}

const std::string& SummaryBuilder::tier_word(int64_t position) const {
  return schema_.enums[0].words[static_cast<size_t>(position)];
}

void SummaryBuilder::add_decided(size_t account, const decision::Decision& decision) {
  for (auto& [output, counts] : tiers_) {
    ++counts[static_cast<size_t>(decision.outputs[output].number)];
  }
  if (tier_before_ && tier_output_) add_move(account, decision);
  for (Top& top : top_) add_top(top, account, decision.outputs[top.output].number);
}

void SummaryBuilder::add_move(size_t account, const decision::Decision& decision) {
  const batch::Column& before = data_.batch.columns[*tier_before_];
  if (!before.is_known(account)) return;
  const auto now = static_cast<int64_t>(decision.outputs[*tier_output_].number);
  if (before.values[account] == now) return;
  Move& move = moves_[{before.values[account], now}];
  ++move.accounts;
  if (move.examples.size() < kExamples) move.examples.push_back(account);
}

/// Keeps the largest few; of equal values the account that comes first in key order.
void SummaryBuilder::add_top(Top& top, size_t account, const bytecode::BigInt& value) const {
  if (value == 0) return;
  if (top.rows.size() == kTopCount && value <= top.rows.back().first) return;
  const auto smaller = std::find_if(top.rows.begin(), top.rows.end(),
                                    [&](const auto& row) { return row.first < value; });
  top.rows.insert(smaller, {value, account});
  if (top.rows.size() > kTopCount) top.rows.pop_back();
}

Summary SummaryBuilder::finish() const {
  Summary out;
  for (const auto& [output, counts] : tiers_) {
    TierCounts& tier = out.tiers.emplace_back();
    tier.output = schema_.outputs[output].name;
    for (size_t i = 0; i < counts.size(); ++i) {
      tier.counts.emplace_back(schema_.enums[0].words[i], counts[i]);
    }
  }
  out.knows_tier_before = tier_before_ && tier_output_;
  for (const auto& [way, move] : moves_) {
    TierMove& row = out.moves.emplace_back();
    row = {tier_word(way.first), tier_word(way.second), move.accounts, {}};
    for (const size_t account : move.examples) {
      row.examples.push_back(readable_key(data_.accounts.key(account)));
    }
  }
  for (const Top& top : top_) {
    const bytecode::OutputInfo& output = schema_.outputs[top.output];
    TopValues& values = out.top.emplace_back();
    values.output = output.name;
    values.unit = output.type.currency;
    for (const auto& [value, account] : top.rows) {
      values.rows.emplace_back(readable_key(data_.accounts.key(account)),
                               decision::to_text({value, ""}, output.type, schema_));
    }
  }
  std::map<std::string, size_t> rejects;
  for (const Reject& reject : data_.rejects) ++rejects[reason_class(data_, reject)];
  out.rejects = by_frequency(rejects);
  out.undetermined = by_frequency(undetermined_);
  return out;
}

}  // namespace tierline::bulk
