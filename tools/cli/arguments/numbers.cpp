// Options whose values are numbers: counts within bounds, and sizes in bytes.
#include <fmt/format.h>

#include <cctype>
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

namespace {

/// Bytes, as `dd` and `head` read them: K, M, G and T are powers of 1,024, with or without `iB`;
/// with `B` they are powers of 1,000. Nothing: it is no number of bytes, or too many.
std::optional<uint64_t> bytes_of(std::string_view text) {
  uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || number == 0) return std::nullopt;
  const std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  if (unit.empty()) return number;
  constexpr std::string_view kUnits = "KMGT";
  const size_t power = kUnits.find(static_cast<char>(std::toupper(unit[0])));
  const std::string_view rest = unit.substr(1);
  const bool is_unit =
      power != std::string_view::npos && (rest.empty() || rest == "B" || rest == "iB");
  if (!is_unit) return std::nullopt;
  const uint64_t times = rest == "B" ? 1'000 : 1'024;
  for (size_t i = 0; i <= power; ++i) {
    if (number > UINT64_MAX / times) return std::nullopt;
    number *= times;
  }
  return number;
}

}  // namespace

CLI::Option* CommandLine::add_bytes(CLI::App* command, const std::string& name, uint64_t& bytes,
                                    const std::string& about) {
  const auto read = [&bytes, name](const std::string& text) {
    const std::optional<uint64_t> size = bytes_of(text);
    if (!size) {
      throw CLI::ValidationError(fmt::format(
          "{}: {} is no number of bytes; write it like 2G, 512M or 4096", name, bulk::shown(text)));
    }
    bytes = *size;
  };
  return command->add_option_function<std::string>(name, read, about)->type_name("SIZE");
}

}  // namespace tierline::cli
