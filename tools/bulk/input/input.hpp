// Input: the records of one kind on their way in, as CSV text, whatever they come from. There is
// one reader behind it, so a fact means the same, and is refused for the same reason, out of every
// source. A source only carries: it never parses, rounds or computes a value.
// Made by: tools/bulk/input/inputs.cpp    Read by: tools/bulk/read
// Tested by: tests/unit/tools_bulk/read_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"

namespace tierline::bulk {

/// What the places in an input count: the lines of a text, or the rows of a table, from 1.
enum class Counted : uint8_t { Lines, Rows };

/// "line 7" or "row 7"
std::string place_text(Counted counted, size_t place);

class Input {
 public:
  virtual ~Input() = default;
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// For messages and run.json: `sale.csv`, without a path.
  const std::string& name() const { return name_; }
  /// With rows, the text has one record for each row and no blank lines, so that the header is row
  /// 0.
  virtual Counted counted() const { return Counted::Lines; }
  /// How many bytes the text may have; a guess.
  virtual size_t expected_bytes() const { return 0; }

  /// The next bytes of the text: a header line, then the records.
  ///   returns  how many; 0 at the end
  virtual base::Result<size_t, RunError> read(char* to, size_t room) = 0;

  /// Whether the bytes of its text can be read from any place, and in any order.
  virtual bool has_places() { return false; }
  /// Such bytes, for several threads at once.
  ///   returns  how many; fewer than there is room for only at the end
  virtual base::Result<size_t, RunError> read_at(uint64_t at, char* to, size_t room);
  /// Lets `read` go on from a place.
  virtual void go_to(uint64_t at);
  /// Whether the input is still what it was when it was first read.
  virtual std::optional<RunError> check_unchanged() { return std::nullopt; }

  /// After the end: SHA-256 of what the input is, in hexadecimal, where that is not the text.
  virtual std::optional<std::string> digest() { return std::nullopt; }
  /// After the end: how many bytes the input has, where its text is not what it is.
  virtual std::optional<uint64_t> bytes() { return std::nullopt; }

 protected:
  explicit Input(std::string name) : name_(std::move(name)) {}

 private:
  std::string name_;
};

}  // namespace tierline::bulk
