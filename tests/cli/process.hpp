// Runs the built `tierline` as a person would: arguments, a folder, standard input; and looks at
// what it printed and what it came to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tierline::test {

struct Outcome {
  int status = -1;  // the exit status; -1 if it did not exit by itself
  std::string out;
  std::string err;
};

struct Process {
  std::filesystem::path folder = ".";           // where it runs
  std::string input = {};                       // standard input
  std::vector<std::string> environment = {};    // "NO_COLOR=1", beside PATH
  std::optional<uint64_t> file_bytes_max = {};  // a limit that acts as a full disk does
  std::string out_path = {};  // where standard output goes, instead of Outcome::out
};

Outcome run_process(const std::string& program, const std::vector<std::string>& arguments,
                    const Process& process = {});

/// The `tierline` of this build.
std::string tierline_path();
Outcome tierline(const std::vector<std::string>& arguments, const Process& process = {});

}  // namespace tierline::test
