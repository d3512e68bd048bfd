// ChunkWalk: goes through the records of a chunk, in the sense of base::CsvReader and with all of
// its faults. Plain lines (no quotes, sound bytes, as many fields as the header) are found many at
// a time; every other record is read by the CsvReader itself. Read by: tools/bulk/read    Tested
// by: tests/unit/tools_bulk/chunk_test.cpp
#pragma once

#include <cstdint>
#include <string_view>

#include "base/csv.hpp"
#include "tools/bulk/chunks/plain_line.hpp"
#include "tools/bulk/chunks/separators.hpp"

namespace tierline::bulk {

/// What is behind the last record that is decided.
struct WalkEnd {
  size_t at = 0;  // of the text; where a record begins that depends on what follows, or its size
  size_t line = 0;
};

class ChunkWalk {
 public:
  /// `width` is that of the header.
  explicit ChunkWalk(size_t width) : width_(width) {}

  /// Goes through a text that begins where a record may begin. The sink has
  ///   plain(const PlainLines&)                          at least one
  ///   record(const base::CsvRecord&, const RecordAt&)   whatever else there is
  template <class Sink>
  WalkEnd walk(std::string_view text, base::CsvText kind, Sink& sink);

 private:
  static constexpr size_t kStretchBytes = size_t{1} << 15;  // whose separators stay in the cache

  struct State {
    std::string_view text;
    base::CsvReader reader;
    size_t at = 0;
    size_t line = 0;
    bool is_undecided = false;
  };

  size_t stretch_end(std::string_view text, size_t at) const;
  template <class Sink>
  void walk_stretch(State& state, size_t end, Sink& sink);
  template <class Sink>
  bool read_one(State& state, Sink& sink);
  bool is_sound(std::string_view line) const;

  size_t width_;
  Separators separators_;
  base::CsvRecord record_;
};

inline size_t ChunkWalk::stretch_end(std::string_view text, size_t at) const {
  if (text.size() - at <= kStretchBytes) return text.size();
  const size_t feed = text.rfind('\n', at + kStretchBytes - 1);
  if (feed != std::string_view::npos && feed >= at) return feed + 1;
  const size_t next = text.find('\n', at);
  return next == std::string_view::npos ? text.size() : next + 1;
}

template <class Sink>
WalkEnd ChunkWalk::walk(std::string_view text, base::CsvText kind, Sink& sink) {
  State state{text, base::CsvReader(text, {}, kind)};
  while (state.at < text.size() && !state.is_undecided) {
    const size_t end = stretch_end(text, state.at);
    separators_.find(text.substr(state.at, end - state.at));
    if (!separators_.has_quote && text[end - 1] == '\n') {
      walk_stretch(state, end, sink);
    } else {
      while (state.at < end && read_one(state, sink)) continue;
    }
  }
  return {state.at, state.line};
}

/// Reads one record the long way; false at the end of what can be read.
template <class Sink>
bool ChunkWalk::read_one(State& state, Sink& sink) {
  state.reader.resume(state.at, state.line);
  const bool is_there = state.reader.next(record_);
  state.is_undecided = state.reader.is_undecided();
  state.at = state.reader.at();
  state.line = state.reader.line();
  if (!is_there) return false;
  sink.record(record_, {static_cast<uint32_t>(record_.begin), static_cast<uint32_t>(record_.end),
                        static_cast<uint32_t>(record_.line), static_cast<uint32_t>(state.at),
                        static_cast<uint32_t>(state.line)});
  return true;
}

inline bool ChunkWalk::is_sound(std::string_view line) const {
  if (!separators_.has_nul && !separators_.has_high) return true;
  return !base::fault_of_bytes(line);
}

/// Goes through whole lines without a quote, and hands on the plain ones that follow one another.
template <class Sink>
void ChunkWalk::walk_stretch(State& state, size_t end, Sink& sink) {
  const size_t base = state.at;
  PlainLines plain;
  plain.text = state.text.data() + base;
  plain.width = width_;
  plain.text_begin = static_cast<uint32_t>(base);
  const auto hand_on = [&] {
    if (plain.count > 0) sink.plain(plain);
    plain.count = 0;
  };
  size_t begin = 0;  // in the stretch
  size_t first = 0;  // separator of the line
  for (size_t i = 0; i < separators_.lines; ++i) {
    const size_t last = separators_.line_ends[i];
    const size_t feed = separators_.places[last];
    const size_t stop = feed > begin && plain.text[feed - 1] == '\r' ? feed - 1 : feed;
    const bool is_blank = stop == begin;
    const bool is_plain = !is_blank && last - first + 1 == width_ &&
                          stop - begin <= base::kLineBytesMax &&
                          is_sound({plain.text + begin, stop - begin});
    if (is_plain && plain.count++ == 0) {
      plain.ends = separators_.places + first;
      plain.first_line = static_cast<uint32_t>(state.line);
    }
    if (!is_plain) hand_on();
    if (is_plain || is_blank) {
      state.at = base + feed + 1;
      ++state.line;
    } else {
      read_one(state, sink);  // one line, for there is no quote
    }
    begin = feed + 1;
    first = last + 1;
  }
  hand_on();
  state.at = end;
}

}  // namespace tierline::bulk
