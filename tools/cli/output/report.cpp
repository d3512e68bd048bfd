#include "tools/cli/output/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/words.hpp"

namespace tierline::cli {

std::string grouped(size_t count) {
  std::string out = std::to_string(count);
  for (size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
  return out;
}

namespace {

using Json = nlohmann::ordered_json;

std::string counted(size_t count, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : more);
}

/// Rows of a table, the columns as wide as need be; a column of figures stands right.
class Table {
 public:
  explicit Table(std::string title) : title_(std::move(title)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  static size_t width_of(std::string_view text);
  static bool is_figure(std::string_view text);
  std::string title_;
  std::vector<std::vector<std::string>> rows_;
};

/// Code points, which is near enough to columns for the scripts of partner names.
size_t Table::width_of(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool Table::is_figure(std::string_view text) {
  return text.find_first_not_of("0123456789,.-%") == std::string_view::npos;
}

std::string Table::text() const {
  std::vector<size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out = "\n" + title_ + "\n";
  for (const auto& row : rows_) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string pad(widths[i] - width_of(row[i]), ' ');
      line += "  " + (is_figure(row[i]) ? pad + row[i] : row[i] + pad);
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string files_text(const bulk::RunReport& report) {
  Table table("lines");
  const auto add = [&](const std::string& name, const auto& count) {
    std::vector<std::string> row = {
        name, grouped(count.lines),    "=",       grouped(count.used), "used",
        "+",  grouped(count.rejected), "rejected"};
    if (report.with_known_on) {
      row.insert(row.end(), {"+", grouped(count.not_yet_known), "not yet known"});
    }
    table.add(std::move(row));
  };
  for (const bulk::FileCount& file : report.files) add(bulk::escaped(file.name), file);
  add("all files", report.counts);
  return table.text();
}

std::string changes_text(const bulk::ChangeCounts& changes) {
  Table table("changes since the earlier run");
  table.add({grouped(changes.accounts), "accounts with another answer"});
  table.add({grouped(changes.outputs), "outputs that changed, see changes.csv"});
  table.add({grouped(changes.same_answer), "accounts with other facts and the same answer"});
  table.add({grouped(changes.new_accounts), "new accounts"});
  table.add({grouped(changes.gone_accounts), "accounts that are gone"});
  return table.text();
}

std::string after_end_text(const bulk::AfterEndReport& report) {
  if (report.entries == 0) return "";
  std::string places = bulk::escaped(fmt::format("{}", fmt::join(report.first, ", ")));
  if (report.entries > report.first.size()) places += ", ...";
  return fmt::format(
      "note: {} of {} {} dated after the end of {}; they are used like others, see {}: {}\n",
      counted(report.entries, "entry", "entries"), counted(report.accounts, "account", "accounts"),
      report.entries == 1 ? "is" : "are", report.accounts == 1 ? "that account" : "their account",
      bulk::kNotesFile, places);
}

std::string counts_text(const bulk::RunReport& report) {
  const bulk::RunCounts& counts = report.counts;
  std::string out = files_text(report);
  out += fmt::format("\naccounts\n  {} = {} decided + {} undetermined\n", grouped(counts.accounts),
                     grouped(counts.decided), grouped(counts.undetermined));
  if (report.went_on) {
    out += fmt::format("  re-evaluated {} of {}\n", grouped(report.reevaluated),
                       grouped(counts.accounts));
  }
  if (report.resumed > 0) {
    out +=
        fmt::format("  {} of them were decided by the interrupted run\n", grouped(report.resumed));
  }
  if (report.changes) out += changes_text(*report.changes);
  out +=
      fmt::format("\ncounts add up: every line is used{} or in rejects.csv, every account in {}\n",
                  report.with_known_on ? ", not yet known" : "", report.results_file);
  if (counts.rejected_without_account > 0) {
    out += fmt::format("note: {} rejected line{} of no account that is known\n",
                       grouped(counts.rejected_without_account),
                       counts.rejected_without_account == 1 ? " is" : "s are");
  }
  if (report.after_end) out += after_end_text(*report.after_end);
  if (!report.kept) out += "note: this was a dry run; nothing was written\n";
  for (const std::string& name : report.ignored_files) {
    out += fmt::format("note: `{}` belongs to no record of the program and was not read\n",
                       bulk::escaped(name));
  }
  return out;
}

std::string tiers_text(const bulk::TierCounts& tiers) {
  Table table(tiers.output);
  for (const auto& [word, count] : tiers.counts) table.add({word, grouped(count)});
  return table.text();
}

std::string moves_text(const bulk::Summary& summary) {
  Table table("tier changes");
  for (const bulk::TierMove& move : summary.moves) {
    std::string examples = fmt::format("{}", fmt::join(move.examples, ", "));
    if (move.accounts > move.examples.size()) examples += ", ...";
    table.add({move.before, "->", move.now, grouped(move.accounts), examples});
  }
  if (table.empty()) table.add({"none"});
  return table.text();
}

std::string top_text(const bulk::TopValues& top) {
  Table table("largest " + top.output + (top.unit.empty() ? "" : ", " + top.unit));
  for (const auto& [key, value] : top.rows) table.add({key, value});
  if (table.empty()) table.add({"none"});
  return table.text();
}

std::string reasons_text(const std::string& title, const std::vector<bulk::ReasonCount>& reasons) {
  Table table(title);
  for (const auto& [reason, count] : reasons) table.add({grouped(count), reason});
  return table.empty() ? "" : table.text();
}

std::string summary_text(const bulk::Summary& summary) {
  std::string out;
  for (const bulk::TierCounts& tiers : summary.tiers) out += tiers_text(tiers);
  if (summary.knows_tier_before) out += moves_text(summary);
  for (const bulk::TopValues& top : summary.top) out += top_text(top);
  out += reasons_text("rejected lines, by reason", summary.rejects);
  out += reasons_text("undetermined accounts, by reason", summary.undetermined);
  return out;
}

// ---- JSON ---------------------------------------------------------------------------------------

Json json_of(const std::vector<bulk::ReasonCount>& reasons) {
  Json out = Json::array();
  for (const auto& [reason, count] : reasons) out.push_back({{"reason", reason}, {"count", count}});
  return out;
}

Json json_of(const bulk::Summary& summary) {
  Json tiers = Json::object();
  for (const bulk::TierCounts& tier : summary.tiers) {
    for (const auto& [word, count] : tier.counts) tiers[tier.output][word] = count;
  }
  Json moves = Json::array();
  for (const bulk::TierMove& move : summary.moves) {
    moves.push_back({{"before", move.before},
                     {"now", move.now},
                     {"accounts", move.accounts},
                     {"examples", move.examples}});
  }
  Json top = Json::object();
  for (const bulk::TopValues& values : summary.top) {
    top[values.output] = Json::array();
    for (const auto& [key, value] : values.rows) {
      top[values.output].push_back({{"account", key}, {"value", value}});
    }
  }
  Json out = {{"tiers", std::move(tiers)}};
  if (summary.knows_tier_before) out["tier_changes"] = std::move(moves);
  out["largest"] = std::move(top);
  out["rejects_by_reason"] = json_of(summary.rejects);
  out["undetermined_by_reason"] = json_of(summary.undetermined);
  return out;
}

}  // namespace

std::string report_text(const bulk::RunReport& report, Detail detail) {
  std::string out = detail == Detail::Summary ? summary_text(report.summary) : "";
  out += counts_text(report);
  return out.substr(1);  // the blank line above the first table
}

std::string report_json(const bulk::RunReport& report, Detail detail) {
  Json files = Json::array();
  for (const bulk::FileCount& file : report.files) {
    files.push_back({{"file", file.name},
                     {"lines", file.lines},
                     {"used", file.used},
                     {"rejected", file.rejected}});
    if (report.with_known_on) files.back()["not_yet_known"] = file.not_yet_known;
  }
  Json counts = Json::object();
  for (const auto& [name, count] : bulk::named(report.counts, report.with_known_on))
    counts[name] = count;
  if (report.went_on) counts["reevaluated"] = report.reevaluated;
  if (report.resumed > 0) counts["resumed"] = report.resumed;
  Json json = {{"counts", std::move(counts)},
               {"files", std::move(files)},
               {"ignored_files", report.ignored_files}};
  if (!report.kept) json["dry_run"] = true;
  if (report.changes) {
    json["changes"] = {{"accounts", report.changes->accounts},
                       {"outputs", report.changes->outputs},
                       {"same_answer", report.changes->same_answer},
                       {"new_accounts", report.changes->new_accounts},
                       {"gone_accounts", report.changes->gone_accounts}};
  }
  if (report.after_end) {
    json["after_end"] = {{"entries", report.after_end->entries},
                         {"accounts", report.after_end->accounts},
                         {"first", report.after_end->first}};
  }
  if (detail == Detail::Summary) json["summary"] = json_of(report.summary);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tierline::cli
