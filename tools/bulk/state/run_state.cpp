#include "tools/bulk/state/run_state.hpp"

#include <algorithm>
#include <limits>

#include "tools/bulk/state/binary.hpp"
#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

constexpr std::string_view kMagic = "tierline run state 3\n";
constexpr calendar::Day kNoDay = std::numeric_limits<calendar::Day>::min();

void write(Writer& out, const RunIdentity& identity) {
  out.text(identity.tool_version);
  out.text(identity.title);
  out.text(identity.program_digest);
  out.number(identity.as_of);
  out.number(identity.known_on.value_or(kNoDay));
}

RunIdentity read_identity(Reader& in) {
  RunIdentity identity;
  identity.tool_version = in.text();
  identity.title = in.text();
  identity.program_digest = in.text();
  identity.as_of = in.number<calendar::Day>();
  const auto known_on = in.number<calendar::Day>();
  if (known_on != kNoDay) identity.known_on = known_on;
  return identity;
}

void write(Writer& out, const AccountsView& accounts) {
  out.text(accounts.keys);
  out.list(accounts.key_ends);
  out.list(accounts.sums);
  write(out, *accounts.lines);
}

AccountStates read_accounts(Reader& in, size_t row_files) {
  AccountStates accounts(row_files);
  accounts.keys = in.list<char>();
  accounts.key_ends = in.list<uint64_t>();
  accounts.sums = in.list<Hash>();
  accounts.lines = read_lines(in, row_files);
  return accounts;
}

void write(Writer& out, const FileRecords& records) {
  out.list(records.hashes);
  out.list(records.accounts);
  out.list(records.jumps);
  out.list(records.blocks);
  out.number(records.first_line);
  out.list(records.trail);
}

FileRecords read_records(Reader& in) {
  FileRecords records;
  records.hashes = in.list<uint32_t>();
  records.accounts = in.list<uint32_t>();
  records.jumps = in.list<FileRecords::Jump>();
  records.blocks = in.list<Block>();
  records.first_line = in.number<uint32_t>();
  records.trail = in.list<base::DigestState>();
  return records;
}

RunState read_state(Reader& in) {
  RunState state;
  state.identity = read_identity(in);
  for (uint64_t left = in.count(1); left > 0; --left) {
    RowFile& file = state.row_files.emplace_back();
    file.name = in.text();
    file.digest = in.text();
    file.hash.low = in.number<uint64_t>();
    file.hash.high = in.number<uint64_t>();
    file.header_bytes = in.number<uint64_t>();
  }
  state.accounts = read_accounts(in, state.row_files.size());
  for (uint64_t left = in.count(1); left > 0; --left) {
    state.files.push_back(in.text());
    state.records.push_back(read_records(in));
  }
  return state;
}

/// As many of everything as there are accounts, and keys in their order.
bool is_sound(const AccountStates& accounts) {
  const size_t size = accounts.size();
  const auto fits = [&](const auto& column) { return column.size() == size; };
  if (!fits(accounts.key_ends) || !is_sound(accounts.lines, size) ||
      !std::is_sorted(accounts.key_ends.begin(), accounts.key_ends.end()) ||
      (size == 0 ? 0 : accounts.key_ends.back()) != accounts.keys.size()) {
    return false;
  }
  for (size_t i = 1; i < size; ++i) {
    if (accounts.key(i - 1) >= accounts.key(i)) return false;
  }
  return true;
}

/// Every record has an account or nobody, a line, and its place in one block.
bool is_sound(const FileRecords& file, size_t accounts) {
  uint64_t in_blocks = 0;
  for (const Block& block : file.blocks) {
    if (block.records == 0) return false;
    in_blocks += block.records;
  }
  if (file.hashes.size() != file.accounts.size() || in_blocks != file.size()) return false;
  if (file.size() > 0 && (file.jumps.empty() || file.jumps.front().ordinal != 0)) return false;
  return std::all_of(file.accounts.begin(), file.accounts.end(), [&](uint32_t account) {
    return account == RecordLog::kNobody || account < accounts;
  });
}

/// What the readers of a state rely on.
bool is_sound(const RunState& state) {
  if (state.row_files.empty() || state.row_files.front().name != kDecisionsFile) return false;
  for (const RowFile& file : state.row_files) {
    if (file.name.find('/') != std::string::npos) return false;  // of the run's own folder only
  }
  if (!is_sound(state.accounts)) return false;
  return std::all_of(state.records.begin(), state.records.end(), [&](const FileRecords& file) {
    return is_sound(file, state.accounts.size());
  });
}

}  // namespace

void write_state(const RunIdentity& identity, const std::vector<RowFile>& row_files,
                 const AccountsView& accounts, const std::vector<std::string>& files,
                 const std::vector<FileRecords>& records, const Writer::Sink& sink) {
  Writer out(sink);
  out.raw(kMagic);
  write(out, identity);
  out.number(static_cast<uint64_t>(row_files.size()));
  for (const RowFile& file : row_files) {
    out.text(file.name);
    out.text(file.digest);
    out.number(file.hash.low);
    out.number(file.hash.high);
    out.number(file.header_bytes);
  }
  write(out, accounts);
  out.number(static_cast<uint64_t>(files.size()));
  for (size_t i = 0; i < files.size(); ++i) {
    out.text(files[i]);
    write(out, records[i]);
  }
  sink(out.finish());
}

base::Result<RunState, RunError> state_from_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return RunError{"it is not the state of a run of this version"};
  const RunError damaged{"it is damaged: its bytes are not those that a run wrote"};
  constexpr size_t kHashBytes = 16;
  if (bytes.size() < kMagic.size() + kHashBytes) return damaged;
  const std::string_view body = bytes.substr(0, bytes.size() - kHashBytes);
  Reader tail(bytes.substr(body.size()));
  const Hash hash{tail.number<uint64_t>(), tail.number<uint64_t>()};
  if (hash != hash_of(body)) return damaged;
  Reader in(body.substr(kMagic.size()));
  RunState state = read_state(in);
  if (in.failed || !in.finished() || !is_sound(state)) return damaged;
  return state;
}

}  // namespace tierline::bulk
