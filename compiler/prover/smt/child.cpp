#include "compiler/prover/smt/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

namespace tierline::smt {

namespace {

using Clock = std::chrono::steady_clock;

// A model has a line for each variable; what prints more than this prints rubbish.
constexpr size_t kOutputMax = size_t{64} << 20;
// How often a waiting parent looks whether it was stopped.
constexpr int kGlanceMs = 20;
// What a shell says when it finds no program.
constexpr int kNotFound = 127;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void set(int number) {
    close();
    number_ = number;
  }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

bool write_all(int file, const std::string& text) {
  size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    done += static_cast<size_t>(wrote);
  }
  return true;
}

/// In the child: only calls that are safe between fork and exec.
void lead_group() {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

[[noreturn]] void become(char* const* arguments, int in, int out, const rlimit& memory) {
  lead_group();
  ::setrlimit(RLIMIT_AS, &memory);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (::dup2(in, STDIN_FILENO) < 0 || ::dup2(out, STDOUT_FILENO) < 0 ||
      ::dup2(nowhere, STDERR_FILENO) < 0) {
    ::_exit(kNotFound);
  }
  ::execvp(arguments[0], arguments);
  ::_exit(kNotFound);
}

[[noreturn]] void call(const std::function<std::string()>& work, int out) {
  lead_group();
  const bool written = write_all(out, work());
  ::_exit(written ? 0 : 1);
}

class Child {
 public:
  Child(const std::string& name, const ChildLimits& limits)
      : name_(name),
        limits_(limits),
        end_(Clock::now() + std::chrono::milliseconds(limits.milliseconds)) {}

  ~Child() { end(); }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Starts a program, or a function; false: neither can be.
  bool start(const std::vector<std::string>& command, const std::string& input) {
    const Descriptor in(::memfd_create("script", MFD_CLOEXEC));
    if (in.get() < 0 || !write_all(in.get(), input)) return false;
    if (::lseek(in.get(), 0, SEEK_SET) != 0) return false;
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const rlim_t bytes = rlim_t{static_cast<unsigned>(limits_.megabytes)} << 20;
    const rlimit memory{bytes, bytes};
    return fork([&](int out) { become(arguments.data(), in.get(), out, memory); });
  }

  bool start(const std::function<std::string()>& work) {
    return fork([&](int out) { call(work, out); });
  }

  /// What the child that was started prints.
  base::Result<std::string, ChildFailed> answer(bool started, const std::stop_token& stop) {
    if (!started) return ChildFailed{name_ + " could not be started: " + std::strerror(errno)};
    std::string why = read(stop);
    if (why.empty()) why = wait(stop);
    if (!why.empty()) return ChildFailed{name_ + " " + why, is_over_};
    return std::move(printed_);
  }

 private:
  template <class Work>
  bool fork(const Work& work) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return false;
    out_.set(ends[0]);
    const Descriptor out(ends[1]);
    pid_ = ::fork();
    if (pid_ == 0) work(out.get());
    if (pid_ > 0) ::setpgid(pid_, pid_);  // whoever of the two comes first
    return pid_ > 0;
  }

  int milliseconds_left() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now());
    return static_cast<int>(std::max<int64_t>(left.count(), 0));
  }

  /// Why nothing more is to be waited for, if so.
  std::string over(const std::stop_token& stop) {
    is_over_ = stop.stop_requested() || milliseconds_left() == 0;
    if (!is_over_) return "";
    if (stop.stop_requested()) return "was stopped";
    return "gave no answer in " + std::to_string(limits_.milliseconds) + " ms";
  }

  /// Reads to the end of the output; returns a complaint, or nothing.
  std::string read(const std::stop_token& stop) {
    char buffer[1 << 14];
    while (true) {
      if (std::string why = over(stop); !why.empty()) return why;
      pollfd waiting{out_.get(), POLLIN, 0};
      if (::poll(&waiting, 1, std::min(kGlanceMs, milliseconds_left() + 1)) <= 0) continue;
      const ssize_t count = ::read(out_.get(), buffer, sizeof buffer);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return "";
      printed_.append(buffer, static_cast<size_t>(count));
      if (printed_.size() > kOutputMax) return "printed more than any answer";
    }
  }

  /// Waits for the end of the child that has closed its output; a complaint, or nothing.
  std::string wait(const std::stop_token& stop) {
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
      if (std::string why = over(stop); !why.empty()) return why;
      ::poll(nullptr, 0, 1);
    }
    ::kill(-pid_, SIGKILL);  // whatever it started and left behind
    pid_ = -1;
    if (WIFSIGNALED(status)) {
      return "crashed with signal " + std::to_string(WTERMSIG(status));
    }
    const int code = WEXITSTATUS(status);
    if (code == kNotFound && printed_.empty()) return "is not there";
    return code == 0 ? "" : "ended with status " + std::to_string(code);
  }

  void end() {
    if (pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

  const std::string& name_;
  ChildLimits limits_;
  Clock::time_point end_;
  Descriptor out_;
  pid_t pid_ = -1;
  std::string printed_;
  bool is_over_ = false;
};

}  // namespace

base::Result<std::string, ChildFailed> run_child(const std::vector<std::string>& command,
                                                 const std::string& input,
                                                 const ChildLimits& limits,
                                                 const std::stop_token& stop) {
  Child child(command[0], limits);
  return child.answer(child.start(command, input), stop);
}

base::Result<std::string, ChildFailed> run_apart(const std::string& name,
                                                 const std::function<std::string()>& work,
                                                 const ChildLimits& limits,
                                                 const std::stop_token& stop) {
  Child child(name, limits);
  return child.answer(child.start(work), stop);
}

}  // namespace tierline::smt
