#include "tests/docs/fenced_blocks.hpp"

#include <sstream>

namespace tierline::docs {

namespace {

constexpr std::string_view kFence = "```";

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

/// The page without its fenced blocks: what looks like a link inside a program is none.
std::string prose_of(std::string_view page) {
  std::istringstream in{std::string(page)};
  std::string out;
  bool fenced = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kFence)) {
      fenced = !fenced;
    } else if (!fenced) {
      out += line + "\n";
    }
  }
  return out;
}

}  // namespace

std::vector<FencedBlock> fenced_blocks(std::string_view page) {
  std::istringstream in{std::string(page)};
  std::vector<FencedBlock> out;
  bool open = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.starts_with(kFence)) {
      if (open) out.back().text += line + "\n";
    } else if (open) {
      open = false;
    } else {
      open = true;
      out.push_back({words(line.substr(kFence.size())), "", number});
    }
  }
  if (open) out.back().info = {"unclosed"};
  return out;
}

std::vector<std::string> local_links(std::string_view page) {
  const std::string prose = prose_of(page);
  std::vector<std::string> out;
  for (size_t at = prose.find("]("); at != std::string::npos; at = prose.find("](", at + 1)) {
    const size_t end = prose.find(')', at);
    if (end == std::string::npos) break;
    std::string target = prose.substr(at + 2, end - at - 2);
    target.resize(std::min(target.size(), target.find('#')));
    if (!target.empty() && target.find("://") == std::string::npos) out.push_back(target);
  }
  return out;
}

}  // namespace tierline::docs
