#include "tools/bulk/state/run_state.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include "tools/bulk/write/out_folder.hpp"

namespace tierline::bulk {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

constexpr std::string_view kMagic = "tierline run state 3\n";
constexpr calendar::Day kNoDay = std::numeric_limits<calendar::Day>::min();

class Writer {
 public:
  template <class Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &value, sizeof(Number));
    out_.append(bytes, sizeof(Number));
  }
  void raw(std::string_view bytes) { out_ += bytes; }
  void text(std::string_view bytes) {
    number(static_cast<uint64_t>(bytes.size()));
    raw(bytes);
  }
  template <class Element>
  void list(const std::vector<Element>& elements) {
    static_assert(std::has_unique_object_representations_v<Element>);
    number(static_cast<uint64_t>(elements.size()));
    out_.append(reinterpret_cast<const char*>(elements.data()), elements.size() * sizeof(Element));
  }
  void reserve(size_t bytes) { out_.reserve(bytes); }

  std::string finish() {
    const Hash hash = hash_of(out_);
    number(hash.low);
    number(hash.high);
    return std::move(out_);
  }

 private:
  std::string out_;
};

/// Reads what a Writer wrote; once something does not fit, `failed` and nothing but zeros.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool failed = false;

  template <class Number>
  Number number() {
    Number value{};
    const std::string_view bytes = raw(sizeof(Number));
    if (!failed) std::memcpy(&value, bytes.data(), sizeof(Number));
    return value;
  }
  std::string_view raw(uint64_t size) {
    if (size > rest_.size()) failed = true;
    if (failed) return {};
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string text() { return std::string(raw(number<uint64_t>())); }
  /// How many elements follow; each takes at least `bytes_each`.
  uint64_t count(uint64_t bytes_each) {
    const auto count = number<uint64_t>();
    if (count > rest_.size() / bytes_each) failed = true;
    return failed ? 0 : count;
  }
  template <class Element>
  std::vector<Element> list() {
    std::vector<Element> elements(count(sizeof(Element)));
    const std::string_view bytes = raw(elements.size() * sizeof(Element));
    if (!failed && !elements.empty()) std::memcpy(elements.data(), bytes.data(), bytes.size());
    return elements;
  }
  bool finished() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

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

void write(Writer& out, const AccountStates& accounts) {
  out.list(accounts.keys);
  out.list(accounts.key_ends);
  out.list(accounts.sums);
  out.list(accounts.valid_until);
  out.list(accounts.decided);
  for (const std::vector<uint32_t>& bytes : accounts.bytes) out.list(bytes);
}

AccountStates read_accounts(Reader& in, size_t row_files) {
  AccountStates accounts(row_files);
  accounts.keys = in.list<char>();
  accounts.key_ends = in.list<uint64_t>();
  accounts.sums = in.list<Hash>();
  accounts.valid_until = in.list<calendar::Day>();
  accounts.decided = in.list<uint8_t>();
  for (std::vector<uint32_t>& bytes : accounts.bytes) bytes = in.list<uint32_t>();
  return accounts;
}

void write(Writer& out, const FileRecords& records) {
  out.list(records.hashes);
  out.list(records.accounts);
  out.list(records.jumps);
  out.list(records.blocks);
  out.number(records.first_line);
  out.number(static_cast<uint8_t>(records.counted));
}

FileRecords read_records(Reader& in) {
  FileRecords records;
  records.hashes = in.list<uint32_t>();
  records.accounts = in.list<uint32_t>();
  records.jumps = in.list<FileRecords::Jump>();
  records.blocks = in.list<Block>();
  records.first_line = in.number<uint32_t>();
  records.counted = in.number<uint8_t>() == 0 ? Counted::Lines : Counted::Rows;
  return records;
}

RunState read_state(Reader& in) {
  RunState state;
  state.identity = read_identity(in);
  for (uint64_t left = in.count(1); left > 0; --left) {
    RowFile& file = state.row_files.emplace_back();
    file.name = in.text();
    file.digest = in.text();
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
  if (!fits(accounts.key_ends) || !fits(accounts.valid_until) || !fits(accounts.decided) ||
      !std::all_of(accounts.bytes.begin(), accounts.bytes.end(), fits) ||
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

/// At least what a state of them takes, so that it grows in one place.
size_t guessed_size(const AccountStates& accounts, const std::vector<FileRecords>& records) {
  size_t size = 4096 + accounts.keys.size() +
                accounts.size() * (32 + accounts.bytes.size() * sizeof(uint32_t));
  for (const FileRecords& file : records) {
    size += file.size() * 2 * sizeof(uint32_t) + file.jumps.size() * sizeof(FileRecords::Jump) +
            file.blocks.size() * sizeof(Block) + 1024;
  }
  return size;
}

}  // namespace

std::string to_bytes(const RunIdentity& identity, const std::vector<RowFile>& row_files,
                     const AccountStates& accounts, const std::vector<std::string>& files,
                     const std::vector<FileRecords>& records) {
  Writer out;
  out.reserve(guessed_size(accounts, records));
  out.raw(kMagic);
  write(out, identity);
  out.number(static_cast<uint64_t>(row_files.size()));
  for (const RowFile& file : row_files) {
    out.text(file.name);
    out.text(file.digest);
    out.number(file.header_bytes);
  }
  write(out, accounts);
  out.number(static_cast<uint64_t>(files.size()));
  for (size_t i = 0; i < files.size(); ++i) {
    out.text(files[i]);
    write(out, records[i]);
  }
  return out.finish();
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
