// DigestLine: takes the digest of a text that comes in pieces while others look at the pieces, or
// write them. What is digested is the memory that is read, whoever writes into the file meanwhile.
// Read by: tools/bulk/chunks/chunk_source.hpp, tools/bulk/write/out_file.hpp
// Tested by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/digest.hpp"

namespace tierline::bulk {

class DigestLine {
 public:
  /// `beside`: on a thread of its own, which starts with the second piece.
  explicit DigestLine(bool beside) : beside_(beside) {}
  ~DigestLine();
  DigestLine(const DigestLine&) = delete;
  DigestLine& operator=(const DigestLine&) = delete;

  /// `bytes` stay as long as their owner. Waits while too many pieces are waiting.
  void add(std::shared_ptr<const void> owner, std::string_view bytes);
  /// Ends the digest; call it once, behind the last piece.
  std::string finish();
  /// After that: the states of the digest on its way.
  const std::vector<base::DigestState>& trail() const { return digest_.states(); }

 private:
  struct Piece {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
  };

  void run();
  void join();

  const bool beside_;
  size_t pieces_ = 0;
  base::DigestTrail digest_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Piece> waiting_;
  bool is_ended_ = false;
  std::thread thread_;
};

}  // namespace tierline::bulk
