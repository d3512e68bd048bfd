#include "tools/bulk/duckdb/session.hpp"

#include <array>
#include <utility>

namespace tierline::bulk::duckdb {

namespace {

// One thread keeps rows in their order and files the same; the memory is for the page of a column
// or the rows of a group, not for a table; nothing is fetched from anywhere.
constexpr std::array<std::pair<const char*, const char*>, 6> kSettings = {
    {{"threads", "1"},
     {"memory_limit", "1GB"},
     {"preserve_insertion_order", "true"},
     {"autoinstall_known_extensions", "false"},
     {"autoload_known_extensions", "false"},
     {"temp_directory", ""}}};

}  // namespace

std::string first_line(const char* message) {
  const std::string_view text = message == nullptr ? "no reason is known" : message;
  return std::string(text.substr(0, text.find('\n')));
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

// ---- the session --------------------------------------------------------------------------------

base::Result<std::unique_ptr<Session>, RunError> Session::open() {
  const auto opened = duckdb::library();
  if (!opened) return opened.error();
  std::unique_ptr<Session> session(new Session(*opened.value()));
  if (auto error = session->connect()) return *error;
  return session;
}

std::optional<RunError> Session::connect() {
  Handle config = nullptr;
  if (library_.create_config(&config) != kOk) return RunError{"libduckdb gives no configuration"};
  for (const auto& [name, value] : kSettings) {
    if (library_.set_config(config, name, value) == kOk) continue;
    library_.destroy_config(&config);
    return RunError{std::string("libduckdb does not know the setting ") + name};
  }
  char* message = nullptr;
  const int state = library_.open_ext(nullptr, &database_, config, &message);
  library_.destroy_config(&config);
  if (state != kOk) {
    RunError error{"libduckdb does not start: " + first_line(message)};
    if (message != nullptr) library_.free(message);
    return error;
  }
  if (library_.connect(database_, &connection_) != kOk) return RunError{"libduckdb does not start"};
  return std::nullopt;
}

Session::~Session() {
  if (connection_ != nullptr) library_.disconnect(&connection_);
  if (database_ != nullptr) library_.close(&database_);
}

std::optional<RunError> Session::run(const std::string& sql) {
  Answer answer;
  std::optional<RunError> error;
  if (library_.query(connection_, sql.c_str(), &answer) != kOk) {
    error = RunError{first_line(library_.result_error(&answer))};
  }
  library_.destroy_result(&answer);
  return error;
}

// ---- rows ---------------------------------------------------------------------------------------

base::Result<std::unique_ptr<RowStream>, RunError> RowStream::open(Session& session,
                                                                   const std::string& sql) {
  const Library& library = session.library();
  std::unique_ptr<RowStream> rows(new RowStream(library));
  if (library.prepare(session.connection(), sql.c_str(), &rows->statement_) != kOk) {
    return RunError{first_line(library.prepare_error(rows->statement_))};
  }
  if (library.execute_prepared_streaming(rows->statement_, &rows->answer_) != kOk) {
    return RunError{first_line(library.result_error(&rows->answer_))};
  }
  return rows;
}

RowStream::~RowStream() {
  if (chunk_ != nullptr) library_.destroy_data_chunk(&chunk_);
  library_.destroy_result(&answer_);
  if (statement_ != nullptr) library_.destroy_prepare(&statement_);
}

base::Result<Handle, RunError> RowStream::next() {
  if (chunk_ != nullptr) library_.destroy_data_chunk(&chunk_);
  chunk_ = library_.fetch_chunk(answer_);
  if (chunk_ != nullptr) return chunk_;
  const char* error = library_.result_error(&answer_);
  if (error != nullptr) return RunError{first_line(error)};
  return Handle{nullptr};
}

}  // namespace tierline::bulk::duckdb
