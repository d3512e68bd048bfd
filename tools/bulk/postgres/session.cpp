#include "tools/bulk/postgres/session.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>

#include "base/assert.hpp"
#include "tools/bulk/facts/words.hpp"

namespace tierline::bulk {

namespace {

constexpr int kLookMs = 100;                      // how often it is asked whether to stop
constexpr const char* kConnectSecondsMax = "15";  // unless the address says otherwise

/// libpq's words as one line: its line ends and tabs are layout.
std::string one_line(std::string_view text) {
  std::string out;
  bool is_between = false;
  for (const char c : text) {
    if (c == '\n' || c == '\t' || c == ' ') {
      is_between = true;
      continue;
    }
    if (is_between && !out.empty()) out += ' ';
    is_between = false;
    out += c;
  }
  return escaped(out);
}

/// What the server says, otherwise what libpq says.
std::string words_of(const PGresult* result) {
  const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return one_line(primary != nullptr ? primary : PQresultErrorMessage(result));
}

/// `postgres:host=... dbname=...` is the short form of `host=... dbname=...`.
std::string connection_text(std::string_view address) {
  const size_t colon = address.find(':');
  const bool is_uri = address.substr(colon).starts_with("://");
  return std::string(is_uri ? address : address.substr(colon + 1));
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// Refuses what libpq cannot read, without its words: they quote the address, password and all. A
/// password with a bare @ would become a part of the host, and be named in errors.
std::optional<SessionError> check(const std::string& text) {
  const SessionError unreadable{
      "the address after --data cannot be read; write "
      "postgresql://USER@HOST:PORT/DATABASE?KEY=VALUE with libpq's keys, special characters as %XX "
      "(@ is %40); for a schema: ?options=-csearch_path%3DNAME"};
  if (text.find('=') == std::string::npos && text.find("://") == std::string::npos) return {};
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(
      PQconninfoParse(text.c_str(), nullptr));
  if (options == nullptr) return unreadable;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const bool is_host = std::string_view(option->keyword).starts_with("host");
    if (is_host && option->val != nullptr &&
        std::string_view(option->val).find('@') != std::string_view::npos) {
      return unreadable;
    }
  }
  return std::nullopt;
}

void ignore_notice(void*, const char*) {}

}  // namespace

void Session::Close::operator()(pg_conn* connection) const { PQfinish(connection); }
void Session::Clear::operator()(pg_result* result) const { PQclear(result); }
void Session::FreeBytes::operator()(char* bytes) const { PQfreemem(bytes); }

// ---- the connection -----------------------------------------------------------------------------

base::Result<std::shared_ptr<Session>, SessionError> Session::connect(
    std::string_view address, const std::atomic<bool>* stop) {
  const std::string text = connection_text(address);
  if (auto error = check(text)) return *error;
  // What comes before the address may be said otherwise in it, what comes after may not.
  constexpr std::array kKeys = {"fallback_application_name", "connect_timeout", "dbname",
                                "client_encoding", static_cast<const char*>(nullptr)};
  const std::array values = {"tierline", kConnectSecondsMax, text.c_str(), "UTF8",
                             static_cast<const char*>(nullptr)};
  const std::shared_ptr<Session> session(
      new Session(PQconnectdbParams(kKeys.data(), values.data(), 1), stop));
  PGconn* connection = session->connection_.get();
  if (connection == nullptr) return SessionError{"there is no memory for a connection"};
  if (PQstatus(connection) != CONNECTION_OK) return session->failure();
  PQsetNoticeProcessor(connection, ignore_notice, nullptr);
  for (const char* setting : {"SET datestyle TO ISO", "SET row_security TO off"}) {
    if (const auto done = session->ask(setting); !done) return done.error();
  }
  return session;
}

/// A statement in flight is worth nothing to anybody any more.
Session::~Session() {
  if (is_copying_) cancel();
}

void Session::cancel() {
  PGcancel* cancel = PQgetCancel(connection_.get());
  if (cancel == nullptr) return;  // no connection, so nothing to cancel
  std::array<char, 256> ignored{};
  PQcancel(cancel, ignored.data(), ignored.size());  // best effort: the connection ends anyway
  PQfreeCancel(cancel);
}

SessionError Session::failure() const { return {one_line(PQerrorMessage(connection_.get()))}; }

std::string Session::place() const {
  const std::string host = PQhost(connection_.get());
  const std::string database = PQdb(connection_.get());
  if (host.starts_with('/')) return fmt::format("postgresql:///{}", database);
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return fmt::format("postgresql://{}{}{}:{}/{}", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "",
                     PQport(connection_.get()), database);
}

// ---- waiting ------------------------------------------------------------------------------------

/// Takes what has arrived.
std::optional<SessionError> Session::receive() {
  if (PQconsumeInput(connection_.get()) == 0) return failure();
  return std::nullopt;
}

/// Waits a moment for the server.
std::optional<SessionError> Session::wait() {
  if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
    cancel();
    is_copying_ = false;
    return SessionError{"interrupted; nothing was written", true};
  }
  pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
  ::poll(&socket, 1, kLookMs);  // a signal ends it early, and is looked at the next time
  return std::nullopt;
}

/// The next result of the statement in flight; nothing when there are no more.
base::Result<Session::Result, SessionError> Session::next_result() {
  while (PQisBusy(connection_.get()) != 0) {
    if (auto error = wait()) return *error;
    if (auto error = receive()) return *error;
  }
  return Result(PQgetResult(connection_.get()));
}

/// Takes all results that there are; the first error counts.
std::optional<SessionError> Session::finish(Rows& rows) {
  std::optional<SessionError> error;
  while (true) {
    const auto next = next_result();
    if (!next) return next.error();
    const PGresult* result = next.value().get();
    if (result == nullptr) return error;
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && !error) {
      error = SessionError{words_of(result)};
    }
    for (int row = 0; row < PQntuples(result); ++row) {
      auto& texts = rows.emplace_back();
      for (int i = 0; i < PQnfields(result); ++i) texts.emplace_back(PQgetvalue(result, row, i));
    }
  }
}

// ---- statements ---------------------------------------------------------------------------------

base::Result<Session::Rows, SessionError> Session::ask(const std::string& sql,
                                                       const std::vector<std::string>& parameters) {
  TIERLINE_ASSERT(!is_copying_);
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
  if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                        values.data(), nullptr, nullptr, 0) == 0) {
    return failure();
  }
  Rows rows;
  if (auto error = finish(rows)) return *error;
  return rows;
}

std::optional<SessionError> Session::begin_copy(const std::string& sql) {
  TIERLINE_ASSERT(!is_copying_);
  if (PQsendQuery(connection_.get(), sql.c_str()) == 0) return failure();
  const auto begun = next_result();
  if (!begun) return begun.error();
  const PGresult* result = begun.value().get();
  is_copying_ = result != nullptr && PQresultStatus(result) == PGRES_COPY_OUT;
  if (is_copying_) return std::nullopt;
  return result == nullptr ? failure() : SessionError{words_of(result)};
}

base::Result<std::string_view, SessionError> Session::next_row() {
  TIERLINE_ASSERT(is_copying_);
  row_.reset();
  char* bytes = nullptr;
  int size = 0;
  // Bytes may have arrived that the socket does not show any more: so first a look, then a wait.
  for (bool may_wait = false; (size = PQgetCopyData(connection_.get(), &bytes, 1)) == 0;
       may_wait = !may_wait) {
    if (may_wait) {
      if (auto error = wait()) return *error;
    }
    if (auto error = receive()) return *error;
  }
  if (size > 0) {
    row_.reset(bytes);
    return std::string_view(bytes, static_cast<size_t>(size));
  }
  is_copying_ = false;
  Rows none;
  if (auto error = finish(none)) return *error;
  return std::string_view();
}

}  // namespace tierline::bulk
