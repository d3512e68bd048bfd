#include "tools/prove/draw.hpp"

namespace tierline::prove {

namespace {

// Purposes of streams: the habit, the account's own facts, then one for each ledger.
constexpr uint64_t kHabit = 0;
constexpr uint64_t kAccount = 1;
constexpr uint64_t kLedgers = 2;

// A partner with hundreds of entries takes the time of hundreds of others, and shrinks slowly.
constexpr size_t kEntriesMax = 64;

Fact fact_of(const bulk::Cell& cell) { return {cell.known, cell.value, std::string(cell.text)}; }

std::vector<size_t> all_fields(const bytecode::RecordInfo& record) {
  std::vector<size_t> out(record.fields.size());
  for (size_t i = 0; i < out.size(); ++i) out[i] = i;
  return out;
}

/// The draw of a ledger leaves some columns out.
std::vector<size_t> fields_of_draw(const bytecode::RecordInfo& record,
                                   const generate::LedgerDraw& draw) {
  std::vector<size_t> out;
  for (const generate::FieldDraw& field : draw.fields()) {
    out.push_back(static_cast<size_t>(&field.info() - record.fields.data()));
  }
  return out;
}

}  // namespace

PartnerDraw::PartnerDraw(const bytecode::Bytecode& program, const Interests& interests, Day today,
                         uint64_t mean)
    : schema_(program.schema),
      window_(generate::make_window(program.header, interests, today)),
      accounts_(schema_, interests, window_) {
  readers_.emplace_back(schema_, schema_.account);
  columns_.push_back(all_fields(schema_.account));
  const generate::RecordSetting setting{schema_, window_, generate::Reach::Years, 1};
  for (size_t i = 0; i < schema_.account.fields.size(); ++i) {
    account_fields_.emplace_back(setting, schema_.account.fields[i], interests.account[i]);
  }
  for (size_t i = 0; i < schema_.ledgers.size(); ++i) {
    ledgers_.emplace_back(schema_, i, interests, window_, mean);
    readers_.emplace_back(schema_, schema_.ledgers[i]);
    columns_.push_back(fields_of_draw(schema_.ledgers[i], ledgers_.back()));
  }
}

/// The row becomes facts by the way of all data; nothing if it is refused, as an entry is that
/// ends before it begins.
std::optional<Record> PartnerDraw::read(size_t record, const std::vector<size_t>& columns) {
  const size_t fields =
      record == 0 ? schema_.account.fields.size() : schema_.ledgers[record - 1].fields.size();
  std::vector<std::string_view> texts(fields);
  for (size_t i = 0; i < columns.size(); ++i) texts[columns[i]] = row_[i];
  if (readers_[record].read(texts)) return std::nullopt;
  Record out;
  for (const bulk::Cell& cell : readers_[record].cells()) {
    if (cell.wide) return std::nullopt;
    out.push_back(fact_of(cell));
  }
  return out;
}

std::vector<Record> PartnerDraw::draw_entries(const Stream& stream, const generate::Habit& habit,
                                              size_t ledger, size_t most) {
  std::vector<Record> out;
  ledgers_[ledger].begin(stream, habit);
  while (out.size() < most) {
    row_.clear();
    if (!ledgers_[ledger].next(row_)) break;
    if (auto entry = read(ledger + 1, columns_[ledger + 1])) out.push_back(*std::move(entry));
  }
  return out;
}

Partner PartnerDraw::draw(uint64_t seed, uint64_t number) {
  const generate::Habit habit = generate::draw_habit(Stream(seed, number, kHabit));
  Partner out;
  Stream stream(seed, number, kAccount);
  std::optional<Record> account;
  while (!account) {
    accounts_.draw(stream, habit, 0, row_);
    account = read(0, columns_[0]);
  }
  out.account = *std::move(account);
  for (size_t i = 0; i < ledgers_.size(); ++i) {
    out.ledgers.push_back(draw_entries(Stream(seed, number, kLedgers + i), habit, i, kEntriesMax));
  }
  return out;
}

std::optional<Record> PartnerDraw::draw_entry(Stream& stream, size_t ledger) {
  constexpr int kTries = 8;
  for (int i = 0; i < kTries; ++i) {
    auto entries = draw_entries(Stream(stream.next()), {}, ledger, 1);
    if (!entries.empty()) return std::move(entries.front());
  }
  return std::nullopt;
}

const std::vector<generate::FieldDraw>& PartnerDraw::fields_of(
    const bytecode::RecordInfo& record) const {
  for (size_t i = 0; i < ledgers_.size(); ++i) {
    if (&record == &schema_.ledgers[i]) return ledgers_[i].fields();
  }
  return account_fields_;
}

std::optional<Fact> PartnerDraw::draw_fact(Stream& stream, const bytecode::RecordInfo& record,
                                           size_t field) {
  const bytecode::FieldInfo& info = record.fields[field];
  for (const generate::FieldDraw& draw : fields_of(record)) {
    if (&draw.info() != &info) continue;
    text_.clear();
    draw.draw(stream, text_);
    bulk::Cell cell;
    if (bulk::ValueReader(schema_, info).read(text_, cell) || cell.wide) return std::nullopt;
    return fact_of(cell);
  }
  return std::nullopt;
}

}  // namespace tierline::prove
