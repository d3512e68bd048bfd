#include "tools/cli/output/terminal.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace tierline::cli {

namespace {

Color color_of(int fd) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return Color::No;
  const char* term = std::getenv("TERM");
  if (term == nullptr || std::string_view(term) == "dumb") return Color::No;
  return ::isatty(fd) == 1 ? Color::Yes : Color::No;
}

std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::Green:
      return "\x1b[32m";
    case Paint::Red:
      return "\x1b[31m";
    case Paint::Bold:
      return "\x1b[1m";
  }
  return "";
}

}  // namespace

Color color_of_out() { return color_of(STDOUT_FILENO); }
Color color_of_err() { return color_of(STDERR_FILENO); }

std::string painted(std::string_view text, Paint paint, Color color) {
  if (color == Color::No) return std::string(text);
  return std::string(code_of(paint)) + std::string(text) + "\x1b[0m";
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void print_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

Exit unusable(std::string_view message) {
  while (!message.empty()) {
    const size_t end = message.find('\n');
    print_error("tierline: " + std::string(message.substr(0, end)) + "\n");
    if (end == std::string_view::npos) break;
    message.remove_prefix(end + 1);
  }
  return Exit::Unusable;
}

bool flush_output() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace tierline::cli
