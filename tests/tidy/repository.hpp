// The repository as tidy reads it: which files there are, and their text.
// Build folders and what .gitignore names are no part of it.
// Tested by: tests/tidy/sources_test.cpp
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tierline::tidy {

/// Something that a reader of the repository should not find.
struct Finding {
  std::string path;  // from the repository root
  std::size_t line = 0;
  std::string what;

  friend bool operator==(const Finding&, const Finding&) = default;
};
using Findings = std::vector<Finding>;

/// Shows findings as `path:line: what`, one a line.
std::string show(const Findings& findings);

/// Lists all files below the repository root (paths from there), sorted.
const std::vector<std::string>& repository_files();

/// Reads a file of the repository.
std::string read_text(const std::string& path);

/// Says whether the repository has this file or folder; `*` stands for any letters but `/`.
bool exists_in_repository(std::string_view pattern);

bool is_cpp(std::string_view path);   // .cpp .hpp .def
bool is_text(std::string_view path);  // everything that people write by hand
bool starts_with_any(std::string_view text, const std::vector<std::string>& prefixes);

/// Cuts the text into lines, without their line ends.
std::vector<std::string_view> lines_of(std::string_view text);

/// Blanks out comments, strings and character literals, so that only code is left; lines stay.
std::string code_only(std::string_view text);

/// The `//` lines that a file begins with, one string, line ends kept.
std::string header_comment(std::string_view text);

}  // namespace tierline::tidy
