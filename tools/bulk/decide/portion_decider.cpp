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
      columns_(*request.program),
      room_(columns_.narrowest(), kPortionAccounts),
      column_lines_(schema_, data, summary),
      after_end_(*request.program, request.as_of) {
  for (const bytecode::OutputInfo& output : schema_.outputs) {
    texts_.emplace_back(schema_, output.type);
  }
}

Answers PortionDecider::decide(const Portion& portion) {
  answers_ = {};
  answers_.lines.resize(answer_files(request_).size());
  // Most portions take about as much as the one before.
  room_for_lines_.resize(answers_.lines.size());
  for (size_t i = 0; i < answers_.lines.size(); ++i) answers_.lines[i].reserve(room_for_lines_[i]);
  answers_.facts.states = LineStates(state_files(schema_));
  answers_.facts.states.reserve(portion.count);
  answers_.facts.tally = summary_.nothing();
  decide_by_columns(portion);
  for (size_t account = portion.first; account < portion.end() && !is_stopped(request_);) {
    const size_t end = end_of_stretch(data_, account, portion.end());
    if (end > account) {
      keep(data_.before[account], end - account);
      account = end;
    } else {
      account = decide_some(portion, account);
    }
  }
  for (size_t i = 0; i < answers_.lines.size(); ++i) {
    room_for_lines_[i] = answers_.lines[i].size() + answers_.lines[i].size() / 8;
  }
  return std::move(answers_);
}

/// Decides an account, and with it those that follow and stand in columns too.
///   returns  behind them
size_t PortionDecider::decide_some(const Portion& portion, size_t account) {
  const size_t end = end_in_columns(portion, account);
  if (end > account) {
    column_lines_.write(portion, account, end, room_, columns_.valid_until(portion.row(account)),
                        answers_);
    if (request_.missing) {
      for (size_t i = account; i < end; ++i) write_missing(portion, i);
    }
    answers_.facts.reevaluated += end - account;
    return end;
  }
  decide(portion, account);
  ++answers_.facts.reevaluated;
  return account + 1;
}

/// Behind the accounts from here on whose answers stand in columns, and can be written.
size_t PortionDecider::end_in_columns(const Portion& portion, size_t account) {
  if (!by_columns_) return account;
  const size_t row = portion.row(account);
  while (next_left_ < left_.size() && left_[next_left_].account < row) ++next_left_;
  size_t end = portion.end();
  if (next_left_ < left_.size()) end = account + (left_[next_left_].account - row);
  if (data_.undetermined.empty()) return end;
  size_t at = account;
  while (at < end && !data_.undetermined[at]) ++at;
  return at;
}

/// A run that goes on decides few accounts of many, and those one by one.
void PortionDecider::decide_by_columns(const Portion& portion) {
  by_columns_ = columns_.by_columns() && data_.chosen.empty();
  left_.clear();
  next_left_ = 0;
  if (!by_columns_) return;
  columns_.decide(*portion.batch, portion.first_row, portion.first_row + portion.count,
                  request_.as_of, room_.from(portion.first_row), left_);
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
  if (by_columns_) {
    decision_ = left_[next_left_].decision;
  } else {
    engine_.decide(*portion.batch, portion.row(account), request_.as_of, decision_);
  }
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
    texts_[i].append(line, decision_.outputs[i]);
  }
  end_decision(decision_.valid_until);
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

/// The last column of decisions.csv.
void PortionDecider::end_decision(std::optional<calendar::Day> valid_until) {
  std::string& line = decisions();
  line += ',';
  if (valid_until) line += calendar::to_text(*valid_until);
  line += '\n';
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
