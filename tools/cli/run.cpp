// tierline run: every account of a data folder, and counts that add up.
// An interrupt (Ctrl-C, a shutdown) ends the run at the next account and leaves nothing behind; a
// second one ends it at once.
#include "tools/bulk/run.hpp"

#include <csignal>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/cli/output/version.hpp"

namespace tierline::cli {

namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may take no lock");

extern "C" void ask_to_stop(int signal) {
  stop_asked.store(true, std::memory_order_relaxed);
  std::signal(signal, SIG_DFL);
}

void listen_for_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // A signal that is ignored (nohup, a job in the background) stays ignored.
    if (std::signal(signal, ask_to_stop) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

}  // namespace

Exit execute(const RunArguments& arguments) {
  const auto program = open_program(arguments.program, arguments.format);
  if (!program) return program.error();
  bulk::RunRequest request;
  request.program = &program.value().bytecode;
  request.program_files = program.value().files;
  request.data = arguments.data;
  request.out = arguments.out;
  request.existing = arguments.replace ? bulk::Existing::Replace : bulk::Existing::Refuse;
  request.as_of = arguments.as_of;
  request.tool_version = version();
  request.top = arguments.top;
  request.stop = &stop_asked;
  listen_for_interrupts();
  const auto report = bulk::run(request);
  if (!report) return unusable(report.error().message);
  const Detail detail = arguments.summary ? Detail::Summary : Detail::Counts;
  print(arguments.format == Format::Json ? report_json(report.value(), detail)
                                         : report_text(report.value(), detail));
  return Exit::Fine;
}

}  // namespace tierline::cli
