// A PostgreSQL server of the test's own: in a temporary folder, on a socket in it, without a port,
// gone when the test is, however that ends. PostgreSQL refuses to run as root; a test that does
// starts it as somebody else.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/cli/process.hpp"
#include "tests/cli/temp_folder.hpp"

namespace tierline::test {

class Server {
 public:
  /// The one server of this test program, running; nothing, with the reason in why_not(), where the
  /// server's programs are not installed.
  static Server* start_once();
  static const std::string& why_not();
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Makes an empty database.
  void create_database(const std::string& name);
  /// Runs statements; what they print, unaligned. A mistake in them is a failure of the test.
  std::string sql(const std::string& database, const std::string& statements);
  Outcome psql(const std::string& database, const std::string& statements);
  /// What --data takes.
  std::string address(const std::string& database, const std::string& user = "tierline") const;
  std::string socket_folder() const { return folder_.path().string(); }

  /// Stops at once, as after a crash, and starts again.
  void crash();
  void start();

 private:
  explicit Server(std::string programs) : programs_(std::move(programs)) {}
  bool make_cluster();
  pid_t launch(const std::string& program, const std::vector<std::string>& arguments) const;
  bool answers();

  TempFolder folder_;
  std::string programs_;  // the folder of initdb and postgres
  pid_t process_ = -1;
};

/// A database of its own for each test; skipped where there is no server.
class WithDatabase : public testing::Test {
 protected:
  void SetUp() override;
  std::string sql(const std::string& statements) { return server_->sql(name_, statements); }
  std::string address() const { return server_->address(name_); }

  Server* server_ = nullptr;
  std::string name_;
};

}  // namespace tierline::test
