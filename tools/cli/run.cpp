// tierline run: every account of a data folder, and counts that add up.
#include "tools/bulk/run.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/progress.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/cli/output/version.hpp"

namespace tierline::cli {

namespace {

size_t processors() { return std::max(1U, std::thread::hardware_concurrency()); }

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
  request.known_on = arguments.known_on;
  request.tool_version = version();
  request.since = arguments.since;
  request.against = arguments.against;
  request.missing = arguments.missing;
  request.top = arguments.top;
  request.answers =
      arguments.files == Files::Parquet ? bulk::FileFormat::Parquet : bulk::FileFormat::Csv;
  request.threads = arguments.threads > 0 ? arguments.threads : processors();
  request.memory = arguments.memory;
  request.resume = arguments.resume;
  request.pretend = arguments.dry_run;
  request.with_state = !arguments.no_state;
  request.checkpoint = std::chrono::seconds(arguments.checkpoint);
  request.stop = listen_for_interrupts();
  bulk::Progress progress;
  request.progress = &progress;
  std::optional<ProgressDisplay> display(std::in_place, progress, arguments.progress);
  const auto report = bulk::run(request);
  display.reset();
  if (!report) return unusable(report.error().message);
  const Detail detail = arguments.summary ? Detail::Summary : Detail::Counts;
  print(arguments.format == Format::Json ? report_json(report.value(), detail)
                                         : report_text(report.value(), detail));
  return Exit::Fine;
}

}  // namespace tierline::cli
