#include "tools/bulk/state/account_states.hpp"

#include <algorithm>

namespace tierline::bulk {

namespace {

template <class T>
void append(std::vector<T>& out, const std::vector<T>& from, size_t first, size_t count) {
  const auto begin = from.begin() + static_cast<ptrdiff_t>(first);
  out.insert(out.end(), begin, begin + static_cast<ptrdiff_t>(count));
}

}  // namespace

void LineStates::reserve(size_t accounts) {
  valid_until.reserve(accounts);
  decided.reserve(accounts);
  for (std::vector<uint32_t>& one : bytes) one.reserve(accounts);
}

void LineStates::add(calendar::Day until, bool is_decided, std::span<const uint32_t> bytes_each) {
  valid_until.push_back(until);
  decided.push_back(is_decided ? 1 : 0);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i].push_back(bytes_each[i]);
}

void LineStates::add(calendar::Day until, std::span<const uint32_t> bytes_each) {
  valid_until.insert(valid_until.end(), bytes_each.size(), until);
  decided.insert(decided.end(), bytes_each.size(), 1);
  bytes.front().insert(bytes.front().end(), bytes_each.begin(), bytes_each.end());
}

void LineStates::add(const LineStates& from, size_t first, size_t count) {
  append(valid_until, from.valid_until, first, count);
  append(decided, from.decided, first, count);
  for (size_t i = 0; i < bytes.size(); ++i) append(bytes[i], from.bytes[i], first, count);
}

void write(Writer& out, const LineStates& lines) {
  out.list(lines.valid_until);
  out.list(lines.decided);
  for (const std::vector<uint32_t>& bytes : lines.bytes) out.list(bytes);
}

LineStates read_lines(Reader& in, size_t row_files) {
  LineStates lines(row_files);
  lines.valid_until = in.list<calendar::Day>();
  lines.decided = in.list<uint8_t>();
  for (std::vector<uint32_t>& bytes : lines.bytes) bytes = in.list<uint32_t>();
  return lines;
}

bool is_sound(const LineStates& lines, size_t accounts) {
  const auto fits = [&](const auto& column) { return column.size() == accounts; };
  return fits(lines.valid_until) && fits(lines.decided) &&
         std::all_of(lines.bytes.begin(), lines.bytes.end(), fits);
}

void AccountStates::add(std::string_view key, const Hash& sum) {
  keys.insert(keys.end(), key.begin(), key.end());
  key_ends.push_back(keys.size());
  sums.push_back(sum);
}

}  // namespace tierline::bulk
