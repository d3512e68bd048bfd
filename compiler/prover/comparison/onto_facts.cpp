#include "compiler/prover/comparison/onto_facts.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::prover {

namespace {

using checked::CheckedProgram;
using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Field;
using checked::Kind;
using checked::Record;
using checked::Table;
using checked::TableKey;

bool are_same(const TableKey& a, const TableKey& b) {
  return a.type.kind == b.type.kind && a.type.enum_id == b.type.enum_id && a.size == b.size &&
         a.texts == b.texts && a.numbers == b.numbers;
}

bool are_same_cells(const std::optional<checked::TableCell>& a,
                    const std::optional<checked::TableCell>& b) {
  if (!a || !b) return !a && !b;
  return a->value.number == b->value.number && a->value.text == b->value.text;
}

/// Whether they answer alike, whatever their names are.
bool are_same(const Table& a, const Table& b) {
  return a.type.kind == b.type.kind && a.type.scale == b.type.scale &&
         a.type.enum_id == b.type.enum_id && a.days == b.days &&
         std::equal(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(),
                    [](const TableKey& x, const TableKey& y) { return are_same(x, y); }) &&
         std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(), are_same_cells);
}

bool are_same(const checked::CalendarInfo& a, const checked::CalendarInfo& b) {
  return a.weekend == b.weekend && a.holidays == b.holidays && a.working_days == b.working_days &&
         a.first == b.first && a.last == b.last;
}

template <class What>
uint32_t place_among(std::vector<What>& all, const What& one) {
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (are_same(all[i], one)) return i;
  }
  all.push_back(one);
  return static_cast<uint32_t>(all.size() - 1);
}

class Rewriting {
 public:
  Rewriting(const CheckedProgram& program, size_t side, const JoinedFacts& facts, Shared& shared)
      : out_(program), side_(side), facts_(facts), shared_(shared) {
    out_.scenarios.clear();
    out_.claims.clear();
  }

  CheckedProgram run() {
    find_ledgers();
    const Record account = out_.account;
    std::vector<Record> ledgers = std::move(out_.ledgers);
    out_.ledgers.clear();
    move_tables();
    put_account(account);
    for (const JoinedRecord& joined : facts_.ledgers) put_ledger(joined, ledgers);
    move_expressions();
    for (checked::Split& split : out_.splits) split.ledger = new_ledger_[split.ledger];
    return std::move(out_);
  }

 private:
  // ---- whose entry an expression looks at ----

  void find_ledgers() {
    ledger_of_.assign(out_.exprs.size(), kNone);
    new_ledger_.assign(out_.ledgers.size(), kNone);
    for (uint32_t i = 0; i < facts_.ledgers.size(); ++i) {
      const uint32_t own = facts_.ledgers[i].own[side_];
      if (own != kNone) new_ledger_[own] = i;
    }
    for (const Expr& expr : out_.exprs) {
      if (expr.kind != ExprKind::Aggregate) continue;
      for (const ExprId kid : expr.kids) mark(kid, expr.ref);
      if (expr.where) mark(*expr.where, expr.ref);
    }
    for (const checked::Split& split : out_.splits) {
      mark(split.weight, split.ledger);
      if (split.where) mark(*split.where, split.ledger);
    }
    for (uint32_t i = 0; i < out_.ledgers.size(); ++i) {
      for (const Field& field : out_.ledgers[i].fields) {
        if (field.derived) mark(*field.value, i);
      }
    }
  }

  /// An aggregate within an aggregate is of the account; it has marked its own.
  void mark(ExprId root, uint32_t ledger) {
    std::vector<ExprId> work = {root};
    while (!work.empty()) {
      const Expr& expr = out_[work.back()];
      const size_t at = work.back().index();
      work.pop_back();
      if (expr.kind == ExprKind::EntryField) ledger_of_[at] = ledger;
      if (expr.kind == ExprKind::Aggregate) continue;
      work.insert(work.end(), expr.kids.begin(), expr.kids.end());
    }
  }

  // ---- what both programs have at one place ----

  void move_tables() {
    std::vector<uint32_t> calendars;
    for (const Table& table : out_.tables) new_table_.push_back(shared_.place_of(table));
    for (const auto& calendar : out_.calendars) calendars.push_back(shared_.place_of(calendar));
    for (Expr& expr : out_.exprs) {
      if (expr.kind == ExprKind::Lookup) expr.ref = new_table_[expr.ref];
      if (expr.kind == ExprKind::AddBusiness) expr.ref = calendars[expr.ref];
      if (expr.kind == ExprKind::Aggregate) expr.ref = new_ledger_[expr.ref];
    }
    std::vector<Table> own = std::move(out_.tables);
    out_.tables.clear();
    for (size_t i = 0; i < own.size(); ++i) take_table(std::move(own[i]), new_table_[i]);
  }

  void take_table(Table table, uint32_t place) {
    if (out_.tables.size() <= place) out_.tables.resize(place + 1);
    out_.tables[place] = std::move(table);
  }

  // ---- records ----

  /// The joined field as this program declares it: an enum is the program's own where its words are
  /// the same, and else one more.
  Field declared(const JoinedField& joined, const Record* own) {
    Field field = joined.field;
    if (field.type.kind != Kind::Enum) return field;
    if (own != nullptr && joined.own[side_] != kNone) {
      const checked::EnumId id = own->fields[joined.own[side_]].type.enum_id;
      field.type.enum_id = id;
      if (out_.enums[id.index()].words == joined.words) return field;
    }
    out_.enums.push_back({field.name, joined.words, {}});
    field.type.enum_id = checked::EnumId{static_cast<uint32_t>(out_.enums.size() - 1)};
    return field;
  }

  bool is_read_as_it_is(const JoinedField& joined, const Field& field, const Field& own) const {
    const bool same_words = field.type.kind != Kind::Enum || field.type.enum_id == own.type.enum_id;
    return same_words && !(joined.fills_default && own.default_value);
  }

  /// What the program would read in its own record, of the joined field.
  ExprId reading(Expr joined, const Field& own) {
    joined.span = own.span;
    const checked::Type from = joined.type;
    ExprId read = put(out_, std::move(joined));
    if (own.type.kind == Kind::Enum && from.enum_id != own.type.enum_id) {
      read = own_word(read, from, own);
    }
    if (!own.default_value) return read;
    Expr constant;
    constant.kind = ExprKind::Constant;
    constant.type = own.type;
    constant.constant = *own.default_value;
    Expr otherwise;
    otherwise.kind = ExprKind::Otherwise;
    otherwise.type = own.type;
    otherwise.kids = {read, put(out_, std::move(constant))};
    return put(out_, std::move(otherwise));
  }

  /// A joined word as the program's own; absent if it is absent.
  ExprId own_word(ExprId read, const checked::Type& from, const Field& own) {
    const auto& words = out_.enums[own.type.enum_id.index()].words;
    std::vector<int> positions;
    for (const std::string& word : out_.enums[from.enum_id.index()].words) {
      const auto found = std::find(words.begin(), words.end(), word);
      TIERLINE_ASSERT(found != words.end());
      positions.push_back(static_cast<int>(found - words.begin()));
    }
    const Absent absent = from.optional ? Absent::Yes : Absent::No;
    checked::Type value = own.type;
    value.optional = false;
    const Table table = word_table(own.name, from, value, positions, absent);
    Expr lookup;
    lookup.kind = ExprKind::Lookup;
    lookup.type = value;
    lookup.type.optional = from.optional;
    lookup.ref = shared_.place_of(table);
    take_table(table, lookup.ref);
    if (from.optional) {
      Expr known;
      known.kind = ExprKind::Known;
      known.kids = {read};
      lookup.kids = {put(out_, std::move(known)), read};
    } else {
      lookup.kids = {read};
    }
    return put(out_, std::move(lookup));
  }

  Expr field_expr(ExprKind kind, uint32_t place, const Field& field) const {
    Expr expr;
    expr.kind = kind;
    expr.type = field.type;
    expr.bounds = field.bounds;
    expr.ref = place;
    return expr;
  }

  void put_account(const Record& own) {
    account_places_.assign(own.fields.size(), {});
    Record record = own;
    record.name = facts_.account.name;
    record.fields.clear();
    for (uint32_t i = 0; i < facts_.account.fields.size(); ++i) {
      const JoinedField& joined = facts_.account.fields[i];
      record.fields.push_back(declared(joined, &own));
      if (joined.own[side_] == kNone) continue;
      const Field& field = own.fields[joined.own[side_]];
      Place& place = account_places_[joined.own[side_]];
      place = {i, kNone};
      if (is_read_as_it_is(joined, record.fields.back(), field)) continue;
      checked::Define define;
      define.name = field.name;
      define.type = field.type;
      define.span = field.span;
      define.value = reading(field_expr(ExprKind::AccountField, i, record.fields.back()), field);
      out_.defines.push_back(std::move(define));
      place.define = static_cast<uint32_t>(out_.defines.size() - 1);
    }
    out_.account = std::move(record);
  }

  void put_ledger(const JoinedRecord& joined, const std::vector<Record>& ledgers) {
    const uint32_t number = joined.own[side_];
    const Record* own = number == kNone ? nullptr : &ledgers[number];
    Record record;
    record.name = joined.name;
    if (own != nullptr) record.span = own->span;
    for (uint32_t i = 0; i < joined.fields.size(); ++i) {
      record.fields.push_back(declared(joined.fields[i], own));
      if (joined.fields[i].field.name == "on") record.on_field = i;
    }
    TIERLINE_ASSERT(record.on_field != kNone);
    if (own != nullptr) put_derived(joined, *own, record);
    out_.ledgers.push_back(std::move(record));
  }

  /// Fields that are read in another way first, then what the program itself derives.
  void put_derived(const JoinedRecord& joined, const Record& own, Record& record) {
    const uint32_t number = joined.own[side_];
    if (entry_places_.size() <= number) entry_places_.resize(number + 1);
    std::vector<uint32_t>& places = entry_places_[number];
    places.assign(own.fields.size(), kNone);
    for (uint32_t i = 0; i < joined.fields.size(); ++i) {
      const uint32_t at = joined.fields[i].own[side_];
      if (at == kNone) continue;
      places[at] = i;
      if (is_read_as_it_is(joined.fields[i], record.fields[i], own.fields[at])) continue;
      Field read = own.fields[at];
      read.derived = true;
      read.key = false;
      read.default_value.reset();
      read.value = reading(field_expr(ExprKind::EntryField, i, record.fields[i]), own.fields[at]);
      places[at] = static_cast<uint32_t>(record.fields.size());
      record.fields.push_back(std::move(read));
    }
    for (uint32_t i = 0; i < own.fields.size(); ++i) {
      if (!own.fields[i].derived) continue;
      places[i] = static_cast<uint32_t>(record.fields.size());
      record.fields.push_back(own.fields[i]);
    }
  }

  /// The expressions that the program had; those that were put behind them are in place.
  void move_expressions() {
    for (size_t i = 0; i < ledger_of_.size(); ++i) {
      Expr& expr = out_.exprs[i];
      if (expr.kind == ExprKind::EntryField && ledger_of_[i] != kNone) {
        expr.ref = entry_places_[ledger_of_[i]][expr.ref];
      }
      if (expr.kind != ExprKind::AccountField) continue;
      const Place place = account_places_[expr.ref];
      if (place.define != kNone) expr.kind = ExprKind::Call;
      expr.ref = place.define != kNone ? place.define : place.field;
    }
  }

  struct Place {
    uint32_t field = kNone;
    uint32_t define = kNone;  // by which it is read instead
  };

  CheckedProgram out_;
  size_t side_;
  const JoinedFacts& facts_;
  Shared& shared_;
  std::vector<uint32_t> ledger_of_;   // by expression: of an entry's field
  std::vector<uint32_t> new_ledger_;  // by ledger of the program
  std::vector<uint32_t> new_table_;
  std::vector<Place> account_places_;
  std::vector<std::vector<uint32_t>> entry_places_;  // by ledger of the program, by field
};

}  // namespace

CheckedProgram onto_facts(const CheckedProgram& program, size_t side, const JoinedFacts& facts,
                          Shared& shared) {
  return Rewriting(program, side, facts, shared).run();
}

uint32_t Shared::place_of(const Table& table) { return place_among(tables_, table); }

uint32_t Shared::place_of(const checked::CalendarInfo& calendar) {
  return place_among(calendars_, calendar);
}

void Shared::fill(CheckedProgram& program) const {
  program.calendars = calendars_;
  program.tables.resize(tables_.size());
  for (Table& table : program.tables) {
    if (!table.cells.empty()) continue;
    checked::Type type;
    table = word_table("of the other program", type, type, {0, 0}, Absent::No);
  }
}

Table word_table(const std::string& name, const checked::Type& key, const checked::Type& value,
                 const std::vector<int>& positions, Absent absent) {
  Table table;
  table.name = name;
  table.type = value;
  if (absent == Absent::Yes) {
    table.keys.push_back({"known", {}, {}, {}, 2});
    table.cells.resize(positions.size());
  }
  checked::Type word = key;
  word.optional = false;
  table.keys.push_back({name, word, {}, {}, positions.size()});
  table.rows.push_back({"", {}, std::nullopt});
  for (const int position : positions) {
    checked::TableCell cell;
    cell.value.number = {position, 0};
    table.cells.push_back(cell);
  }
  return table;
}

ExprId put(CheckedProgram& program, Expr expr) {
  program.exprs.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(program.exprs.size() - 1)};
}

ExprId constant_yes(CheckedProgram& program) {
  Expr constant;
  constant.kind = ExprKind::Constant;
  constant.constant.number = {1, 0};
  return put(program, std::move(constant));
}

}  // namespace tierline::prover
