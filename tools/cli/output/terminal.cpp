#include "tools/cli/output/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace tierline::cli {

namespace {

/// Whether a person looks there, at something that knows how to go back on a line.
bool is_terminal(int fd) {
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view(term) != "dumb" && ::isatty(fd) == 1;
}

Color color_of(int fd) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return Color::No;
  return is_terminal(fd) ? Color::Yes : Color::No;
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

size_t columns_of_err() {
  constexpr size_t kUsual = 80;  // of a terminal that does not say
  if (!is_terminal(STDERR_FILENO)) return 0;
  winsize size{};
  const bool said = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return said ? size.ws_col : kUsual;
}

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
