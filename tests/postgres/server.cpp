#include "tests/postgres/server.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>
#include <vector>

namespace tierline::test {

namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

std::string reason;

/// Where Debian keeps the newest server, otherwise where PATH says.
std::string find_programs() {
  std::map<int, std::string> versions;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const fs::path programs = entry.path() / "bin";
    if (fs::exists(programs / "initdb") && fs::exists(programs / "postgres")) {
      versions[std::atoi(entry.path().filename().c_str())] = programs.string();
    }
  }
  if (!versions.empty()) return versions.rbegin()->second;
  const Outcome found = run_process("sh", {"-c", "dirname \"$(command -v initdb)\""});
  const std::string folder = found.out.substr(0, found.out.find('\n'));
  return fs::exists(fs::path(folder) / "postgres") ? folder : "";
}

/// Whom a server runs as if the test runs as root.
const passwd* somebody() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  return user != nullptr ? user : ::getpwnam("nobody");
}

void become_somebody() {
  const passwd* user = somebody();
  if (user == nullptr) return;
  if (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0) {
    ::_exit(126);
  }
}

bool is_fine(pid_t process) {
  int status = 0;
  return process > 0 && ::waitpid(process, &status, 0) == process && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

}  // namespace

const std::string& Server::why_not() { return reason; }

Server* Server::start_once() {
  static std::unique_ptr<Server> server;
  static bool is_tried = false;
  if (is_tried) return server.get();
  is_tried = true;
  const std::string programs = find_programs();
  if (programs.empty()) {
    reason = "no PostgreSQL server is installed (scripts/setup --checks)";
    return nullptr;
  }
  std::unique_ptr<Server> started(new Server(programs));
  if (!started->make_cluster()) {
    ADD_FAILURE() << "initdb failed:\n" << started->folder_.read("log");
    return nullptr;
  }
  server = std::move(started);
  server->start();
  return server.get();
}

Server::~Server() {
  if (process_ < 0) return;
  ::kill(process_, SIGQUIT);  // at once; there is nothing to keep
  ::waitpid(process_, nullptr, 0);
}

/// Starts a program of the server that ends when this one does.
pid_t Server::launch(const std::string& program, const std::vector<std::string>& arguments) const {
  std::vector<std::string> words = {programs_ + "/" + program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const std::string log = (folder_ / "log").string();
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int out = ::open(log.c_str(), O_WRONLY | O_APPEND);
  if (out < 0 || ::dup2(out, 1) < 0 || ::dup2(out, 2) < 0) ::_exit(126);
  ::setpgid(0, 0);  // Ctrl-C is for the test
  become_somebody();
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (::getppid() != parent || ::chdir("/") != 0) ::_exit(126);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

bool Server::make_cluster() {
  folder_.write("log", "");
  if (const passwd* user = somebody()) {
    for (const fs::path& path : {folder_.path(), folder_ / "log"}) {
      if (::chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) return false;
    }
  }
  const std::string data = (folder_ / "data").string();
  if (!is_fine(launch("initdb", {"--pgdata", data, "--username", "tierline", "--auth", "trust",
                                 "--encoding", "UTF8", "--locale", "C", "--no-sync"}))) {
    return false;
  }
  std::ofstream(data + "/pg_hba.conf") << "local all guarded scram-sha-256\nlocal all all trust\n";
  return true;
}

void Server::start() {
  const std::string data = (folder_ / "data").string();
  process_ = launch("postgres", {"-D", data, "-k", socket_folder(), "-c", "listen_addresses=", "-c",
                                 "fsync=off", "-c", "shared_buffers=32MB"});
  for (int i = 0; i < 600; ++i) {
    if (answers()) return;
    std::this_thread::sleep_for(milliseconds(50));
  }
  ADD_FAILURE() << "the server does not answer:\n" << folder_.read("log");
}

bool Server::answers() { return psql("postgres", "SELECT 1").status == 0; }

void Server::crash() {
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

Outcome Server::psql(const std::string& database, const std::string& statements) {
  Process process;
  process.input = statements;
  return run_process(programs_ + "/psql",
                     {"--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set",
                      "ON_ERROR_STOP=1", "--dbname", address(database)},
                     process);
}

std::string Server::sql(const std::string& database, const std::string& statements) {
  const Outcome outcome = psql(database, statements);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return outcome.out;
}

void Server::create_database(const std::string& name) {
  sql("postgres", "CREATE DATABASE " + name);
}

std::string Server::address(const std::string& database, const std::string& user) const {
  std::string host;
  for (const char c : socket_folder()) host += c == '/' ? "%2F" : std::string(1, c);
  return "postgresql://" + user + "@" + host + "/" + database;
}

void WithDatabase::SetUp() {
  server_ = Server::start_once();
  if (server_ == nullptr) GTEST_SKIP() << Server::why_not();
  static int count = 0;
  name_ = "test" + std::to_string(++count);
  server_->create_database(name_);
}

}  // namespace tierline::test
