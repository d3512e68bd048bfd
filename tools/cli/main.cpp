// tierline: reads the line, runs one subcommand, and sees to it that what was printed has arrived.
#include <malloc.h>

#include <csignal>
#include <exception>
#include <string>
#include <system_error>

#include "tools/bulk/input/mapped_files.hpp"
#include "tools/cli/commands.hpp"

namespace tierline::cli {

namespace {

Exit answer(const Answer& text) {
  print(text.out);
  print_error(text.err);
  return text.understood ? Exit::Fine : Exit::Unusable;
}

Exit start(int argc, const char* const* argv) {
  const auto parsed = parse_arguments(argc, argv);
  if (const auto* text = std::get_if<Answer>(&parsed)) return answer(*text);
  return std::visit([](const auto& arguments) { return execute(arguments); },
                    std::get<Arguments>(parsed));
}

/// Memory that is given back is kept for what comes next: portions come and go by the megabyte, and
/// the system would have to clear every page again.
void keep_memory() {
  constexpr int kMiB = 1 << 20;
  ::mallopt(M_MMAP_THRESHOLD, 32 * kMiB);  // the most that is allowed
  ::mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
}

}  // namespace

}  // namespace tierline::cli

int main(int argc, char** argv) {
  using namespace tierline::cli;
  keep_memory();
  // A limit on file sizes is to be an error of `write`, told like a full disk, not a sudden end.
  std::signal(SIGXFSZ, SIG_IGN);
  tierline::bulk::explain_cut_files(static_cast<int>(Exit::Unusable));
  Exit exit = Exit::Unusable;
  try {
    exit = start(argc, argv);
  } catch (const std::bad_alloc&) {
    exit = unusable("out of memory; nothing was written");
  } catch (const std::system_error& error) {
    const bool no_thread = error.code() == std::errc::resource_unavailable_try_again;
    exit = unusable(no_thread ? "the system gives no more threads: ask for fewer with --threads; "
                                "nothing was written"
                              : std::string("unexpected: ") + error.what());
  } catch (const std::exception& error) {
    exit = unusable(std::string("unexpected: ") + error.what());
  }
  if (!flush_output()) exit = unusable("cannot write to standard output");
  return static_cast<int>(exit);
}
