// run_duckdb LIBRARY SQL THREADS NAME=TEXT...: runs a file of SQL statements in a DuckDB in memory.
// {threads} stands for the number, {NAME} for the text in quotes. The library is opened when it is
// run: nothing of ours is linked with it, and without it everything else is still there.
// Read by: bench/bulk/end_to_end; scripts/fetch-duckdb gets the library
#include <dlfcn.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

// The few functions that we need, as DuckDB's C interface (its header duckdb.h, version 1) has
// them.
struct Result {
  uint64_t counts[3];
  void* columns;
  char* error;
  void* data;
};
struct DuckDb {
  void* handle = nullptr;
  int (*open)(const char* path, void** database) = nullptr;
  int (*connect)(void* database, void** connection) = nullptr;
  int (*query)(void* connection, const char* sql, Result* result) = nullptr;
  const char* (*result_error)(Result* result) = nullptr;
  void (*destroy_result)(Result* result) = nullptr;
  void (*disconnect)(void** connection) = nullptr;
  void (*close)(void** database) = nullptr;
};

template <class Function>
bool find(void* handle, const char* name, Function& out) {
  out = reinterpret_cast<Function>(dlsym(handle, name));
  return out != nullptr;
}

bool load(const char* path, DuckDb& out) {
  out.handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  return out.handle != nullptr && find(out.handle, "duckdb_open", out.open) &&
         find(out.handle, "duckdb_connect", out.connect) &&
         find(out.handle, "duckdb_query", out.query) &&
         find(out.handle, "duckdb_result_error", out.result_error) &&
         find(out.handle, "duckdb_destroy_result", out.destroy_result) &&
         find(out.handle, "duckdb_disconnect", out.disconnect) &&
         find(out.handle, "duckdb_close", out.close);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

bool query(const DuckDb& duckdb, void* connection, const std::string& sql) {
  Result result{};
  const bool ok = duckdb.query(connection, sql.c_str(), &result) == 0;
  if (!ok) {
    const char* error = duckdb.result_error(&result);
    fmt::print(stderr, "run_duckdb: {}\n", error == nullptr ? "failed" : error);
  }
  duckdb.destroy_result(&result);
  return ok;
}

bool run(const DuckDb& duckdb, const std::string& sql) {
  void* database = nullptr;
  void* connection = nullptr;
  if (duckdb.open(nullptr, &database) != 0) return false;
  bool ok = duckdb.connect(database, &connection) == 0;
  ok = ok && query(duckdb, connection, sql);
  if (connection != nullptr) duckdb.disconnect(&connection);
  duckdb.close(&database);
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: run_duckdb LIBRARY SQL THREADS NAME=TEXT...\n");
    return 2;
  }
  std::ifstream file(argv[2], std::ios::binary);
  std::string sql{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || sql.empty()) {
    fmt::print(stderr, "run_duckdb: cannot read {}\n", argv[2]);
    return 2;
  }
  replace_all(sql, "{threads}", argv[3]);
  for (int i = 4; i < argc; ++i) {
    const std::string_view pair = argv[i];
    const size_t at = std::min(pair.find('='), pair.size() - 1);
    replace_all(sql, fmt::format("{{{}}}", pair.substr(0, at)), quoted(pair.substr(at + 1)));
  }
  DuckDb duckdb;
  if (!load(argv[1], duckdb)) {
    const char* error = dlerror();
    fmt::print(stderr, "run_duckdb: {}\n", error == nullptr ? "a function is missing" : error);
    return 2;
  }
  return run(duckdb, sql) ? 0 : 1;
}
