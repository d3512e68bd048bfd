// Walking and reading; see the header.
#include "tests/tidy/repository.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace tierline::tidy {
namespace {

namespace fs = std::filesystem;

// `.git` is a folder, or a file in a second working tree.
bool is_skipped(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == ".git" || name == "build" || name == ".cache" || name.starts_with("build-");
}

std::vector<std::string> walk() {
  const fs::path root = TIERLINE_SOURCE_DIR;
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator at(root), end; at != end; ++at) {
    if (at->is_directory()) {
      if (is_skipped(at->path())) at.disable_recursion_pending();
    } else if (!is_skipped(at->path())) {
      paths.push_back(at->path().lexically_relative(root).generic_string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Turns a path with `*` into a regular expression.
std::regex pattern_of(std::string_view path) {
  std::string expression;
  for (const char c : path) {
    if (c == '*') {
      expression += "[^/]*";
    } else {
      if (std::string_view(".+()[]{}^$|?\\").find(c) != std::string_view::npos) expression += '\\';
      expression += c;
    }
  }
  return std::regex(expression + "(/.*)?");
}

// Where a literal or comment that begins at `begin` ends; `begin` itself when none begins there.
std::size_t end_of_non_code(std::string_view text, std::size_t begin) {
  const auto past = [&](std::string_view mark, std::size_t from) {
    const std::size_t found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const std::string_view rest = text.substr(begin);
  if (rest.starts_with("//")) return std::min(text.find('\n', begin), text.size());
  if (rest.starts_with("/*")) return past("*/", begin + 2);
  if (rest.starts_with("R\"")) {
    const std::size_t open = text.find('(', begin);
    if (open == std::string_view::npos) return text.size();
    const std::string close = ")" + std::string(text.substr(begin + 2, open - begin - 2)) + "\"";
    return past(close, open);
  }
  const bool digit_separator = rest.starts_with('\'') && begin > 0 &&
                               std::isalnum(static_cast<unsigned char>(text[begin - 1]));
  if (digit_separator || !(rest.starts_with('"') || rest.starts_with('\''))) return begin;
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != text[begin] && text[at] != '\n') {
    at += text[at] == '\\' ? 2U : 1U;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

std::string show(const Findings& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    out += finding.path + ":" + std::to_string(finding.line) + ": " + finding.what + "\n";
  }
  return out;
}

const std::vector<std::string>& repository_files() {
  static const std::vector<std::string> files = walk();
  return files;
}

std::string read_text(const std::string& path) {
  std::ifstream file(fs::path(TIERLINE_SOURCE_DIR) / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool exists_in_repository(std::string_view pattern) {
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  const std::vector<std::string>& files = repository_files();
  if (std::binary_search(files.begin(), files.end(), pattern)) return true;
  const std::regex expression = pattern_of(pattern);
  return std::any_of(files.begin(), files.end(),
                     [&](const std::string& path) { return std::regex_match(path, expression); });
}

bool is_cpp(std::string_view path) {
  return path.ends_with(".cpp") || path.ends_with(".hpp") || path.ends_with(".def");
}

bool is_text(std::string_view path) {
  constexpr std::string_view kEnds[] = {".cpp",   ".hpp",  ".def",  ".md", ".txt",
                                        ".cmake", ".tier", ".json", ".yml"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return path.ends_with(end); }) ||
         path.starts_with("scripts/") || path.starts_with(".");
}

bool starts_with_any(std::string_view text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return text.starts_with(prefix); });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string code_only(std::string_view text) {
  std::string code(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = end_of_non_code(text, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    if (end > at) at = end - 1;
  }
  return code;
}

std::string header_comment(std::string_view text) {
  std::string comment;
  for (const std::string_view line : lines_of(text)) {
    if (!line.starts_with("//")) break;
    comment.append(line).append("\n");
  }
  return comment;
}

}  // namespace tierline::tidy
