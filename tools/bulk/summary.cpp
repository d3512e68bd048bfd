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

/// Keeps the largest few; of equal values the account that comes first in key order.
template <class Number>
void add_top(Tally::TopRows& rows, const Number& value, size_t account) {
  if (value == 0) return;
  if (rows.size() == kTopCount && value <= rows.back().first) return;
  const auto smaller =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first < value; });
  rows.insert(smaller, {bytecode::BigInt(value), account});
  if (rows.size() > kTopCount) rows.pop_back();
}

/// The same of accounts that follow one another; few of them are among the largest.
void add_top(Tally::TopRows& rows, const std::vector<int64_t>& values, size_t first) {
  std::optional<int64_t> least;  // to be no longer among them
  for (size_t i = 0; i < values.size(); ++i) {
    if (least && values[i] <= *least) continue;
    add_top(rows, values[i], first + i);
    if (rows.size() == kTopCount) least = decimal::to_int64(rows.back().first);
  }
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

SummaryBuilder::SummaryBuilder(const bytecode::Schema& schema, const std::vector<std::string>& top)
    : schema_(schema) {
  for (size_t i = 0; i < schema.outputs.size(); ++i) {
    const bytecode::OutputInfo& output = schema.outputs[i];
    const bool is_number = output.type.kind == ValueKind::Number;
    if (is_tier(output.type)) {
      tiers_.push_back(i);
      if (output.name == kTierNow) tier_output_ = i;
    }
    if (top.empty() ? is_money(output.type) : is_number && contains(top, output.name)) {
      top_.push_back(i);
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

Tally SummaryBuilder::nothing() const {
  Tally tally;
  const size_t words = tiers_.empty() ? 0 : schema_.enums[0].words.size();
  tally.tiers.assign(tiers_.size(), std::vector<size_t>(words));
  tally.top.resize(top_.size());
  return tally;
}

void SummaryBuilder::add_decided(const Portion& portion, size_t account,
                                 const decision::Decision& decision, Tally& tally) const {
  const auto number = [&](size_t output) -> const bytecode::BigInt& {
    return decision.outputs[output].number;
  };
  for (size_t i = 0; i < tiers_.size(); ++i) {
    ++tally.tiers[i][static_cast<size_t>(number(tiers_[i]))];
  }
  if (tier_before_ && tier_output_) {
    add_move(portion, account, static_cast<int64_t>(number(*tier_output_)), tally);
  }
  for (size_t i = 0; i < top_.size(); ++i) add_top(tally.top[i], number(top_[i]), account);
}

void SummaryBuilder::add_decided(const Portion& portion, size_t first,
                                 const std::vector<std::vector<int64_t>>& numbers,
                                 Tally& tally) const {
  for (size_t i = 0; i < tiers_.size(); ++i) {
    for (const int64_t word : numbers[tiers_[i]]) ++tally.tiers[i][static_cast<size_t>(word)];
  }
  if (tier_before_ && tier_output_) {
    const std::vector<int64_t>& now = numbers[*tier_output_];
    for (size_t i = 0; i < now.size(); ++i) add_move(portion, first + i, now[i], tally);
  }
  for (size_t i = 0; i < top_.size(); ++i) add_top(tally.top[i], numbers[top_[i]], first);
}

void SummaryBuilder::add_move(const Portion& portion, size_t account, int64_t now,
                              Tally& tally) const {
  const batch::Column& before = portion.batch->columns[*tier_before_];
  const size_t row = portion.row(account);
  if (!before.is_known(row)) return;
  if (before.values[row] == now) return;
  Tally::Move& move = tally.moves[{before.values[row], now}];
  ++move.accounts;
  if (move.examples.size() < kExamples) move.examples.push_back(account);
}

void SummaryBuilder::add(const Tally& next, Tally& tally) const {
  for (size_t i = 0; i < tally.tiers.size(); ++i) {
    for (size_t word = 0; word < tally.tiers[i].size(); ++word) {
      tally.tiers[i][word] += next.tiers[i][word];
    }
  }
  for (const auto& [way, more] : next.moves) {
    Tally::Move& move = tally.moves[way];
    move.accounts += more.accounts;
    for (const size_t account : more.examples) {
      if (move.examples.size() < kExamples) move.examples.push_back(account);
    }
  }
  for (size_t i = 0; i < tally.top.size(); ++i) {
    for (const auto& [value, account] : next.top[i]) add_top(tally.top[i], value, account);
  }
  for (const auto& [reason, count] : next.undetermined) tally.undetermined[reason] += count;
}

void SummaryBuilder::list_top(const Data& data, const Tally& tally, Summary& out) const {
  for (size_t i = 0; i < top_.size(); ++i) {
    const bytecode::OutputInfo& output = schema_.outputs[top_[i]];
    TopValues& values = out.top.emplace_back();
    values.output = output.name;
    values.unit = output.type.currency;
    for (const auto& [value, account] : tally.top[i]) {
      values.rows.emplace_back(readable_key(data.accounts.key(account)),
                               decision::to_text({value, ""}, output.type, schema_));
    }
  }
}

Summary SummaryBuilder::finish(const Data& data, const Tally& tally) const {
  Summary out;
  for (size_t i = 0; i < tiers_.size(); ++i) {
    TierCounts& tier = out.tiers.emplace_back();
    tier.output = schema_.outputs[tiers_[i]].name;
    for (size_t word = 0; word < tally.tiers[i].size(); ++word) {
      tier.counts.emplace_back(schema_.enums[0].words[word], tally.tiers[i][word]);
    }
  }
  out.knows_tier_before = tier_before_ && tier_output_;
  for (const auto& [way, move] : tally.moves) {
    TierMove& row = out.moves.emplace_back();
    row = {tier_word(way.first), tier_word(way.second), move.accounts, {}};
    for (const size_t account : move.examples) {
      row.examples.push_back(readable_key(data.accounts.key(account)));
    }
  }
  list_top(data, tally, out);
  std::map<std::string, size_t> rejects;
  for (const Reject& reject : data.rejects) ++rejects[reason_class(data, reject)];
  out.rejects = by_frequency(rejects);
  out.undetermined = by_frequency(tally.undetermined);
  return out;
}

// ---- as bytes -----------------------------------------------------------------------------------

namespace {

void write(Writer& out, const std::vector<size_t>& numbers) {
  out.number(static_cast<uint64_t>(numbers.size()));
  for (const size_t number : numbers) out.number(static_cast<uint64_t>(number));
}

std::vector<size_t> read_numbers(Reader& in) {
  std::vector<size_t> numbers(in.count(sizeof(uint64_t)));
  for (size_t& number : numbers) number = in.number<uint64_t>();
  return numbers;
}

Tally::TopRows read_top(Reader& in) {
  Tally::TopRows rows(in.count(1));
  for (auto& [value, account] : rows) {
    const std::string digits = in.text();
    if (!in.failed) value = bytecode::BigInt(digits);
    account = in.number<uint64_t>();
  }
  return rows;
}

}  // namespace

void write(Writer& out, const Tally& tally) {
  out.number(static_cast<uint64_t>(tally.tiers.size()));
  for (const std::vector<size_t>& words : tally.tiers) write(out, words);
  out.number(static_cast<uint64_t>(tally.moves.size()));
  for (const auto& [way, move] : tally.moves) {
    out.number(way.first);
    out.number(way.second);
    out.number(static_cast<uint64_t>(move.accounts));
    write(out, move.examples);
  }
  out.number(static_cast<uint64_t>(tally.top.size()));
  for (const Tally::TopRows& rows : tally.top) {
    out.number(static_cast<uint64_t>(rows.size()));
    for (const auto& [value, account] : rows) {
      out.text(value.str());
      out.number(static_cast<uint64_t>(account));
    }
  }
  out.number(static_cast<uint64_t>(tally.undetermined.size()));
  for (const auto& [reason, count] : tally.undetermined) {
    out.text(reason);
    out.number(static_cast<uint64_t>(count));
  }
}

Tally read_tally(Reader& in) {
  Tally tally;
  for (uint64_t left = in.count(1); left > 0; --left) tally.tiers.push_back(read_numbers(in));
  for (uint64_t left = in.count(1); left > 0; --left) {
    const auto from = in.number<int64_t>();
    const auto to = in.number<int64_t>();
    Tally::Move& move = tally.moves[{from, to}];
    move.accounts = in.number<uint64_t>();
    move.examples = read_numbers(in);
  }
  for (uint64_t left = in.count(1); left > 0; --left) tally.top.push_back(read_top(in));
  for (uint64_t left = in.count(1); left > 0; --left) {
    const std::string reason = in.text();
    tally.undetermined[reason] = in.number<uint64_t>();
  }
  return tally;
}

}  // namespace tierline::bulk
