#include "tools/bulk/decide/all_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/write/csv_text.hpp"
#include "tools/bulk/write/keys_csv.hpp"
#include "tools/bulk/write/parts_csv.hpp"

namespace tierline::bulk {

namespace {

/// Behind the accounts from here on that need not be decided again, and that followed one another
/// in the previous run too.
size_t end_of_stretch(const Data& data, size_t account) {
  size_t end = account;
  while (end < data.chosen.size() && data.chosen[end] == 0 &&
         data.before[end] == data.before[account] + (end - account)) {
    ++end;
  }
  return end;
}

}  // namespace

void AllAccounts::decide_all() {
  write_header();
  states_.reserve(data_.batch.accounts);
  for (size_t account = 0; account < data_.batch.accounts && !is_stopped(request_);) {
    const size_t end = end_of_stretch(data_, account);
    if (end > account) {
      keep(data_.before[account], end - account);
      account = end;
    } else {
      decide(account++);
      ++reevaluated_;
    }
  }
}

/// Writes what the previous run wrote for accounts that follow one another in both.
void AllAccounts::keep(size_t place, size_t count) {
  const AccountStates& before = previous_->state().accounts;
  for (size_t i = 0; i < files_.size(); ++i) files_[i].write(previous_->lines(i, place, count));
  if (!request_.against.empty()) text_ += previous_->lines(kDecisionRows, place, count);
  for (size_t i = place; i < place + count; ++i) decided_ += before.decided[i];
  states_.add(before, place, count);
}

/// Writes the line and notes down what the next run must know of it.
void AllAccounts::finish_line(size_t account, calendar::Day valid_until, bool decided) {
  files_[0].write(line_);
  line_bytes_.assign(1, static_cast<uint32_t>(line_.size()));
  for (size_t i = 0; i < parts_.size(); ++i) {
    files_[i + 1].write(parts_[i]);
    line_bytes_.push_back(static_cast<uint32_t>(parts_[i].size()));
  }
  if (!request_.against.empty()) text_ += line_;
  if (decided) ++decided_;
  const bool again = !decided || data_.hides[account] != 0;
  states_.add({data_.accounts.key(account), data_.log.sums()[account],
               again ? kAskAgain : valid_until, decided},
              line_bytes_);
}

void AllAccounts::write_header() {
  line_ = fmt::format("{}{},{}", key_columns(schema_), kStatusColumn, kReasonColumn);
  for (const bytecode::OutputInfo& output : schema_.outputs) line_ += "," + output.name;
  line_ += fmt::format(",{}\n", kValidUntilColumn);
  header_bytes_ = {line_.size()};
  if (!request_.against.empty()) text_ = line_;
  files_[0].write(line_);
  for (size_t i = 0; i < parts_.size(); ++i) {
    const std::string header = parts_header(schema_, schema_.splits[i]);
    header_bytes_.push_back(header.size());
    files_[i + 1].write(header);
  }
}

void AllAccounts::decide(size_t account) {
  if (const auto& undetermined = data_.undetermined[account]) {
    const Reject& first = data_.rejects[undetermined->first_reject];
    summary_.add_undetermined(reason_class(data_, first));
    std::string reason = place_and_reason(data_, first);
    if (undetermined->more > 0) reason += fmt::format("; and {} more", undetermined->more);
    write_undetermined(account, reason);
    return;
  }
  engine_.decide(data_.batch, account, request_.as_of, decision_);
  if (decision_.fault) {
    const std::string reason = describe_fault(decision_, request_.as_of, *request_.program);
    summary_.add_undetermined(reason);
    write_undetermined(account, reason);
    return;
  }
  summary_.add_decided(account, decision_);
  write_decided(account);
}

void AllAccounts::start_line(size_t account) {
  line_.clear();
  append_keys(line_, schema_, data_, account);
}

void AllAccounts::write_decided(size_t account) {
  start_line(account);
  line_ += "decided,";
  for (size_t i = 0; i < schema_.outputs.size(); ++i) {
    line_ += ',';
    append_csv(line_, decision::to_text(decision_.outputs[i], schema_.outputs[i].type, schema_));
  }
  line_ += ',';
  if (decision_.valid_until) line_ += calendar::to_text(*decision_.valid_until);
  line_ += '\n';
  for (size_t i = 0; i < parts_.size(); ++i) {
    parts_[i].clear();
    append_parts(parts_[i], schema_, schema_.splits[i], data_, account, decision_.parts[i]);
  }
  const calendar::Day valid_until = decision_.valid_until.value_or(kForGood);
  finish_line(account,
              after_end_.is_said() ? std::min(valid_until, after_end_.look(account)) : valid_until,
              true);
}

void AllAccounts::write_undetermined(size_t account, const std::string& reason) {
  start_line(account);
  line_ += "undetermined,";
  append_csv(line_, reason);
  line_.append(schema_.outputs.size() + 1, ',');
  line_ += '\n';
  for (std::string& parts : parts_) parts.clear();
  finish_line(account, kAskAgain, false);
}

}  // namespace tierline::bulk
