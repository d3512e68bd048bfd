// Options whose values are numbers: counts within bounds, and sizes in bytes.
#include <fmt/format.h>

#include <charconv>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/arguments/command_line.hpp"

namespace tierline::cli {

namespace {

constexpr uint64_t kThreadsMax = 1024;  // more than any machine has, and few enough to start

}  // namespace

CLI::Option* CommandLine::add_count(CLI::App* command, const std::string& name, uint64_t& count,
                                    uint64_t least, uint64_t most, const std::string& about) {
  const auto read = [&count, name, least, most](const std::string& text) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, count);
    const bool is_number = !text.empty() && parsed.ec == std::errc() && parsed.ptr == end;
    if (!is_number || count < least || count > most) {
      throw CLI::ValidationError(fmt::format("{}: {} is not a whole number from {} to {}", name,
                                             bulk::shown(text), least, most));
    }
  };
  return command->add_option_function<std::string>(name, read, about)->type_name("NUMBER");
}

void CommandLine::add_threads(CLI::App* command, uint64_t& threads) {
  add_count(command, "--threads", threads, 1, kThreadsMax,
            "how many to work with (default: one for each processor)");
}

/// Bytes, as 2G, 512M or a number.
CLI::Option* CommandLine::add_bytes(CLI::App* command, const std::string& name, uint64_t& bytes,
                                    const std::string& about) {
  const auto read = [&bytes, name](const std::string& text) {
    constexpr std::string_view kUnits = "KMGT";
    const size_t unit = text.empty() ? std::string_view::npos : kUnits.find(text.back());
    const size_t shift = unit == std::string_view::npos ? 0 : 10 * (unit + 1);
    const char* end = text.data() + text.size() - (shift > 0 ? 1 : 0);
    const auto parsed = std::from_chars(text.data(), end, bytes);
    const bool is_number = parsed.ec == std::errc() && parsed.ptr == end && end > text.data();
    if (!is_number || bytes == 0 || bytes > (UINT64_MAX >> shift)) {
      throw CLI::ValidationError(fmt::format(
          "{}: {} is no number of bytes; write it like 2G, 512M or 4096", name, bulk::shown(text)));
    }
    bytes <<= shift;
  };
  return command->add_option_function<std::string>(name, read, about)->type_name("SIZE");
}

}  // namespace tierline::cli
