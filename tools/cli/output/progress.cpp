#include "tools/cli/output/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "tools/cli/output/report.hpp"
#include "tools/cli/output/terminal.hpp"

namespace tierline::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBarEvery{100};
constexpr milliseconds kLineEvery{1000};
constexpr milliseconds kQuietLineEvery{10'000};  // in a log that nobody asked for
constexpr std::string_view kToLineBegin = "\r\x1b[K";
constexpr int kBarWidth = 24;

std::string bar(uint64_t done, uint64_t in_all) {
  const auto full = static_cast<int>(in_all == 0 ? kBarWidth : done * kBarWidth / in_all);
  return fmt::format("[{:#<{}}{:.<{}}] ", "", full, "", kBarWidth - full);
}

milliseconds interval(Showing showing, bool on_terminal) {
  if (on_terminal) return kBarEvery;
  return showing == Showing::Always ? kLineEvery : kQuietLineEvery;
}

}  // namespace

std::string progress_text(uint64_t done, uint64_t in_all, uint64_t begun_with,
                          milliseconds since_begin, ProgressWords words) {
  std::string out =
      fmt::format("{}: {} of {} {} ({}%)", words.doing, grouped(done), grouped(in_all),
                  words.things, in_all == 0 ? 100 : done * 100 / in_all);
  const auto spent = static_cast<uint64_t>(since_begin.count());
  const uint64_t fresh = done - begun_with;
  if (spent == 0 || fresh == 0) return out;
  const uint64_t left = (in_all - done) * spent / fresh / 1000;
  return out + fmt::format(", {} a second, {} s left", grouped(fresh * 1000 / spent), left);
}

std::string reading_text(uint64_t bytes, uint64_t in_all, milliseconds since_begin) {
  const auto megabytes = [](uint64_t number) { return grouped(number / 1'000'000); };
  const auto spent = static_cast<uint64_t>(since_begin.count());
  const uint64_t rate = spent == 0 ? 0 : bytes * 1000 / spent;
  std::string out = fmt::format("reading: {} MB", megabytes(bytes));
  if (in_all > 0) {
    out = fmt::format("reading: {} of {} MB ({}%)", megabytes(bytes), megabytes(in_all),
                      std::min<uint64_t>(bytes * 100 / in_all, 100));
  }
  if (rate == 0) return out;
  out += fmt::format(", {} MB a second", megabytes(rate));
  return in_all > bytes ? out + fmt::format(", {} s left", (in_all - bytes) / rate) : out;
}

ProgressDisplay::ProgressDisplay(const bulk::Progress& progress, Showing showing,
                                 ProgressWords words)
    : progress_(progress),
      words_(words),
      on_terminal_(::isatty(STDERR_FILENO) == 1),
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
    const std::string text = look();
    print_error(on_terminal_ ? fmt::format("{}{}", kToLineBegin, text)
                             : fmt::format("tierline: {}\n", text));
  }
}

std::string ProgressDisplay::look() {
  const uint64_t in_all = progress_.accounts_in_all;
  const auto now = std::chrono::steady_clock::now();
  const auto since_begin = std::chrono::duration_cast<milliseconds>(now - begin_);
  if (in_all == 0) {
    const uint64_t bytes = progress_.bytes_read;
    const uint64_t wanted = progress_.bytes_in_all;
    const std::string text = reading_text(bytes, wanted, since_begin);
    return on_terminal_ && wanted > 0 ? bar(std::min(bytes, wanted), wanted) + text : text;
  }
  const uint64_t done = progress_.accounts;
  if (!is_deciding_) {
    is_deciding_ = true;
    begin_ = now;
    begun_with_ = done;
  }
  const auto spent = std::chrono::duration_cast<milliseconds>(now - begin_);
  const std::string text = progress_text(done, in_all, begun_with_, spent, words_);
  return on_terminal_ ? bar(done, in_all) + text : text;
}

}  // namespace tierline::cli
