#include "compiler/prover/rows.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tierline::prover {

namespace {

using checked::Expr;
using checked::ExprId;
using checked::ExprKind;

// A table with more rows is data: one case in a thousand finds each of them.
constexpr size_t kRowsMax = 60;

/// A lookup, and the ledger of the entry at hand, if there is one.
struct Site {
  ExprId lookup;
  uint32_t ledger = checked::kNone;
  friend auto operator<=>(const Site&, const Site&) = default;
};

class Rows {
 public:
  Rows(checked::CheckedProgram& program, std::vector<std::string>& large_tables)
      : program_(program), large_tables_(large_tables) {}

  std::vector<RowFound> run();

 private:
  void walk_all();
  void walk(ExprId root, uint32_t ledger);
  bool depends_on_argument(ExprId id) const;
  void add_table(uint32_t table, std::vector<RowFound>& out);
  ExprId row_at(const Site& site, uint32_t twin);
  ExprId is_row(const Site& site, ExprId row, size_t number);
  std::string name_of(const checked::Table& table, size_t row) const;
  ExprId put(Expr expr);
  ExprId whole(int number);

  checked::CheckedProgram& program_;
  std::vector<std::string>& large_tables_;
  std::set<Site> seen_;
  std::map<uint32_t, std::vector<Site>> sites_;  // by table
};

ExprId Rows::put(Expr expr) {
  program_.exprs.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(program_.exprs.size() - 1)};
}

ExprId Rows::whole(int number) {
  Expr out;
  out.kind = ExprKind::Constant;
  out.type.kind = checked::Kind::Number;
  out.constant.number = {number, 0};
  out.bounds = {out.constant.number, out.constant.number};
  return put(std::move(out));
}

bool Rows::depends_on_argument(ExprId id) const {
  std::vector<ExprId> work = {id};
  while (!work.empty()) {
    const Expr& expr = program_[work.back()];
    work.pop_back();
    if (expr.kind == ExprKind::Parameter) return true;
    work.insert(work.end(), expr.kids.begin(), expr.kids.end());
    if (expr.where) work.push_back(*expr.where);
  }
  return false;
}

/// Every lookup on the day at hand; what a definition looks up is found where it is defined.
void Rows::walk(ExprId root, uint32_t ledger) {
  std::vector<Site> work = {{root, ledger}};
  while (!work.empty()) {
    const Site site = work.back();
    work.pop_back();
    if (!seen_.insert(site).second) continue;
    const Expr& expr = program_[site.lookup];
    if (expr.kind == ExprKind::Lookup && !depends_on_argument(site.lookup)) {
      sites_[expr.ref].push_back(site);
    }
    const bool aggregate = expr.kind == ExprKind::Aggregate;
    const uint32_t inner = aggregate ? expr.ref : site.ledger;
    if (expr.where) work.push_back({*expr.where, inner});
    const size_t first = expr.kind == ExprKind::At ? 1 : 0;  // the rest is of another day
    for (size_t i = first; i < expr.kids.size(); ++i) work.push_back({expr.kids[i], inner});
  }
}

void Rows::walk_all() {
  for (const checked::Define& define : program_.defines) {
    walk(define.value, checked::kNone);
    for (const checked::Exception& one : define.exceptions) {
      walk(one.value, checked::kNone);
      if (one.when) walk(*one.when, checked::kNone);
    }
  }
  for (const checked::Bands& bands : program_.bands) walk(bands.axis, checked::kNone);
  for (const checked::Output& output : program_.outputs) walk(output.value, checked::kNone);
  for (const checked::Tier& tier : program_.tiers) {
    for (const checked::Requirement& one : tier.requirements) walk(one.condition, checked::kNone);
  }
  for (uint32_t i = 0; i < program_.ledgers.size(); ++i) {
    for (const checked::Field& field : program_.ledgers[i].fields) {
      if (field.value) walk(*field.value, i);
    }
  }
}

std::string Rows::name_of(const checked::Table& table, size_t row) const {
  const std::string& place = table.rows[row].place;
  return "row " + (place.empty() ? std::to_string(row + 1) : "of " + place + ",") + " of " +
         table.name;
}

/// The number of the row that the lookup finds, -1 if it finds none.
ExprId Rows::row_at(const Site& site, uint32_t twin) {
  Expr lookup = program_[site.lookup];
  const bool may_miss = lookup.type.optional;
  lookup.ref = twin;
  lookup.type = program_.tables[twin].type;
  lookup.type.optional = may_miss;
  lookup.bounds = program_.tables[twin].bounds;
  const ExprId found = put(std::move(lookup));
  if (!may_miss) return found;
  Expr out;
  out.kind = ExprKind::Otherwise;
  out.type = program_.tables[twin].type;
  out.kids = {found, whole(-1)};
  return put(std::move(out));
}

ExprId Rows::is_row(const Site& site, ExprId row, size_t number) {
  Expr same;
  same.kind = ExprKind::Compare;
  same.relation = checked::Relation::Equal;
  same.kids = {row, whole(static_cast<int>(number))};
  const ExprId condition = put(std::move(same));
  if (site.ledger == checked::kNone) return condition;
  Expr any;
  any.kind = ExprKind::Aggregate;
  any.aggregate = checked::AggregateKind::Any;
  any.ref = site.ledger;
  any.where = condition;
  return put(std::move(any));
}

void Rows::add_table(uint32_t table, std::vector<RowFound>& out) {
  if (program_.tables[table].rows.size() > kRowsMax) {
    large_tables_.push_back(program_.tables[table].name);
    return;
  }
  const auto twin = static_cast<uint32_t>(program_.tables.size());
  program_.tables.push_back(program_.tables[table]);
  checked::Table& rows = program_.tables.back();
  rows.name = "rows of " + rows.name;
  rows.type = {};
  rows.type.kind = checked::Kind::Number;
  rows.bounds = {checked::Decimal{-1, 0}, checked::Decimal{kRowsMax, 0}};
  for (auto& cell : rows.cells) {
    if (cell) cell->value = {{cell->row, 0}, ""};
  }
  std::vector<std::pair<Site, ExprId>> found;
  for (const Site& site : sites_[table]) found.emplace_back(site, row_at(site, twin));
  for (size_t row = 0; row < program_.tables[table].rows.size(); ++row) {
    std::optional<ExprId> any;
    for (const auto& [site, number] : found) {
      const ExprId here = is_row(site, number, row);
      Expr either;
      either.kind = ExprKind::Or;
      if (any) either.kids = {*any, here};
      any = any ? put(std::move(either)) : here;
    }
    out.push_back({name_of(program_.tables[table], row), *any});
  }
}

std::vector<RowFound> Rows::run() {
  walk_all();
  std::vector<RowFound> out;
  const auto tables = static_cast<uint32_t>(program_.tables.size());
  for (uint32_t table = 0; table < tables; ++table) {
    if (sites_.contains(table)) add_table(table, out);
  }
  return out;
}

}  // namespace

std::vector<RowFound> find_rows(checked::CheckedProgram& program,
                                std::vector<std::string>& large_tables) {
  return Rows(program, large_tables).run();
}

}  // namespace tierline::prover
