// Session: one connection to a PostgreSQL server, and the only place that knows libpq. It waits for
// the server with an eye on who wants to stop, and hands out what the server says, errors as its
// own words. What is in the address stays here: it may hold a password.
// Read by: tools/bulk/postgres/tables.cpp    Tested by: tests/postgres
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct pg_conn;    // libpq's
struct pg_result;  // libpq's

namespace tierline::bulk {

struct SessionError {
  std::string message;  // one line
  bool stopped = false;
};

class Session {
 public:
  using Rows = std::vector<std::vector<std::string>>;

  /// Connects; texts are UTF-8 and days ISO from then on, and a policy that would hide rows is an
  /// error.
  static base::Result<std::shared_ptr<Session>, SessionError> connect(
      std::string_view address, const std::atomic<bool>* stop);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Runs one statement; its rows as texts.
  base::Result<Rows, SessionError> ask(const std::string& sql,
                                       const std::vector<std::string>& parameters = {});

  /// Begins a COPY ... TO STDOUT; nothing else may be in flight.
  std::optional<SessionError> begin_copy(const std::string& sql);
  /// The next row of its text, with the line end, valid until the next call; empty at the end.
  base::Result<std::string_view, SessionError> next_row();

  /// The server and the database, without user and password: for messages and run.json.
  std::string place() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  struct FreeBytes {
    void operator()(char* bytes) const;
  };
  using Result = std::unique_ptr<pg_result, Clear>;

  Session(pg_conn* connection, const std::atomic<bool>* stop)
      : connection_(connection), stop_(stop) {}
  std::optional<SessionError> receive();
  std::optional<SessionError> wait();
  void cancel();
  base::Result<Result, SessionError> next_result();
  std::optional<SessionError> finish(Rows& rows);
  SessionError failure() const;

  std::unique_ptr<pg_conn, Close> connection_;
  const std::atomic<bool>* stop_;
  bool is_copying_ = false;
  std::unique_ptr<char, FreeBytes> row_;
};

}  // namespace tierline::bulk
