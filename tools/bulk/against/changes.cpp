#include "tools/bulk/against/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "tools/bulk/against/record_changes.hpp"
#include "tools/bulk/write/csv_text.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kIgnoredColumn = "valid_until";  // not an answer, but how long it stands

/// decisions.csv, record after record, in key order.
class Answers {
 public:
  Answers(std::string_view csv, size_t keys) : reader_(csv), keys_(keys) {
    reader_.next(record_);
    for (const std::string_view name : record_.fields) names_.emplace_back(name);
  }

  bool next() { return reader_.next(record_); }
  const std::vector<std::string>& names() const { return names_; }
  /// The value of a column, or "" if the run did not decide it.
  std::string value(const std::string& name) const {
    const auto found =
        std::find(names_.begin() + static_cast<ptrdiff_t>(keys_), names_.end(), name);
    const auto at = static_cast<size_t>(found - names_.begin());
    return at < record_.fields.size() ? std::string(record_.fields[at]) : std::string();
  }

 private:
  base::CsvReader reader_;
  base::CsvRecord record_;
  size_t keys_;
  std::vector<std::string> names_;
};

size_t key_count(const bytecode::Schema& schema) {
  return static_cast<size_t>(
      std::count_if(schema.account.fields.begin(), schema.account.fields.end(),
                    [](const bytecode::FieldInfo& field) { return field.key; }));
}

/// The columns of both runs behind the keys, those of this run first.
std::vector<std::string> all_outputs(const Answers& now, const Answers& before, size_t keys) {
  std::vector<std::string> names;
  for (const Answers* side : {&now, &before}) {
    for (size_t i = keys; i < side->names().size(); ++i) {
      const std::string& name = side->names()[i];
      const bool known = std::find(names.begin(), names.end(), name) != names.end();
      if (!known && name != kIgnoredColumn) names.push_back(name);
    }
  }
  return names;
}

/// Walks through the accounts of both runs side by side.
class Comparison {
 public:
  Comparison(const bytecode::Schema& schema, const RunSide& before, const RunSide& now)
      : before_(before),
        now_(now),
        keys_(key_count(schema)),
        old_answers_(before.decisions, keys_),
        new_answers_(now.decisions, keys_),
        outputs_(all_outputs(new_answers_, old_answers_, keys_)),
        records_(before, now) {
    for (const bytecode::FieldInfo& field : schema.account.fields) {
      if (field.key) changes_.csv += field.name + ",";
    }
    changes_.csv += "output,old,new,why\n";
  }

  Changes run();

 private:
  /// The accounts by their places in the two runs.
  using Place = std::optional<size_t>;
  void compare(Place old_place, Place new_place);
  std::string why(Place old_place, Place new_place) const;
  bool has_other_facts(size_t old_place, size_t new_place) const {
    return before_.accounts.sums[old_place] != now_.accounts.sums[new_place];
  }
  std::string circumstances() const;
  void add(std::string_view key, const std::string& output, const std::string& old_value,
           const std::string& new_value, const std::string& why);

  const RunSide& before_;
  const RunSide& now_;
  size_t keys_;
  Answers old_answers_;
  Answers new_answers_;
  std::vector<std::string> outputs_;
  RecordChanges records_;
  Changes changes_;
};

Changes Comparison::run() {
  const AccountsView& olds = before_.accounts;
  const AccountsView& news = now_.accounts;
  size_t old_at = 0;
  size_t new_at = 0;
  while (old_at < olds.size() || new_at < news.size()) {
    const bool gone =
        new_at == news.size() || (old_at < olds.size() && olds.key(old_at) < news.key(new_at));
    const bool is_new = !gone && (old_at == olds.size() || news.key(new_at) < olds.key(old_at));
    if (!is_new) old_answers_.next();
    if (!gone) new_answers_.next();
    compare(is_new ? Place() : old_at, gone ? Place() : new_at);
    if (!is_new) ++old_at;
    if (!gone) ++new_at;
  }
  return std::move(changes_);
}

void Comparison::compare(Place old_place, Place new_place) {
  ChangeCounts& counts = changes_.counts;
  if (!old_place) ++counts.new_accounts;
  if (!new_place) ++counts.gone_accounts;
  const size_t before = counts.outputs;
  std::string reason;
  for (const std::string& output : outputs_) {
    const std::string old_value = old_place ? old_answers_.value(output) : "";
    const std::string new_value = new_place ? new_answers_.value(output) : "";
    if (old_value == new_value) continue;
    if (reason.empty()) reason = why(old_place, new_place);
    add(new_place ? now_.accounts.key(*new_place) : before_.accounts.key(*old_place), output,
        old_value, new_value, reason);
  }
  if (counts.outputs > before) {
    ++counts.accounts;
  } else if (old_place && new_place && has_other_facts(*old_place, *new_place)) {
    ++counts.same_answer;
  }
}

std::string Comparison::why(Place old_place, Place new_place) const {
  if (!old_place) return "the account is new";
  if (!new_place) return "the account is gone";
  std::string out;
  if (has_other_facts(*old_place, *new_place)) {
    out = records_.describe(static_cast<uint32_t>(*old_place), static_cast<uint32_t>(*new_place));
  }
  const std::string other = circumstances();
  if (out.empty()) return other.empty() ? "the same facts stand on other lines" : other;
  return other.empty() ? out : out + "; " + other;
}

/// What else is not as it was.
std::string Comparison::circumstances() const {
  const RunIdentity& old_run = *before_.identity;
  const RunIdentity& new_run = *now_.identity;
  std::vector<std::string> out;
  if (old_run.program_digest != new_run.program_digest) out.emplace_back("the program is another");
  if (old_run.as_of != new_run.as_of) {
    out.push_back(fmt::format("as of {}, not {}", calendar::to_text(new_run.as_of),
                              calendar::to_text(old_run.as_of)));
  }
  const auto knowledge = [](const std::optional<calendar::Day>& day) {
    return day ? "as known on " + calendar::to_text(*day) : std::string("with all that is known");
  };
  if (old_run.known_on != new_run.known_on) {
    out.push_back(
        fmt::format("{}, not {}", knowledge(new_run.known_on), knowledge(old_run.known_on)));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

void Comparison::add(std::string_view key, const std::string& output, const std::string& old_value,
                     const std::string& new_value, const std::string& why) {
  std::string& csv = changes_.csv;
  const std::vector<std::string_view> parts = key_parts(key);
  for (size_t i = 0; i < keys_; ++i) {
    append_csv(csv, parts[i]);
    csv += ',';
  }
  csv += output + ",";
  append_csv(csv, old_value);
  csv += ',';
  append_csv(csv, new_value);
  csv += ',';
  append_csv(csv, why);
  csv += '\n';
  ++changes_.counts.outputs;
}

}  // namespace

Changes changes_between(const bytecode::Schema& schema, const RunSide& before, const RunSide& now) {
  return Comparison(schema, before, now).run();
}

}  // namespace tierline::bulk
