#include "tools/bulk/postgres/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/limits.hpp"
#include "base/nearest.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/postgres/columns.hpp"
#include "tools/bulk/postgres/session.hpp"

namespace tierline::bulk {

namespace {

RunError about(const std::string& table, const SessionError& error) {
  if (error.stopped) return {error.message};
  return {fmt::format("cannot read table `{}`: {}", table, error.message)};
}

// ---- a table as an input ------------------------------------------------------------------------

class TableInput : public Input {
 public:
  TableInput(std::shared_ptr<Session> session, const std::string& table, std::string statement)
      : Input(table), session_(std::move(session)), statement_(std::move(statement)) {}

  Counted counted() const override { return Counted::Rows; }
  base::Result<size_t, RunError> read(char* to, size_t room) override;

 private:
  std::optional<RunError> next_row();
  std::optional<RunError> check_row() const;

  std::shared_ptr<Session> session_;
  const std::string statement_;
  bool is_begun_ = false;
  bool is_finished_ = false;
  size_t rows_ = 0;          // read, the header too
  std::string_view unread_;  // of the row at hand
};

base::Result<size_t, RunError> TableInput::read(char* to, size_t room) {
  size_t filled = 0;
  while (filled < room) {
    if (unread_.empty() && !is_finished_) {
      if (auto error = next_row()) return *error;
    }
    if (is_finished_) break;
    const size_t part = std::min(room - filled, unread_.size());
    std::memcpy(to + filled, unread_.data(), part);
    unread_.remove_prefix(part);
    filled += part;
  }
  return filled;
}

std::optional<RunError> TableInput::next_row() {
  if (!is_begun_) {
    if (auto error = session_->begin_copy(statement_)) return about(name(), *error);
    is_begun_ = true;
  }
  const auto row = session_->next_row();
  if (!row) return about(name(), row.error());
  unread_ = row.value();
  is_finished_ = unread_.empty();
  if (is_finished_) session_.reset();
  ++rows_;
  return is_finished_ ? std::nullopt : check_row();
}

/// The reader would take the first line of a row that is too long for one bad record, and the next
/// line, in the middle of a text, for another record.
std::optional<RunError> TableInput::check_row() const {
  if (unread_.size() <= base::kLineBytesMax) return std::nullopt;
  return RunError{fmt::format("cannot read table `{}`: row {} is longer than a record may be",
                              name(), rows_ - 1)};
}

// ---- what is there ------------------------------------------------------------------------------

constexpr std::string_view kFindTable =
    "SELECT n.nspname, c.relname, c.relkind FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.oid = pg_catalog.to_regclass($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";

constexpr std::string_view kVisibleTables =
    "SELECT c.relname FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_catalog.pg_table_is_visible(c.oid) "
    "AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1";

constexpr std::string_view kSearchPath =
    "SELECT pg_catalog.array_to_string(pg_catalog.current_schemas(false), ', ')";

/// A domain has the texts of what it is a domain of.
constexpr std::string_view kColumns =
    "WITH RECURSIVE below (name, place, type) AS ("
    "  SELECT attname, attnum, atttypid FROM pg_catalog.pg_attribute"
    "  WHERE attrelid = $1::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped"
    "  UNION ALL"
    "  SELECT b.name, b.place, t.typbasetype FROM below b"
    "  JOIN pg_catalog.pg_type t ON t.oid = b.type WHERE t.typtype = 'd') "
    "SELECT b.name, pg_catalog.format_type(t.oid, NULL), t.typcategory FROM below b "
    "JOIN pg_catalog.pg_type t ON t.oid = b.type WHERE t.typtype <> 'd' ORDER BY b.place";

/// One record of the program and where it is.
struct Source {
  std::string record;
  std::vector<WantedColumn> wanted;
  Table table;
  bool can_be_locked = false;
  ChosenColumns columns;
};

/// Finds the tables of all records, and says everything that is wrong with them at once.
class Finder {
 public:
  explicit Finder(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  base::Result<Inputs, RunError> find(const bytecode::Schema& schema);

 private:
  std::optional<RunError> look_up(Source& source);
  std::optional<RunError> choose(Source& source);
  std::optional<RunError> say_missing(const std::string& record);
  std::optional<RunError> begin(const std::vector<Source>& sources);
  std::unique_ptr<Input> input(const Source& source) const;
  void say(const std::string& problem) { problems_ += (problems_.empty() ? "" : "\n") + problem; }

  std::shared_ptr<Session> session_;
  std::string problems_;
};

std::optional<RunError> Finder::look_up(Source& source) {
  const auto found = session_->ask(std::string(kFindTable), {sql_name(source.record)});
  if (!found) return about(source.record, found.error());
  if (found.value().empty()) return say_missing(source.record);
  const std::vector<std::string>& row = found.value().front();
  source.table = {row[0], row[1], {}};
  source.can_be_locked = row[2] == "r" || row[2] == "p" || row[2] == "v";
  return choose(source);
}

std::optional<RunError> Finder::choose(Source& source) {
  const auto columns = session_->ask(std::string(kColumns), {sql_name(source.table)});
  if (!columns) return about(source.record, columns.error());
  for (const auto& row : columns.value()) {
    source.table.columns.push_back({row[0], row[1], row[2].empty() ? 'X' : row[2][0]});
  }
  auto chosen = choose_columns(source.table, source.wanted);
  if (chosen) {
    source.columns = std::move(chosen).value();
  } else {
    for (const std::string& problem : chosen.error().problems) say(problem);
  }
  return std::nullopt;
}

std::optional<RunError> Finder::say_missing(const std::string& record) {
  const auto path = session_->ask(std::string(kSearchPath));
  if (!path) return about(record, path.error());
  const auto tables = session_->ask(std::string(kVisibleTables));
  if (!tables) return about(record, tables.error());
  std::vector<std::string_view> names;
  for (const auto& row : tables.value()) names.push_back(row[0]);
  const std::string_view near = base::nearest(record, names);
  say(fmt::format("`{}` has no table or view `{}` in its search path ({}){}", session_->place(),
                  record, path.value().at(0).at(0),
                  near.empty() ? "" : fmt::format("; did you mean {}?", shown(near))));
  return std::nullopt;
}

/// One transaction for all tables. They are locked against being emptied or rewritten before it
/// sees anything, for such a change is seen by transactions that began earlier, too.
std::optional<RunError> Finder::begin(const std::vector<Source>& sources) {
  const auto begun = session_->ask("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  if (!begun) return about(sources.front().record, begun.error());
  for (const Source& source : sources) {
    if (!source.can_be_locked) continue;
    const auto locked =
        session_->ask(fmt::format("LOCK TABLE {} IN ACCESS SHARE MODE", sql_name(source.table)));
    if (!locked) return about(source.record, locked.error());
  }
  const auto seen = session_->ask("SELECT 1");  // from here on it sees one moment
  if (!seen) return about(sources.front().record, seen.error());
  return std::nullopt;
}

std::unique_ptr<Input> Finder::input(const Source& source) const {
  return std::make_unique<TableInput>(session_, source.record,
                                      copy_statement(source.table, source.columns.names));
}

base::Result<Inputs, RunError> Finder::find(const bytecode::Schema& schema) {
  std::vector<Source> sources;
  sources.push_back({schema.account.name, subject_columns(schema), {}, false, {}});
  for (const bytecode::RecordInfo& ledger : schema.ledgers) {
    sources.push_back({ledger.name, ledger_columns(schema, ledger), {}, false, {}});
  }
  for (Source& source : sources) {
    if (auto error = look_up(source)) return *error;
  }
  if (!problems_.empty()) return RunError{problems_};
  if (auto error = begin(sources)) return *error;
  Inputs inputs;
  inputs.source = session_->place();
  inputs.account = input(sources.front());
  for (size_t i = 1; i < sources.size(); ++i) {
    inputs.ledgers.emplace_back().push_back(input(sources[i]));
  }
  for (const Source& source : sources) {
    for (const std::string& column : source.columns.ignored) {
      inputs.ignored.push_back(source.record + "." + column);
    }
  }
  return inputs;
}

}  // namespace

base::Result<Inputs, RunError> find_tables(std::string_view address, const bytecode::Schema& schema,
                                           const std::atomic<bool>* stop) {
  auto session = Session::connect(address, stop);
  if (!session) {
    const SessionError& error = session.error();
    return RunError{error.stopped ? error.message
                                  : "cannot ask the PostgreSQL server: " + error.message};
  }
  return Finder(std::move(session).value()).find(schema);
}

}  // namespace tierline::bulk
