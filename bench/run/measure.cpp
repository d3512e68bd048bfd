// measure [--runs N] [--into FILE] NAME COMMAND...: runs a command some times and says how long it
// took, start to exit: the median of the wall clock, what its processors worked in that run, and
// the most memory it ever had. With --into the same is added to a file, as one line of JSON.
// What the command prints goes nowhere, unless it fails; then nothing is measured.
// Read by: scripts/bench, bench/bulk/end_to_end, bench/bulk/ledger_to_decisions
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace {

struct Wanted {
  size_t runs = 1;
  std::string into;
  std::string name;
  char** command = nullptr;
};

struct Figures {
  double seconds = 0;
  double processor_seconds = 0;
  double peak_mb = 0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Becomes the command; returns only to say that it cannot.
[[noreturn]] void become(char** command) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
  execvp(command[0], command);
  fmt::print(stderr, "measure: cannot start {}: {}\n", command[0], std::strerror(errno));
  _exit(127);
}

std::optional<Figures> run_once(char** command) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return std::nullopt;
  if (child == 0) become(command);
  int status = 0;
  rusage used{};
  while (wait4(child, &status, 0, &used) < 0) {
    if (errno != EINTR) return std::nullopt;
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return Figures{wall.count(), seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
                 static_cast<double>(used.ru_maxrss) * 1024 / 1e6};
}

// The run in the middle, with the most memory of all.
std::optional<Figures> run_all(const Wanted& wanted) {
  std::vector<Figures> all;
  for (size_t i = 0; i < wanted.runs; ++i) {
    const std::optional<Figures> figures = run_once(wanted.command);
    if (!figures) return std::nullopt;
    all.push_back(*figures);
  }
  const double peak = std::ranges::max(all, {}, &Figures::peak_mb).peak_mb;
  std::ranges::sort(all, {}, &Figures::seconds);
  Figures median = all[(all.size() - 1) / 2];
  median.peak_mb = peak;
  return median;
}

bool keep(const Wanted& wanted, const Figures& figures) {
  if (wanted.into.empty()) return true;
  const auto thousandths = [](double value) { return std::round(value * 1000) / 1000; };
  nlohmann::ordered_json line;
  line["name"] = wanted.name;
  line["runs"] = wanted.runs;
  line["seconds"] = thousandths(figures.seconds);
  line["processor_seconds"] = thousandths(figures.processor_seconds);
  line["peak_mb"] = std::round(figures.peak_mb);
  std::ofstream out(wanted.into, std::ios::app);
  out << line.dump() << '\n';
  out.close();
  return out.good();
}

bool take_option(Wanted& wanted, std::string_view name, std::string_view value) {
  if (name == "--into") {
    wanted.into = value;
    return !value.empty();
  }
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), wanted.runs);
  return name == "--runs" && error == std::errc{} && end == value.data() + value.size() &&
         wanted.runs > 0;
}

std::optional<Wanted> wanted_of(int argc, char** argv) {
  Wanted wanted;
  int at = 1;
  for (; at + 1 < argc && std::string_view(argv[at]).starts_with("--"); at += 2) {
    if (!take_option(wanted, argv[at], argv[at + 1])) return std::nullopt;
  }
  if (argc - at < 2) return std::nullopt;
  wanted.name = argv[at];
  wanted.command = argv + at + 1;
  return wanted;
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Wanted> wanted = wanted_of(argc, argv);
  if (!wanted) {
    fmt::print(stderr, "usage: measure [--runs N] [--into FILE] NAME COMMAND...\n");
    return 2;
  }
  const std::optional<Figures> figures = run_all(*wanted);
  if (!figures) {
    fmt::print(stderr, "measure: `{}` failed: {}\n", wanted->name, wanted->command[0]);
    return 1;
  }
  fmt::print("{:<44} {:>9.3f} s {:>9.3f} s of processors {:>6.0f} MB\n", wanted->name,
             figures->seconds, figures->processor_seconds, figures->peak_mb);
  if (keep(*wanted, *figures)) return 0;
  fmt::print(stderr, "measure: cannot write {}\n", wanted->into);
  return 2;
}
