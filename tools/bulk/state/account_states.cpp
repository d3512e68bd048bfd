#include "tools/bulk/state/account_states.hpp"

namespace tierline::bulk {

namespace {

template <class T>
void append(std::vector<T>& out, const std::vector<T>& from, size_t first, size_t count) {
  const auto begin = from.begin() + static_cast<ptrdiff_t>(first);
  out.insert(out.end(), begin, begin + static_cast<ptrdiff_t>(count));
}

}  // namespace

void AccountStates::reserve(size_t accounts) {
  key_ends.reserve(accounts);
  sums.reserve(accounts);
  valid_until.reserve(accounts);
  decided.reserve(accounts);
  for (std::vector<uint32_t>& one : bytes) one.reserve(accounts);
}

void AccountStates::add(const AccountState& state, std::span<const uint32_t> bytes_each) {
  keys.insert(keys.end(), state.key.begin(), state.key.end());
  key_ends.push_back(keys.size());
  sums.push_back(state.sum);
  valid_until.push_back(state.valid_until);
  decided.push_back(state.decided ? 1 : 0);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i].push_back(bytes_each[i]);
}

void AccountStates::add(const AccountStates& from, size_t first, size_t count) {
  if (count == 0) return;
  const uint64_t begin = first == 0 ? 0 : from.key_ends[first - 1];
  const uint64_t moved = keys.size() - begin;  // may wrap around, and back
  append(keys, from.keys, begin, from.key_ends[first + count - 1] - begin);
  for (size_t i = first; i < first + count; ++i) key_ends.push_back(from.key_ends[i] + moved);
  append(sums, from.sums, first, count);
  append(valid_until, from.valid_until, first, count);
  append(decided, from.decided, first, count);
  for (size_t i = 0; i < bytes.size(); ++i) append(bytes[i], from.bytes[i], first, count);
}

}  // namespace tierline::bulk
