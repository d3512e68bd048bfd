// Session: one DuckDB in memory, on one thread, with little memory and no way to fetch anything,
// and its statements. Its messages are made ours: one sentence, with the name that a person knows.
// Made of: tools/bulk/duckdb/library.hpp    Read by: tools/bulk/duckdb
// Tested by: tests/cli/parquet_test.cpp
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "tools/bulk/duckdb/library.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk::duckdb {

/// The first line of a message of the library.
std::string first_line(const char* message);

/// A text as SQL writes it.
std::string quoted(std::string_view text);

class Session {
 public:
  static base::Result<std::unique_ptr<Session>, RunError> open();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Library& library() const { return library_; }
  Handle connection() const { return connection_; }

  /// Runs a statement without an answer.
  std::optional<RunError> run(const std::string& sql);

 private:
  explicit Session(const Library& library) : library_(library) {}
  std::optional<RunError> connect();

  const Library& library_;
  Handle database_ = nullptr;
  Handle connection_ = nullptr;
};

/// The rows that a statement answers, stretch by stretch, never all of them.
class RowStream {
 public:
  static base::Result<std::unique_ptr<RowStream>, RunError> open(Session& session,
                                                                 const std::string& sql);
  ~RowStream();
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  Answer* answer() { return &answer_; }
  /// Goes to the next rows.
  ///   returns  the chunk, which belongs to the stream; nothing at the end
  base::Result<Handle, RunError> next();

 private:
  explicit RowStream(const Library& library) : library_(library) {}

  const Library& library_;
  Handle statement_ = nullptr;
  Answer answer_;
  Handle chunk_ = nullptr;
};

}  // namespace tierline::bulk::duckdb
