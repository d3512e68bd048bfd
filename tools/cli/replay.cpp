// tierline replay: how a tier came about: what it was on the first day, and each change since, with
// its cause and clause.
#include "tools/bulk/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/bulk/facts/account_facts.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/facts_json.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/interrupts.hpp"
#include "tools/cli/output/report.hpp"
#include "tools/cli/output/version.hpp"

namespace tierline::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string to_json(const bulk::History& history, const bytecode::Bytecode& program,
                    bulk::Days days) {
  Json lines = Json::array();
  for (const bulk::HistoryLine& line : history.lines) {
    lines.push_back({{"day", calendar::to_text(line.day)},
                     {"from", line.from},
                     {"to", line.to},
                     {"cause", line.cause},
                     {"clause", line.clause}});
  }
  const Json json = {{"program", program.header.title},
                     {"version", program.header.version},
                     {"from", calendar::to_text(days.from)},
                     {"to", calendar::to_text(days.to)},
                     {"status", history.determined ? "decided" : "undetermined"},
                     {"history", std::move(lines)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// `none -> Silver`, or the tier alone in the first line.
std::string way_of(const bulk::HistoryLine& line) {
  if (line.from.empty()) return line.to;
  return line.to.empty() ? line.from : line.from + " -> " + line.to;
}

std::string to_text(const bulk::History& history) {
  size_t width = 0;
  for (const bulk::HistoryLine& line : history.lines) {
    width = std::max(width, way_of(line).size());
  }
  std::string out;
  for (const bulk::HistoryLine& line : history.lines) {
    out += fmt::format("{}  {:<{}}  {}{}\n", calendar::to_text(line.day), way_of(line), width,
                       bulk::escaped(line.cause),
                       line.clause.empty() ? "" : fmt::format("  ({})", line.clause));
  }
  return out;
}

Exit show(const bulk::History& history, const bytecode::Bytecode& program,
          const ReplayArguments& arguments) {
  const bulk::Days days{arguments.from, arguments.to};
  print(arguments.format == Format::Json ? to_json(history, program, days) : to_text(history));
  return history.determined ? Exit::Fine : Exit::DoesNotHold;
}

/// The history of facts that may be refused.
bulk::History history_of(const bytecode::Bytecode& program, const bulk::AccountFacts& facts,
                         bulk::Days days) {
  bulk::History refused{{}, false};
  for (const bulk::FactProblem& problem : facts.problems) {
    refused.lines.push_back({days.from, "", "", "undetermined: " + describe(problem), ""});
  }
  if (!refused.lines.empty()) return refused;
  timeline::Decider engine(program);
  return bulk::history(engine, program, facts.batch, 0, days);
}

Exit replay_facts(const bytecode::Bytecode& program, const ReplayArguments& arguments) {
  const bulk::Days days{arguments.from, arguments.to};
  if (const auto error = bulk::check_days(program, days)) return unusable(error->message);
  if (const auto error = bulk::check_known_on(program.schema, arguments.known_on)) {
    return unusable(error->message);
  }
  const auto records = read_facts(arguments.facts);
  if (!records) return unusable(records.error().message);
  const auto facts = bulk::build_facts(program.schema, records.value(), arguments.known_on);
  if (!facts) return unusable(facts.error().message);
  return show(history_of(program, facts.value(), days), program, arguments);
}

Exit replay_subject(const bytecode::Bytecode& program, const ReplayArguments& arguments) {
  const auto history = bulk::replay_subject({&program,
                                             arguments.data,
                                             arguments.subject,
                                             {arguments.from, arguments.to},
                                             arguments.known_on});
  if (!history) return unusable(history.error().message);
  return show(history.value(), program, arguments);
}

Exit replay_all(const Program& program, const ReplayArguments& arguments) {
  bulk::RunRequest request;
  request.program = &program.bytecode;
  request.program_files = program.files;
  request.data = arguments.data;
  request.out = arguments.out;
  request.existing = arguments.replace ? bulk::Existing::Replace : bulk::Existing::Refuse;
  request.as_of = arguments.to;
  request.known_on = arguments.known_on;
  request.tool_version = version();
  request.stop = listen_for_interrupts();
  const auto report = bulk::replay_all(request, arguments.from);
  if (!report) return unusable(report.error().message);
  print(arguments.format == Format::Json ? report_json(report.value(), Detail::Counts)
                                         : report_text(report.value(), Detail::Counts));
  return Exit::Fine;
}

}  // namespace

Exit execute(const ReplayArguments& arguments) {
  if (arguments.facts.empty() && arguments.subject.empty() && !arguments.all) {
    return unusable("replay whom? name --subject KEYS, --all or --facts FILE");
  }
  const auto program = open_program(arguments.program, arguments.format);
  if (!program) return program.error();
  if (arguments.all) return replay_all(program.value(), arguments);
  return arguments.facts.empty() ? replay_subject(program.value().bytecode, arguments)
                                 : replay_facts(program.value().bytecode, arguments);
}

}  // namespace tierline::cli
