#include "tools/bulk/chunks/digest_line.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kWaitingMax = 8;

}  // namespace

DigestLine::~DigestLine() { join(); }

void DigestLine::add(std::shared_ptr<const void> owner, std::string_view bytes) {
  // A text of one piece is not worth a thread.
  if (!beside_ || pieces_++ == 0) {
    digest_.add(bytes);
    return;
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < kWaitingMax; });
  waiting_.push_back({std::move(owner), bytes});
  changed_.notify_all();
}

void DigestLine::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_ended_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    lock.unlock();
    digest_.add(piece.bytes);
    lock.lock();
  }
}

void DigestLine::join() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

std::string DigestLine::finish() {
  join();
  return digest_.finish_hex();
}

}  // namespace tierline::bulk
