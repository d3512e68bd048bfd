// tierline report: what is true of a program as a whole. Its cost is exact, not an estimate: the
// code has no jumps, so every operation runs once per account, or once per entry of its ledger.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;
using checked::CheckedProgram;

// ---- cost ---------------------------------------------------------------------------------------

/// Operations of one decision without a trace: [0] per account, [1 + i] per entry of ledger i.
std::vector<size_t> operations(const bytecode::Bytecode& program) {
  std::vector<size_t> counts(1 + program.schema.ledgers.size(), 0);
  for (const bytecode::Section& section : program.sections) {
    if (section.phase > bytecode::Phase::Decide) continue;
    counts[section.level] += section.end - section.begin;
  }
  return counts;
}

std::string cost_text(const bytecode::Bytecode& program) {
  const std::vector<size_t> counts = operations(program);
  std::string out = fmt::format("{:>8}  operations an account\n", counts[0]);
  for (size_t i = 1; i < counts.size(); ++i) {
    out += fmt::format("{:>8}  more for each entry of {}\n", counts[i],
                       program.schema.ledgers[i - 1].name);
  }
  return out;
}

Json cost_json(const bytecode::Bytecode& program) {
  const std::vector<size_t> counts = operations(program);
  Json entries = Json::object();
  for (size_t i = 1; i < counts.size(); ++i) {
    entries[program.schema.ledgers[i - 1].name] = counts[i];
  }
  return {{"operations_per_account", counts[0]}, {"operations_per_entry", std::move(entries)}};
}

// ---- clauses ------------------------------------------------------------------------------------

/// Which rules name no clause, and which clauses no rule names.
class ClauseReport {
 public:
  explicit ClauseReport(const CheckedProgram& program) : program_(program) {
    for (const checked::Record& ledger : program.ledgers) fields(ledger);
    for (const checked::Table& table : program.tables) this->table(table);
    for (const checked::Define& define : program.defines) this->define(define);
    for (const checked::Tier& tier : program.tiers) this->tier(tier);
    if (program.status) status(*program.status);
    for (const checked::Bands& bands : program.bands) this->bands(bands);
    for (const checked::Split& split : program.splits) rule("split " + split.name, split.clause);
  }

  const std::vector<std::string>& rules_without_clause() const { return bare_; }

  std::vector<std::string> clauses_without_rule() const {
    std::vector<std::string> out;
    for (uint32_t i = 0; i < program_.clauses.size(); ++i) {
      if (!used_.contains(i)) out.push_back(program_.clauses[i].id);
    }
    return out;
  }

 private:
  void rule(std::string name, const std::optional<uint32_t>& clause) {
    if (clause) {
      used_.insert(*clause);
    } else {
      bare_.push_back(std::move(name));
    }
  }

  void fields(const checked::Record& ledger) {
    for (const checked::Field& field : ledger.fields) {
      if (field.derived) rule(fmt::format("field {}.{}", ledger.name, field.name), field.clause);
    }
  }

  // A row without a clause of its own stands on the table's.
  void table(const checked::Table& table) {
    rule("table " + table.name, table.clause);
    for (const checked::TableRow& row : table.rows) {
      if (row.clause) used_.insert(*row.clause);
    }
  }

  void define(const checked::Define& define) {
    rule("define " + define.name, define.clause);
    for (const checked::Exception& exception : define.exceptions) {
      rule(fmt::format("except {} of {}", exception.name, define.name), exception.clause);
    }
  }

  // An inherited requirement is named once, where it is written.
  void tier(const checked::Tier& tier) {
    for (const checked::Requirement& requirement : tier.requirements) {
      if (!requirements_.insert(requirement.span.begin).second) continue;
      rule(fmt::format("requires {} of {}", requirement.name, program_.enums[0].words[tier.word]),
           requirement.clause);
    }
  }

  void status(const checked::Status& status) {
    for (const checked::StatusLine& line : status.lines) {
      rule(fmt::format("{} of status", line.name), line.clause);
    }
  }

  void bands(const checked::Bands& bands) {
    rule("bands " + bands.name, bands.clause);
    for (const checked::Band& band : bands.bands) {
      if (band.clause) used_.insert(*band.clause);
    }
  }

  const CheckedProgram& program_;
  std::vector<std::string> bare_;
  std::set<uint32_t> used_;
  std::set<uint32_t> requirements_;
};

std::string listed_text(std::string_view title, const std::vector<std::string>& items) {
  std::string out = fmt::format("{}: {}\n", title, items.size());
  for (const std::string& item : items) out += "  " + item + "\n";
  return out;
}

std::string clauses_text(const CheckedProgram& program) {
  const ClauseReport report(program);
  return listed_text("rules without a clause", report.rules_without_clause()) +
         listed_text("clauses without a rule", report.clauses_without_rule());
}

Json clauses_json(const CheckedProgram& program) {
  const ClauseReport report(program);
  return {{"rules_without_clause", report.rules_without_clause()},
          {"clauses_without_rule", report.clauses_without_rule()}};
}

}  // namespace

Exit execute(const ReportArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program.ok()) return program.error();
  const compiler::Compiled& compiled = program.value().compiled;
  const bool cost = arguments.subject == Subject::Cost;
  if (arguments.format == Format::Json) {
    print((cost ? cost_json(*compiled.bytecode) : clauses_json(*compiled.checked)).dump(2) + "\n");
  } else {
    print(cost ? cost_text(*compiled.bytecode) : clauses_text(*compiled.checked));
  }
  return Exit::Fine;
}

}  // namespace tierline::cli
