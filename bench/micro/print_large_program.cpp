// print_large_program LINES: the text of large_program.hpp on standard output, for `tierline
// check`. Read by: scripts/bench
#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "bench/micro/large_program.hpp"

int main(int argc, char** argv) {
  size_t lines = 0;
  const std::string_view text = argc == 2 ? argv[1] : "";
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), lines);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
    fmt::print(stderr, "usage: print_large_program LINES\n");
    return 2;
  }
  fmt::print("{}", tierline::bench::large_program(lines));
  return 0;
}
