#include "runtime/columnar/one_account.hpp"

#include <set>

namespace tierline::columnar {

namespace {

using bytecode::Op;

/// The fields of the accounts (level 0), or of the entries of a ledger, that code looks at.
std::vector<uint32_t> fields_read(const bytecode::Bytecode& program, uint32_t level) {
  std::set<uint32_t> fields;
  for (const bytecode::Section& section : program.sections) {
    if (section.level != level) continue;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const bytecode::Instruction& code = program.code[i];
      switch (code.op) {
        case Op::account_field_:
        case Op::account_known_:
        case Op::entry_field_:
        case Op::entry_known_:
          fields.insert(code.a);
          break;
        default:
          break;
      }
    }
  }
  return {fields.begin(), fields.end()};
}

/// A split puts entries in order, by all that they hold.
std::vector<uint32_t> all_fields(const bytecode::RecordInfo& record) {
  std::vector<uint32_t> fields(record.fields.size());
  for (uint32_t i = 0; i < fields.size(); ++i) fields[i] = i;
  return fields;
}

/// The number that stands aside for a row, if one does.
const batch::BigInt* aside(const ColumnView& from, size_t row) {
  if (from.wide == nullptr) return nullptr;
  const auto found = from.wide->find(row);
  return found == from.wide->end() ? nullptr : &found->second;
}

/// What stands aside at place 0 of a column with no other place; the number of an earlier account
/// that nothing points to any more stays, for it is the memory of the next one.
void copy_first_wide(const ColumnView& from, size_t row, batch::Column& to) {
  const batch::BigInt* const number = aside(from, row);
  if (number == nullptr) {
    to.wide.clear();
  } else if (to.wide.empty()) {
    to.wide.emplace(0, *number);
  } else {
    to.wide.begin()->second = *number;  // hashing costs more than the number
  }
}

/// What stands aside, of one of many places.
void copy_wide(const ColumnView& from, size_t row, batch::Column& to, size_t place) {
  if (const batch::BigInt* const number = aside(from, row)) {
    to.wide.insert_or_assign(place, *number);
  } else {
    to.wide.erase(place);
  }
}

/// A field of the account itself, where a plain number costs a load and a store.
void copy_field(const ColumnView& from, size_t row, batch::Column& to) {
  const bool known = from.known == nullptr || from.known[row] != 0;
  to.known.clear();
  if (from.known != nullptr) to.known.push_back(known ? 1 : 0);
  to.values[0] = 0;
  const int64_t value = value_at(from.values, from.store, row);
  if (from.texts != nullptr) {
    to.texts.resize(1);
    to.texts[0] = known ? from.texts[value] : std::string();
    return;
  }
  to.values[0] = value;
  if (value == batch::kWide) copy_first_wide(from, row, to);
}

void copy_rows(const ColumnView& from, size_t begin, size_t end, batch::Column& to) {
  const size_t count = end - begin;
  to.values.resize(count);
  to.known.clear();
  if (from.known != nullptr) to.known.assign(from.known + begin, from.known + end);
  if (from.texts != nullptr) to.texts.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const int64_t value = value_at(from.values, from.store, begin + i);
    to.values[i] = value;
    if (from.texts != nullptr) {
      const bool known = from.known == nullptr || from.known[begin + i] != 0;
      to.values[i] = static_cast<int64_t>(i);
      to.texts[i] = known ? from.texts[value] : std::string();
    } else if (value == batch::kWide) {
      copy_wide(from, begin + i, to, i);
    }
  }
}

}  // namespace

OneAccount::OneAccount(const bytecode::Bytecode& program)
    : account_fields_(fields_read(program, bytecode::kAccountLevel)),
      batch_(batch::empty_batch(program.schema)) {
  batch_.accounts = 1;
  for (const uint32_t field : account_fields_) batch_.columns[field].values.resize(1);
  for (uint32_t i = 0; i < program.schema.ledgers.size(); ++i) {
    ledger_fields_.push_back(program.splits.empty() ? fields_read(program, i + 1)
                                                    : all_fields(program.schema.ledgers[i]));
    batch_.ledgers[i].offsets = {0, 0};
  }
}

const batch::Batch& OneAccount::take(const BatchView& view, size_t account) {
  for (const uint32_t field : account_fields_) {
    copy_field(view.columns[field], account, batch_.columns[field]);
  }
  for (size_t i = 0; i < ledger_fields_.size(); ++i) {
    const LedgerView& from = view.ledgers[i];
    const uint64_t begin = from.offsets[account];
    const uint64_t end = from.offsets[account + 1];
    batch_.ledgers[i].offsets[1] = end - begin;
    for (const uint32_t field : ledger_fields_[i]) {
      copy_rows(from.columns[field], begin, end, batch_.ledgers[i].columns[field]);
    }
  }
  return batch_;
}

}  // namespace tierline::columnar
