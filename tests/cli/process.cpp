#include "tests/cli/process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/cli/temp_folder.hpp"

namespace tierline::test {

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

void redirect(const std::string& path, int flags, int target) {
  const int fd = ::open(path.c_str(), flags, 0600);
  if (fd < 0 || ::dup2(fd, target) < 0) ::_exit(126);
}

void limit_file_bytes(const std::optional<uint64_t>& bytes) {
  if (!bytes) return;
  const rlimit limit{*bytes, *bytes};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(126);
}

}  // namespace

Outcome run_process(const std::string& program, const std::vector<std::string>& arguments,
                    const Process& process) {
  const TempFolder files;
  files.write("in", process.input);
  const std::string out = process.out_path.empty() ? (files / "out").string() : process.out_path;
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment = process.environment;
  environment.push_back(std::string("PATH=") + std::getenv("PATH"));
  const auto argv = pointers(words);
  const auto envp = pointers(environment);
  const std::string in_path = files / "in";
  const std::string err_path = files / "err";

  const pid_t child = ::fork();
  if (child == 0) {
    redirect(in_path, O_RDONLY, STDIN_FILENO);
    redirect(out, O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect(err_path, O_WRONLY | O_CREAT, STDERR_FILENO);
    if (::chdir(process.folder.c_str()) != 0) ::_exit(126);
    limit_file_bytes(process.file_bytes_max);
    ::execvpe(program.c_str(), argv.data(), envp.data());
    ::_exit(127);
  }
  Outcome outcome;
  int status = 0;
  if (child < 0 || ::waitpid(child, &status, 0) != child) return outcome;
  if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  if (process.out_path.empty()) outcome.out = files.read("out");
  outcome.err = files.read("err");
  return outcome;
}

std::string tierline_path() { return TIERLINE_BINARY_DIR "/bin/tierline"; }

Outcome tierline(const std::vector<std::string>& arguments, const Process& process) {
  return run_process(tierline_path(), arguments, process);
}

}  // namespace tierline::test
