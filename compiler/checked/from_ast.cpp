// The order of the work: names first, then everything without facts, then expressions in the order
// in which they need each other, then what the whole program says of itself.
#include "compiler/checked/from_ast.hpp"

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/names/dependencies.hpp"
#include "compiler/checked/size.hpp"
#include "compiler/checked/tables/check_tables.hpp"
#include "compiler/checked/work.hpp"

namespace tierline::checked {

namespace {

/// Applies a function to each declaration of one kind, in the order of the text.
template <class T, class Function>
void for_each(Work& work, Function function) {
  for (const T* decl : all_of<T>(work.ast)) function(work, *decl);
}

/// Constants are worked out before these names have a meaning; so they are known to have one.
void collect_value_names(Work& work) {
  auto& names = work.values_declared;
  for (const auto* decl : all_of<ast::DefineDecl>(work.ast)) names.insert(decl->name.text);
  for (const auto* decl : all_of<ast::BandsDecl>(work.ast)) names.insert(decl->name.text);
  for (const auto* decl : all_of<ast::TableDecl>(work.ast)) names.insert(decl->name.text);
  for (const auto* decl : all_of<ast::SubjectDecl>(work.ast)) {
    for (const ast::Field& field : decl->fields) names.insert(field.name.text);
  }
}

void declare_all(Work& work) {
  collect_value_names(work);
  declare_program(work);
  declare_tiers(work);
  for_each<ast::EnumDecl>(work, declare_enum);
  for_each<ast::CalendarDecl>(work, declare_calendar);
  declare_subject(work);
  for_each<ast::LedgerDecl>(work, declare_ledger);
  for_each<ast::TableDecl>(work, declare_table);
  for_each<ast::BandsDecl>(work, declare_bands);
  for_each<ast::DefineDecl>(work, declare_define);
  for_each<ast::TierDecl>(work, declare_tier);
  declare_status(work);
}

void check_node(Work& work, Node node) {
  switch (node.kind) {
    case NodeKind::Define:
      return check_define(work, node.index);
    case NodeKind::Bands:
      return check_bands(work, node.index);
    case NodeKind::Ledger:
      return check_derived_fields(work, node.index);
    case NodeKind::Tier:
      check_requirements(work);
      return check_status(work);
  }
}

void check_all(Work& work) {
  declare_all(work);
  for (const Node node : order_of_checking(work)) check_node(work, node);
  check_outputs(work);
  check_tiers_declared(work);
  for_each<ast::ClaimDecl>(work, check_claim);
  for_each<ast::ScenarioDecl>(work, check_scenario);
  if (!work.out.has_errors()) check_size(work);
}

}  // namespace

Checked check(const ast::Ast& ast, const FileLoader& load) {
  Work work(ast, load);
  check_all(work);
  Checked out;
  if (!work.out.has_errors()) out.program = std::move(work.program);
  work.out.sort();
  out.diagnostics = std::move(work.out);
  out.files = std::move(work.files);
  return out;
}

}  // namespace tierline::checked
