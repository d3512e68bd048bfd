#include "tests/unit/tools_bulk/slow_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "tools/bulk/facts/known_on.hpp"
#include "tools/bulk/facts/record_reader.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/input/inputs.hpp"
#include "tools/bulk/read/csv_source.hpp"

namespace tierline::bulk {

namespace {

using bytecode::RecordInfo;
using bytecode::ValueKind;

std::string text_of(const Cell& cell, const bytecode::FieldInfo& field) {
  if (!cell.known) return "-";
  if (field.type.kind == ValueKind::Text) return shown_key(cell.text);
  return cell.wide ? cell.wide->str() : std::to_string(cell.value);
}

std::string text_of(const batch::Column& column, const bytecode::FieldInfo& field, size_t row) {
  if (!column.is_known(row)) return "-";
  const int64_t value = column.values[row];
  if (field.type.kind == ValueKind::Text)
    return shown_key(column.texts[static_cast<size_t>(value)]);
  return value == batch::kWide ? column.wide.at(row).str() : std::to_string(value);
}

std::string row_of(const std::vector<Cell>& cells, const RecordInfo& record) {
  std::string out = record.name + "(";
  for (size_t i = 0; i < cells.size(); ++i) out += text_of(cells[i], record.fields[i]) + " ";
  return out + ")";
}

std::string row_of(const std::vector<batch::Column>& columns, const RecordInfo& record,
                   size_t row) {
  std::string out = record.name + "(";
  for (size_t i = 0; i < columns.size(); ++i) {
    out += text_of(columns[i], record.fields[i], row) + " ";
  }
  return out + ")";
}

std::string text_of(const FileCount& file) {
  return fmt::format("{} {} {} bytes: {} = {} + {} + {}", file.name, file.digest, file.bytes,
                     file.lines, file.used, file.rejected, file.not_yet_known);
}

std::string text_of(const Reject& reject, const std::string& file) {
  return fmt::format("{}:{} [{}] {} {}: {} | {}", file, reject.line, reject.field,
                     describe(reject.fault), reject.account_known, reject.reason, reject.record);
}

/// The state of the digest behind each whole stretch, found from the first byte on.
std::vector<base::DigestState> trail_of(std::string_view text) {
  constexpr size_t kStretch = base::DigestTrail::kStretchBytes;
  std::vector<base::DigestState> trail;
  for (size_t end = kStretch; end <= text.size(); end += kStretch) {
    base::Digest digest;
    digest.add(text.substr(0, end));
    trail.push_back(digest.state());
  }
  return trail;
}

class SlowReader {
 public:
  SlowReader(const bytecode::Schema& schema, std::optional<calendar::Day> known_on)
      : schema_(schema), known_on_(known_on), keys_(schema) {}

  Findings read(const std::filesystem::path& folder) {
    const auto inputs = find_inputs(folder, schema_);
    TIERLINE_ASSERT(inputs.ok());
    read_accounts(*inputs.value().account);
    for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
      for (const auto& input : inputs.value().ledgers[i]) read_ledger(i, *input);
    }
    return finish();
  }

 private:
  struct Account {
    uint32_t row = 0;
    std::string facts;
    std::string entries;
    std::optional<size_t> first_reject;
    size_t more = 0;
    bool hides = false;
  };

  CsvSource open(Input& input, const RecordInfo& record, const std::vector<WantedColumn>& wanted) {
    auto bytes = read_input(input);
    TIERLINE_ASSERT(bytes.ok());
    bytes_ = std::move(bytes).value();
    files_.push_back({input.name(), base::sha256_hex(bytes_.view()), bytes_.size(), 0, 0, 0, 0});
    auto source = CsvSource::open(input.name(), bytes_.view(), wanted);
    TIERLINE_ASSERT(source.ok());
    const uint64_t meaning =
        hash_of(fmt::format("{}\n{}", record.name, source.value().header())).low;
    log_.begin_file(meaning, bytes_.view(), source.value().at(), source.value().next_line());
    log_.set_trail(files_.size() - 1, trail_of(bytes_.view()));
    return std::move(source).value();
  }

  void log(const CsvSource& source, uint32_t row) {
    ++files_.back().lines;
    log_.add(
        {source.record(), row, source.line(), source.at(), source.next_line(), source.is_open()});
  }

  void reject(const CsvSource& source, Account* account, const std::string& field,
              const Refusal& refusal) {
    ++files_.back().rejected;
    if (account != nullptr && account->first_reject) ++account->more;
    if (account != nullptr && !account->first_reject) account->first_reject = rejects_.size();
    const Reject reject{0,
                        source.line(),
                        field,
                        refusal.fault,
                        refusal.reason,
                        std::string(source.record()),
                        account != nullptr};
    rejects_.push_back(text_of(reject, files_.back().name));
  }

  std::string key_names() const {
    std::string out;
    for (size_t i = 0; i < keys_.size(); ++i) out += (i == 0 ? "" : ", ") + keys_.field(i).name;
    return out;
  }

  void read_accounts(Input& input) {
    const RecordInfo& info = schema_.account;
    CsvSource source = open(input, info, subject_columns(schema_));
    RecordReader reader(schema_, info);
    while (source.next()) {
      std::vector<std::string_view> texts;
      for (size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].key) texts.push_back(source.texts()[i]);
      }
      const auto key_refusal = keys_.read(texts);
      Account* account = nullptr;
      bool is_new = false;
      if (!key_refusal) {
        const auto [found, added] = accounts_.try_emplace(keys_.key());
        account = &found->second;
        is_new = added;
        if (added) account->row = static_cast<uint32_t>(accounts_.size() - 1);
        if (added) log_.add_account();
      }
      log(source, account != nullptr ? account->row : RecordLog::kNobody);
      if (source.damage()) {
        reject(source, account, "", {FactFault::BadLine, *source.damage()});
      } else if (key_refusal) {
        reject(source, nullptr, keys_.field(key_refusal->field).name, key_refusal->refusal);
      } else if (const auto refusal = reader.read(source.texts())) {
        reject(source, account, info.fields[refusal->field].name, refusal->refusal);
      } else if (!is_new) {
        reject(
            source, account, key_names(),
            {FactFault::DuplicateAccount, shown_key(keys_.key()) + " stands in the file before"});
      } else {
        account->facts = row_of(reader.cells(), info);
        ++files_.back().used;
      }
    }
    log_.end_file();
    std::vector<uint32_t> order;
    for (auto& [key, account] : accounts_) {
      if (account.first_reject) account.facts.clear();
      order.push_back(account.row);
      account.row = static_cast<uint32_t>(order.size() - 1);
    }
    log_.reorder(order);
  }

  void read_ledger(size_t ledger, Input& input) {
    const RecordInfo& info = schema_.ledgers[ledger];
    CsvSource source = open(input, info, ledger_columns(schema_, info));
    RecordReader reader(schema_, info);
    const KnownOn known(schema_, info, known_on_);
    while (source.next()) {
      const auto texts = source.texts().subspan(keys_.size());
      const auto key_refusal = keys_.read(source.texts().first(keys_.size()));
      const auto found = key_refusal ? accounts_.end() : accounts_.find(keys_.key());
      Account* account = found == accounts_.end() ? nullptr : &found->second;
      log(source, account != nullptr ? account->row : RecordLog::kNobody);
      if (source.damage()) {
        reject(source, account, "", {FactFault::BadLine, *source.damage()});
      } else if (known.hides(texts)) {
        ++files_.back().not_yet_known;
        if (account != nullptr) account->hides = true;
      } else if (key_refusal) {
        reject(source, nullptr, keys_.field(key_refusal->field).name, key_refusal->refusal);
      } else if (account == nullptr) {
        reject(source, nullptr, key_names(),
               {FactFault::UnknownAccount,
                fmt::format("{} has no {}", files_[0].name, shown_key(keys_.key()))});
      } else if (const auto refusal = reader.read(texts)) {
        reject(source, account, info.fields[refusal->field].name, refusal->refusal);
      } else {
        account->entries += fmt::format("\n  {} {}:{} {}", row_of(reader.cells(), info),
                                        files_.back().name, source.line(), source.record());
        ++files_.back().used;
      }
    }
    log_.end_file();
  }

  Findings finish() {
    Findings out;
    for (const auto& [key, account] : accounts_) {
      const std::string shown = shown_key(key);
      out.accounts.push_back(fmt::format("{} {}{}", shown, account.facts, account.entries));
      if (account.hides) out.hidden.push_back(shown);
      if (!account.first_reject) continue;
      out.undetermined.push_back(
          fmt::format("{} {} + {}", shown, *account.first_reject, account.more));
    }
    out.rejects = rejects_;
    for (const FileCount& file : files_) out.files.push_back(text_of(file));
    out.records = log_.files();
    out.sums = log_.sums();
    return out;
  }

  const bytecode::Schema& schema_;
  const std::optional<calendar::Day> known_on_;
  KeyReader keys_;
  FileBytes bytes_;
  std::map<std::string, Account> accounts_;
  std::vector<std::string> rejects_;
  std::vector<FileCount> files_;
  RecordLog log_;
};

/// The entries of one account, ledger by ledger; their order says the order of the files.
std::string entries_of(const Data& data, const bytecode::Schema& schema, const Portion& portion,
                       size_t row) {
  std::string out;
  for (size_t i = 0; i < schema.ledgers.size(); ++i) {
    const batch::LedgerBatch& ledger = portion.batch->ledgers[i];
    for (uint64_t entry = ledger.offsets[row]; entry < ledger.offsets[row + 1]; ++entry) {
      const EntryPlace& place = (*portion.places)[i][entry];
      out += fmt::format("\n  {} {}:{} {}", row_of(ledger.columns, schema.ledgers[i], entry),
                         data.files[place.file].name, place.line, place.record);
    }
  }
  return out;
}

}  // namespace

Findings read_slowly(const std::filesystem::path& folder, const bytecode::Schema& schema,
                     std::optional<calendar::Day> known_on) {
  return SlowReader(schema, known_on).read(folder);
}

Findings findings_of(const Data& data, const bytecode::Schema& schema) {
  Findings out;
  for (size_t i = 0; i < data.portions(); ++i) {
    const auto loaded = data.portion(i);
    TIERLINE_ASSERT(loaded.ok());
    const Portion& portion = loaded.value();
    for (size_t account = portion.first; account < portion.end(); ++account) {
      const size_t row = portion.row(account);
      const std::string shown = shown_key(data.accounts.key(account));
      const auto undetermined = data.undetermined[account];
      if (data.hides[account] != 0) out.hidden.push_back(shown);
      // The values of an account with a refused record of its own are never looked at.
      std::string facts = row_of(portion.batch->columns, schema.account, row);
      if (undetermined && data.rejects[undetermined->first_reject].file == 0) facts.clear();
      out.accounts.push_back(
          fmt::format("{} {}{}", shown, facts, entries_of(data, schema, portion, row)));
      if (!undetermined) continue;
      out.undetermined.push_back(
          fmt::format("{} {} + {}", shown, undetermined->first_reject, undetermined->more));
    }
  }
  for (const Reject& reject : data.rejects) {
    out.rejects.push_back(text_of(reject, data.files[reject.file].name));
  }
  for (const FileCount& file : data.files) out.files.push_back(text_of(file));
  out.records = data.log.files();
  out.sums = data.log.sums();
  return out;
}

}  // namespace tierline::bulk
