// tierline generate: a made-up data folder for a program, and how many lines of it are damaged.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/cli/output/version.hpp"
#include "tools/generate/population.hpp"

namespace tierline::cli {

namespace {

uint64_t damaged(const generate::FileReport& file) {
  uint64_t sum = 0;
  for (const auto& [fault, count] : file.faults) sum += count;
  return sum;
}

std::string lines_text(const generate::Report& report) {
  size_t width = 0;
  for (const auto& file : report.files) width = std::max(width, file.name.size());
  std::string out = "\nlines\n";
  for (const auto& file : report.files) {
    out += fmt::format("  {:<{}}  {:>12}", file.name, width, grouped(file.lines));
    if (damaged(file) > 0) out += fmt::format(", {} to be rejected", grouped(damaged(file)));
    out += "\n";
  }
  return out;
}

std::string faults_text(const generate::Report& report) {
  generate::FaultCounts all;
  for (const auto& file : report.files) {
    for (const auto& [fault, count] : file.faults) all[fault] += count;
  }
  std::string out = "\nlines that `run` will reject\n";
  for (const auto& [fault, count] : all) {
    out += fmt::format("  {:<20}  {:>12}\n", bulk::describe(fault), grouped(count));
  }
  return all.empty() ? "" : out;
}

std::string report_text(const generate::Report& report, const bytecode::Header& header,
                        const GenerateArguments& arguments) {
  return fmt::format("`{}` {}: {} accounts, seed {}, up to {}\n", bulk::escaped(header.title),
                     bulk::escaped(header.version), grouped(arguments.accounts), arguments.seed,
                     calendar::to_text(report.as_of)) +
         lines_text(report) + faults_text(report);
}

}  // namespace

Exit execute(const GenerateArguments& arguments) {
  const auto program = open_program(arguments.program, Format::Text);
  if (!program) return program.error();
  generate::Request request;
  request.program = &program.value().bytecode;
  request.accounts = arguments.accounts;
  request.seed = arguments.seed;
  request.as_of = arguments.as_of;
  request.entries = arguments.entries;
  request.dirty_permille = arguments.dirty_permille;
  request.format =
      arguments.files == Files::Parquet ? generate::FileFormat::Parquet : generate::FileFormat::Csv;
  request.out = arguments.out;
  request.existing = arguments.replace ? bulk::Existing::Replace : bulk::Existing::Refuse;
  request.tool_version = version();
  request.stop = listen_for_interrupts();
  const auto report = generate::generate(request);
  if (!report) return unusable(report.error().message);
  print(report_text(report.value(), request.program->header, arguments));
  return Exit::Fine;
}

}  // namespace tierline::cli
