#include "tools/cli/output/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/output/report.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBarEvery{100};
constexpr milliseconds kLineEvery{1000};
constexpr milliseconds kQuietLineEvery{10'000};  // in a log that nobody asked for
constexpr std::string_view kToLineBegin = "\r\x1b[K";
constexpr size_t kBarLongest = 24;
constexpr size_t kBarShortest = 5;

/// Parts of `whole`; all of them where there is nothing to do.
uint64_t part_of(const HowFar& reached, uint64_t whole) {
  return reached.in_all == 0 ? whole
                             : std::min(reached.done, reached.in_all) * whole / reached.in_all;
}

std::string bar(const HowFar& reached, size_t length) {
  const size_t full = part_of(reached, length);
  return fmt::format("[{}{}] ", std::string(full, '#'), std::string(length - full, '.'));
}

milliseconds interval(Showing showing, bool on_terminal) {
  if (on_terminal) return kBarEvery;
  return showing == Showing::Always ? kLineEvery : kQuietLineEvery;
}

}  // namespace

HowFar deciding(uint64_t done, uint64_t in_all, uint64_t begun_with, milliseconds since_begin,
                ProgressWords words) {
  HowFar out{words.doing, "", "", done, in_all};
  out.counted = fmt::format("{} of {} {}", grouped(done), grouped(in_all), words.things);
  const auto spent = static_cast<uint64_t>(since_begin.count());
  const uint64_t fresh = done - begun_with;
  if (spent == 0 || fresh == 0) return out;
  const uint64_t left = (in_all - done) * spent / fresh / 1000;
  out.pace = fmt::format(", {} a second, {} s left", grouped(fresh * 1000 / spent), left);
  return out;
}

HowFar reading(uint64_t bytes, uint64_t in_all, milliseconds since_begin) {
  const auto megabytes = [](uint64_t number) { return grouped(number / 1'000'000); };
  HowFar out{"reading", "", "", bytes, in_all, in_all > 0};
  out.counted = fmt::format("{} MB", megabytes(bytes));
  if (out.has_end) out.counted = fmt::format("{} of {} MB", megabytes(bytes), megabytes(in_all));
  const auto spent = static_cast<uint64_t>(since_begin.count());
  const uint64_t rate = spent == 0 ? 0 : bytes * 1000 / spent;
  if (rate == 0) return out;
  out.pace = fmt::format(", {} MB a second", megabytes(rate));
  if (in_all > bytes) out.pace += fmt::format(", {} s left", (in_all - bytes) / rate);
  return out;
}

std::string log_line(const HowFar& reached) {
  const std::string percent = reached.has_end ? fmt::format(" ({}%)", part_of(reached, 100)) : "";
  return fmt::format("{}: {}{}{}", reached.doing, reached.counted, percent, reached.pace);
}

std::string bar_line(const HowFar& reached, size_t columns) {
  constexpr size_t kAround = 4;  // two brackets, a blank, and the last column, where some wrap
  const std::string text = reached.counted + reached.pace;
  const size_t wanted = text.size() + kAround;
  const size_t room = columns > wanted ? std::min(columns - wanted, kBarLongest) : 0;
  const std::string line =
      reached.has_end && room >= kBarShortest ? bar(reached, room) + text : log_line(reached);
  return line.substr(0, columns == 0 ? 0 : columns - 1);
}

ProgressDisplay::ProgressDisplay(const bulk::Progress& progress, Showing showing,
                                 ProgressWords words)
    : progress_(progress),
      words_(words),
      on_terminal_(columns_of_err() > 0),
      every_(interval(showing, on_terminal_)) {
  if (showing != Showing::Never) thread_ = std::thread([this] { show_until_end(); });
}

ProgressDisplay::~ProgressDisplay() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  ended_.notify_one();
  thread_.join();
  if (on_terminal_) print_error(kToLineBegin);
}

void ProgressDisplay::show_until_end() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, every_, [&] { return is_ended_; })) {
    const HowFar reached = look();
    print_error(on_terminal_
                    ? fmt::format("{}{}", kToLineBegin, bar_line(reached, columns_of_err()))
                    : fmt::format("tierline: {}\n", log_line(reached)));
  }
}

HowFar ProgressDisplay::look() {
  const uint64_t in_all = progress_.accounts_in_all;
  const auto now = std::chrono::steady_clock::now();
  const auto since_begin = [&] { return std::chrono::duration_cast<milliseconds>(now - begin_); };
  if (in_all == 0) return reading(progress_.bytes_read, progress_.bytes_in_all, since_begin());
  const uint64_t done = progress_.accounts;
  if (!is_deciding_) {
    is_deciding_ = true;
    begin_ = now;
    begun_with_ = done;
  }
  return deciding(done, in_all, begun_with_, since_begin(), words_);
}

}  // namespace tierline::cli
