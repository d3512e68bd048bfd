#include "tests/suites/decimal/dectest_file.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <stdexcept>

namespace tierline::suites {

namespace {

struct Directives {
  int precision = 9;
  std::optional<decimal::Rounding> rounding = decimal::Rounding::HalfUp;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Splits at blanks; a token in quotes may hold blanks and, doubled, its quote. `--` ends the line.
std::vector<std::string> tokens_of(std::string_view line) {
  std::vector<std::string> tokens;
  for (size_t i = 0; i < line.size();) {
    if (std::isspace(static_cast<unsigned char>(line[i]))) {
      ++i;
      continue;
    }
    if (line.substr(i, 2) == "--") break;
    std::string token;
    if (const char quote = line[i]; quote == '\'' || quote == '"') {
      for (++i; i < line.size(); ++i) {
        if (line[i] == quote && line.substr(i + 1, 1) != std::string_view(&quote, 1)) break;
        if (line[i] == quote) ++i;
        token += line[i];
      }
      ++i;
    } else {
      while (i < line.size() && !std::isspace(static_cast<unsigned char>(line[i])))
        token += line[i++];
    }
    tokens.push_back(token);
  }
  return tokens;
}

std::optional<decimal::Rounding> rounding_of(std::string word) {
  std::replace(word.begin(), word.end(), '_', ' ');
  return decimal::rounding_from_text(word);
}

void obey(Directives& directives, const std::string& key, const std::string& value) {
  if (key == "precision:") directives.precision = std::stoi(value);
  if (key == "rounding:") directives.rounding = rounding_of(lower(value));
  if (key == "rounding:" && !directives.rounding && lower(value) != "05up") {
    throw std::runtime_error("unknown rounding " + value);
  }
}

DecTestCase case_of(const std::vector<std::string>& tokens, const Directives& directives) {
  const auto arrow = std::find(tokens.begin(), tokens.end(), "->");
  if (arrow - tokens.begin() < 3 || tokens.end() - arrow < 2) {
    throw std::runtime_error("not a case: " + tokens.front());
  }
  DecTestCase out;
  out.id = tokens[0];
  out.operation = lower(tokens[1]);
  out.operands.assign(tokens.begin() + 2, arrow);
  out.result = *(arrow + 1);
  std::transform(arrow + 2, tokens.end(), std::back_inserter(out.conditions), lower);
  out.precision = directives.precision;
  out.rounding = directives.rounding;
  return out;
}

}  // namespace

std::vector<DecTestCase> read_dectest(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<DecTestCase> cases;
  Directives directives;
  for (std::string line; std::getline(in, line);) {
    const auto tokens = tokens_of(line);
    if (tokens.empty()) continue;
    if (tokens[0].back() == ':' && tokens.size() >= 2) {
      obey(directives, lower(tokens[0]), tokens[1]);
    } else {
      cases.push_back(case_of(tokens, directives));
    }
  }
  return cases;
}

}  // namespace tierline::suites
