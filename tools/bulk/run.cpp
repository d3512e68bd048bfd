#include "tools/bulk/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.hpp"
#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/decide/open_answers.hpp"
#include "tools/bulk/earlier.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/bulk/read/data.hpp"
#include "tools/bulk/results.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/missing_csv.hpp"
#include "tools/bulk/write/parquet_results.hpp"
#include "tools/bulk/write/parts_csv.hpp"

namespace tierline::bulk {

namespace {

std::optional<RunError> check_top(const RunRequest& request) {
  std::vector<std::string_view> known;
  for (const bytecode::OutputInfo& output : request.program->schema.outputs) {
    if (output.type.kind == bytecode::ValueKind::Number) known.push_back(output.name);
  }
  for (const std::string& name : request.top) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return RunError{
        fmt::format("the program decides no number {}{}", shown(name), suggestion(name, known))};
  }
  return std::nullopt;
}

/// Only runs about accounts with the same keys can be compared.
std::optional<RunError> check_comparable(const RunRequest& request, const PreviousRun& before) {
  const std::string begin =
      fmt::format("{}{},", key_columns(request.program->schema), kStatusColumn);
  if (before.rows(kDecisionLines).starts_with(begin)) return std::nullopt;
  return RunError{fmt::format("cannot compare with `{}`: its accounts have other keys",
                              request.against.string())};
}

base::Result<Earlier, RunError> open_earlier(const RunRequest& request) {
  Earlier earlier;
  if (!request.since.empty()) {
    auto opened = PreviousRun::open(request.since);
    if (!opened) return opened.error();
    earlier.since = std::move(opened).value();
    const RunIdentity& before = earlier.since->state().identity;
    if (auto error = check_goes_on(request.since, before, identity_of(request))) return *error;
  }
  if (!request.against.empty()) {
    auto opened = PreviousRun::open(request.against);
    if (!opened) return opened.error();
    earlier.against = std::move(opened).value();
    if (auto error = check_comparable(request, *earlier.against)) return *error;
  }
  return earlier;
}

/// A key that the program looks at is more than a name.
KeyTexts key_texts_for(const bytecode::Bytecode& program) {
  for (const bytecode::Instruction& at : program.code) {
    if (at.op == bytecode::Op::account_field_ && program.schema.account.fields[at.a].key) {
      return KeyTexts::Make;
    }
  }
  return KeyTexts::Leave;
}

/// What is missing is asked of the entries themselves.
std::optional<RollUpFor> roll_up_for(const RunRequest& request) {
  const bytecode::Bytecode& program = *request.program;
  if (request.missing || !scalar::EntryShares::can_find(program)) return std::nullopt;
  if (!scalar::EntryShares(program, request.as_of).can_run()) return std::nullopt;
  return RollUpFor{&program, request.as_of};
}

Reading reading_of(const RunRequest& request, const OutFolder& folder) {
  Reading reading;
  reading.key_texts = key_texts_for(*request.program);
  reading.roll_up = roll_up_for(request);
  reading.threads = request.threads;
  reading.memory = request.memory;
  // Where there is room for the answers there may be room for what memory does not hold.
  if (!folder.is_pretence()) reading.scratch = folder.path_of(kDecisionsFile).parent_path();
  if (request.progress != nullptr) {
    reading.bytes_read = &request.progress->bytes_read;
    reading.bytes_in_all = &request.progress->bytes_in_all;
  }
  reading.with_log = request.with_state || !request.against.empty();
  reading.stop = request.stop;
  return reading;
}

/// Why a run that was stopped has no results, and whether another one can go on from it.
RunError interrupted(const AnswerSink& sink, const Data& data, OutFolder& folder) {
  if (!sink.journal || sink.portions == 0) return {"interrupted; nothing was written"};
  folder.leave();
  return {
      fmt::format("interrupted; nothing was written, but {} of {} accounts are decided: the "
                  "same command with --resume goes on from there",
                  sink.facts.states.size(), data.accounts.size())};
}

/// What fails while all goes well otherwise is a disk: it may have room again, or come back.
RunError failed(RunError error, const AnswerSink& sink, OutFolder& folder) {
  if (!sink.journal || sink.noted == 0) return error;
  folder.leave();
  error.message +=
      "; what was decided before is kept: once that is mended the same command with --resume goes "
      "on from there";
  return error;
}

base::Result<RunReport, RunError> decide_into(const RunRequest& request, const Data& data,
                                              const Earlier& earlier, OutFolder& folder) {
  const SummaryBuilder summary(request.program->schema, request.top);
  auto opened = open_answers(request, data, summary, earlier, folder);
  if (!opened) return opened.error();
  AnswerSink sink = std::move(opened).value();
  RunReport report;
  report.resumed = sink.facts.states.size();
  if (request.progress != nullptr) {
    request.progress->accounts = report.resumed;
    request.progress->accounts_in_all = data.accounts.size();
  }
  const PreviousRun* previous = earlier.since ? &*earlier.since : nullptr;
  const bool all = decide_all(request, data, summary, previous, sink);
  if (is_stopped(request)) return interrupted(sink, data, folder);
  if (sink.error) return failed(*sink.error, sink, folder);
  if (!all) {  // a disk that is full, most likely: the file says it
    std::vector<OutFileInfo> none;
    auto error = finish(sink.files, none, folder.syncing());
    TIERLINE_ASSERT(error);
    return failed(*std::move(error), sink, folder);
  }
  report.went_on = earlier.since.has_value();
  report.reevaluated = sink.facts.reevaluated;
  report.summary = summary.finish(data, sink.facts.tally);
  Results results(request, data, folder);
  if (auto error = results.write(sink, earlier, report)) {
    // Parquet may refuse an answer: that is not mended by going on.
    if (request.answers == FileFormat::Parquet) return *error;
    return failed(*std::move(error), sink, folder);
  }
  if (is_stopped(request)) return interrupted(sink, data, folder);
  return report;
}

/// The journal has served when all is decided.
std::optional<RunError> publish(const RunRequest& request, OutFolder& folder) {
  std::error_code ignored;
  if (request.answers == FileFormat::Parquet && !folder.is_pretence()) {
    remove_csv_answers(request.program->schema, folder);
  }
  if (!folder.is_pretence()) std::filesystem::remove(folder.path_of(kJournalFile), ignored);
  return folder.publish();
}

}  // namespace

Places places_for_notes(const bytecode::Bytecode& program) {
  const bool ends = program.status && program.status->ends != bytecode::kNone;
  return ends ? Places::Keep : Places::Forget;
}

std::optional<RunError> check_in_force(const bytecode::Bytecode& program, calendar::Day as_of) {
  const bytecode::Header& header = program.header;
  const auto refuse = [&](std::string_view since, calendar::Day day) {
    return RunError{fmt::format("`{}` is in force {} {}; it decides nothing on {}", header.title,
                                since, calendar::to_text(day), calendar::to_text(as_of))};
  };
  if (header.in_force_from && as_of < *header.in_force_from) {
    return refuse("from", *header.in_force_from);
  }
  if (header.in_force_until && as_of > *header.in_force_until) {
    return refuse("until", *header.in_force_until);
  }
  return std::nullopt;
}

base::Result<RunReport, RunError> run(const RunRequest& request) {
  const bytecode::Schema& schema = request.program->schema;
  if (auto error = check_in_force(*request.program, request.as_of)) return *error;
  if (auto error = check_column_names(schema)) return *error;
  if (auto error = check_part_columns(schema)) return *error;
  if (request.missing) {
    if (auto error = check_missing(*request.program)) return *error;
  }
  if (auto error = check_top(request)) return *error;
  if (auto error = check_known_on(schema, request.known_on)) return *error;
  if (request.answers == FileFormat::Parquet) {
    if (auto error = check_parquet_results(schema)) return *error;
  }
  const Leftover leftover = request.resume ? Leftover::Keep : Leftover::Discard;
  auto prepared = request.pretend
                      ? OutFolder::pretend(request.out, request.existing)
                      : OutFolder::prepare(request.out, request.existing, run_files(), leftover);
  if (!prepared) return prepared.error();
  OutFolder folder = std::move(prepared).value();

  auto opened = open_earlier(request);
  if (!opened) return opened.error();
  Earlier earlier = std::move(opened).value();
  GoOn go_on;
  if (earlier.since) go_on = {&earlier.since->state(), request.as_of};
  const auto data = read_data(request.data, schema, request.known_on, go_on,
                              places_for_notes(*request.program), reading_of(request, folder));
  if (!data) return data.error();
  auto report = decide_into(request, data.value(), earlier, folder);
  if (!report) return report.error();
  for (auto* run : {&earlier.since, &earlier.against}) {
    if (!*run) continue;
    if (auto error = (*run)->check_rows()) return *error;
  }
  if (auto error = publish(request, folder)) return *error;
  RunReport out = std::move(report).value();
  out.files = data.value().files;
  out.ignored_files = data.value().ignored_files;
  out.kept = !request.pretend;
  out.with_known_on = request.known_on.has_value();
  return out;
}

}  // namespace tierline::bulk
