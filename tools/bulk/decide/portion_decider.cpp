#include "tools/bulk/decide/portion_decider.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/missing_csv.hpp"
#include "tools/bulk/write/parts_csv.hpp"

namespace tierline::bulk {

namespace {

/// Behind the accounts from here on that need not be decided again, and that followed one another
/// in the previous run too.
size_t end_of_stretch(const Data& data, size_t account, size_t end_of_portion) {
  size_t end = account;
  while (end < std::min(data.chosen.size(), end_of_portion) && data.chosen[end] == 0 &&
         data.before[end] == data.before[account] + (end - account)) {
    ++end;
  }
  return end;
}

}  // namespace

PortionDecider::PortionDecider(const RunRequest& request, const Data& data,
                               const SummaryBuilder& summary, const PreviousRun* previous)
    : request_(request),
      schema_(request.program->schema),
      data_(data),
      summary_(summary),
      previous_(previous),
      engine_(*request.program),
      after_end_(*request.program, request.as_of) {}

Answers PortionDecider::decide(const Portion& portion) {
  answers_ = {};
  answers_.lines.resize(answer_files(request_).size());
  answers_.facts.states = LineStates(state_files(schema_));
  answers_.facts.states.reserve(portion.count);
  answers_.facts.tally = summary_.nothing();
  for (size_t account = portion.first; account < portion.end() && !is_stopped(request_);) {
    const size_t end = end_of_stretch(data_, account, portion.end());
    if (end > account) {
      keep(data_.before[account], end - account);
      account = end;
    } else {
      decide(portion, account++);
      ++answers_.facts.reevaluated;
    }
  }
  return std::move(answers_);
}

std::string& PortionDecider::decisions() { return answers_.lines[kDecisionLines]; }

/// Writes what the previous run wrote for accounts that follow one another in both.
void PortionDecider::keep(size_t place, size_t count) {
  for (size_t i = 0; i < state_files(schema_); ++i) {
    answers_.lines[i] += previous_->lines(i, place, count);
  }
  answers_.facts.states.add(previous_->state().accounts.lines, place, count);
}

void PortionDecider::decide(const Portion& portion, size_t account) {
  if (const auto& undetermined = data_.undetermined[account]) {
    const Reject& first = data_.rejects[undetermined->first_reject];
    summary_.add_undetermined(reason_class(data_, first), answers_.facts.tally);
    std::string reason = place_and_reason(data_, first);
    if (undetermined->more > 0) reason += fmt::format("; and {} more", undetermined->more);
    write_undetermined(account, reason);
    return;
  }
  engine_.decide(*portion.batch, portion.row(account), request_.as_of, decision_);
  if (decision_.fault) {
    const std::string reason = describe_fault(decision_, request_.as_of, *request_.program);
    summary_.add_undetermined(reason, answers_.facts.tally);
    write_undetermined(account, reason);
  } else {
    summary_.add_decided(portion, account, decision_, answers_.facts.tally);
    write_decided(portion, account);
  }
  if (request_.missing) write_missing(portion, account);
}

void PortionDecider::start_line(size_t account) {
  line_begins_.clear();
  for (size_t i = 0; i < state_files(schema_); ++i) {
    line_begins_.push_back(answers_.lines[i].size());
  }
  append_keys(decisions(), schema_, data_, account);
}

/// Notes down what the next run must know of the lines.
void PortionDecider::finish_line(size_t account, calendar::Day valid_until, bool decided) {
  line_bytes_.clear();
  for (size_t i = 0; i < line_begins_.size(); ++i) {
    line_bytes_.push_back(static_cast<uint32_t>(answers_.lines[i].size() - line_begins_[i]));
  }
  const bool again = !decided || data_.hides[account] != 0;
  answers_.facts.states.add(again ? kAskAgain : valid_until, decided, line_bytes_);
}

void PortionDecider::write_decided(const Portion& portion, size_t account) {
  start_line(account);
  std::string& line = decisions();
  line += "decided,";
  for (size_t i = 0; i < schema_.outputs.size(); ++i) {
    line += ',';
    append_csv(line, decision::to_text(decision_.outputs[i], schema_.outputs[i].type, schema_));
  }
  line += ',';
  if (decision_.valid_until) line += calendar::to_text(*decision_.valid_until);
  line += '\n';
  for (size_t i = 0; i < schema_.splits.size(); ++i) {
    append_parts(answers_.lines[kFirstPartLines + i], schema_, schema_.splits[i], data_, portion,
                 account, decision_.parts[i]);
  }
  calendar::Day valid_until = decision_.valid_until.value_or(kForGood);
  if (after_end_.is_said()) {
    valid_until = std::min(valid_until, after_end_.look(portion, account, answers_.facts.notes));
  }
  finish_line(account, valid_until, true);
}

void PortionDecider::write_undetermined(size_t account, const std::string& reason) {
  start_line(account);
  std::string& line = decisions();
  line += "undetermined,";
  append_csv(line, reason);
  line.append(schema_.outputs.size() + 1, ',');
  line += '\n';
  finish_line(account, kAskAgain, false);
}

void PortionDecider::write_missing(const Portion& portion, size_t account) {
  const auto all = engine_.engine().missing(*portion.batch, portion.row(account), request_.as_of);
  for (const decision::Missing& missing : all) {
    append_missing(answers_.lines.back(), data_, account, *request_.program, missing);
  }
}

}  // namespace tierline::bulk
