// The checks of one file; see the header.
#include "tests/tidy/sources.hpp"

#include <algorithm>
#include <regex>
#include <utility>
#include <vector>

namespace tierline::tidy {
namespace {

using Lines = std::vector<std::string_view>;

// Reports every line in which `expression` is found, with `what` and the words found.
void find_lines(std::string_view path, const Lines& lines, const std::regex& expression,
                const std::string& what, Findings& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::match_results<std::string_view::const_iterator> match;
    if (std::regex_search(lines[i].begin(), lines[i].end(), match, expression)) {
      out.push_back({std::string(path), i + 1, what + ": " + match.str()});
    }
  }
}

bool leads_somewhere(const std::string& path) {
  return exists_in_repository(path) || exists_in_repository(path + ".hpp") ||
         exists_in_repository(path + ".cpp") || path.find("nnnn") != std::string::npos;
}

bool has_header_beside(std::string_view path) {
  if (!path.ends_with(".cpp")) return false;
  return exists_in_repository(std::string(path.substr(0, path.size() - 4)) + ".hpp");
}

// What a header comment names, without the full stop or comma that ends a sentence.
std::vector<std::string> paths_in(std::string_view line) {
  static const std::regex kPath(
      "(^|[^A-Za-z0-9_./<-])((base|bench|cmake|compiler|docs|dsl|programs|runtime|scripts|tests|"
      "tools)/[A-Za-z0-9_./*-]+)");
  std::vector<std::string> paths;
  using Walk = std::regex_iterator<std::string_view::const_iterator>;
  for (Walk at(line.begin(), line.end(), kPath), end; at != end; ++at) {
    std::string path = (*at)[2].str();
    while (path.ends_with('.') || path.ends_with('-')) path.pop_back();
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace

// A solver has a time limit, and must be looked for. What it did not say in time is never an
// answer.
constexpr std::string_view kAsksSolvers[] = {"compiler/prover/conditions/prove.cpp",
                                             "compiler/prover/smt/child.cpp",
                                             "compiler/prover/smt/process_solver.cpp"};

constexpr std::string_view kRepairsEstimates = "runtime/columnar/kernels_divide-inl.hpp";

Findings judge_exactness(std::string_view path, std::string_view text) {
  static const std::regex kInexact("\\b(float|double|long double|stod|strtod|stof)\\b");
  static const std::regex kElsewhere(
      "\\b(system_clock|steady_clock|setlocale|locale|random_device|mt19937|getenv|srand)\\b");
  Findings out;
  if (!path.starts_with("compiler/") && !path.starts_with("runtime/")) return out;
  const std::string code = code_only(text);
  const Lines lines = lines_of(code);
  // There an estimate of a quotient is repaired by its exact remainder.
  if (path != kRepairsEstimates) {
    find_lines(path, lines, kInexact, "binary floating point in what decides", out);
  }
  if (std::find(std::begin(kAsksSolvers), std::end(kAsksSolvers), path) == std::end(kAsksSolvers)) {
    find_lines(path, lines, kElsewhere, "a clock, locale or chance in what decides", out);
  }
  return out;
}

Findings judge_draws(std::string_view path, std::string_view text) {
  static const std::regex kTwice(
      "\\bstream_?\\b((?!return)[^;?:&|{}])*[-+*/] [^;?:&|{}]*\\bstream_?\\b");
  Findings out;
  const std::string code = code_only(text);
  find_lines(path, lines_of(code), kTwice, "two draws in one expression", out);
  return out;
}

Findings judge_header_comment(std::string_view path, std::string_view text) {
  constexpr std::size_t kShortest = 40;  // fewer letters cannot state an idea
  Findings out;
  const std::string comment = header_comment(text);
  if (comment.size() < kShortest && !has_header_beside(path)) {
    out.push_back({std::string(path), 1, "no header comment that says what this file is for"});
  }
  std::size_t number = 0;
  for (const std::string_view line : lines_of(comment)) {
    ++number;
    for (const std::string& named : paths_in(line)) {
      if (!leads_somewhere(named)) {
        out.push_back({std::string(path), number, "the path leads nowhere: " + named});
      }
    }
  }
  return out;
}

Findings judge_length(std::string_view path, std::string_view text,
                      const std::map<std::string, std::string>& reasons) {
  const std::size_t count = lines_of(text).size();
  const auto reason = reasons.find(std::string(path));
  const bool excused = reason != reasons.end() && !reason->second.empty();
  const std::string size = std::to_string(count) + " lines";
  if (count > kLinesMax && !excused) {
    return {{std::string(path), count, size + " and no reason in tests/tidy/long_files.txt"}};
  }
  if (count <= kLinesMax && reason != reasons.end()) {
    return {{std::string(path), count, size + " need no reason in tests/tidy/long_files.txt"}};
  }
  return {};
}

Findings judge_words(std::string_view path, std::string_view text) {
  // Written in two pieces each, so that this file is not its own finding.
  static const std::regex kHome(
      "(^|[^A-Za-z0-9_.])/"
      "(home|Users|root|work|farm)/[A-Za-z0-9_]");
  static const std::regex kOutside(
      "\\.\\./"
      "shared");
  static const std::regex kHost(
      "(deb|security|ftp|snapshot)\\.deb"
      "ian\\.org|registry\\.npm"
      "js|"
      "py"
      "pi\\.org|files\\.python"
      "hosted|proxy\\.gol"
      "ang");
  Findings out;
  const Lines lines = lines_of(text);
  find_lines(path, lines, kHome, "somebody's own folder", out);
  find_lines(path, lines, kOutside, "a folder outside the repository", out);
  find_lines(path, lines, kHost, "a package host", out);
  return out;
}

Findings judge_blanks(std::string_view path, std::string_view text) {
  static const std::regex kBlanks("\t|\r| $");
  Findings out;
  find_lines(path, lines_of(text), kBlanks, "a tab, a carriage return or a blank at the end", out);
  if (!text.empty() && !text.ends_with('\n')) {
    out.push_back({std::string(path), lines_of(text).size(), "the last line has no end"});
  }
  return out;
}

std::map<std::string, std::string> parse_reasons(std::string_view text) {
  std::map<std::string, std::string> reasons;
  for (const std::string_view line : lines_of(text)) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t blank = line.find(' ');
    const bool bare = blank == std::string_view::npos;
    reasons[std::string(line.substr(0, blank))] = bare ? "" : std::string(line.substr(blank + 1));
  }
  return reasons;
}

}  // namespace tierline::tidy
