// The subject and its ledgers: their fields, and the derived ones.
#include <fmt/format.h>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/constants.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"
#include "compiler/checked/values/type_refs.hpp"

namespace tierline::checked {

namespace {

/// A key names the account: it must be in every line of data.
bool key_is_sound(Work& work, const ast::Field& field, const Type& type, bool of_ledger) {
  if (!field.key) return true;
  if (of_ledger) {
    work.report(Code::KeyField, field.name.span, "an entry has no key of its own").hint =
        "the keys stand in the subject; an entry names its account by them";
    return false;
  }
  if (!type.optional && !field.value) return true;
  work.report(Code::KeyField, field.name.span,
              fmt::format("the key `{}` must be in every line of data", field.name.text))
      .hint = type.optional ? "leave out the `?`" : "leave out the default";
  return false;
}

bool take_type(Work& work, const ast::Field& decl, bool of_ledger, Field& field) {
  const auto spec = resolve_type(work, *decl.type, TypePlace::Field);
  if (!spec) return false;
  field.type = spec->type;
  field.bounds = spec->bounds;
  if (!key_is_sound(work, decl, field.type, of_ledger)) return false;
  if (!decl.value) return true;
  TypeSpec present = *spec;
  if (present.type.optional) {
    work.report(Code::TypeNotAllowed, decl.type->name.span,
                fmt::format("`{}` has a default, so it is never absent", decl.name.text))
        .hint = "leave out the `?` or the default";
    return false;
  }
  field.default_value = constant_of(work, *decl.value, present, "the default");
  return field.default_value.has_value();
}

void declare_field(Work& work, const ast::Field& decl, bool of_ledger, Record& record,
                   RecordInfo& info) {
  const auto [place, fresh] =
      info.by_name.emplace(decl.name.text, static_cast<uint32_t>(record.fields.size()));
  if (!fresh) {
    report_duplicate(work, decl.name, fmt::format("a field of `{}`", record.name),
                     record.fields[place->second].span);
    return;
  }
  Field field;
  field.name = decl.name.text;
  field.key = decl.key;
  field.derived = decl.derived;
  field.span = decl.name.span;
  field.clause = work.clause(decl.because);
  State state = State::Unchecked;  // of a derived field, until its turn
  if (!decl.derived) state = take_type(work, decl, of_ledger, field) ? State::Good : State::Bad;
  record.fields.push_back(std::move(field));
  info.fields.push_back(state);
}

}  // namespace

void declare_subject(Work& work) {
  const auto decls = all_of<ast::SubjectDecl>(work.ast);
  if (decls.empty()) {
    work.report(Code::DeclarationMissing, {}, "the program does not say what it decides about")
        .hint = "write `subject account { key id : text }`";
    return;
  }
  for (size_t i = 1; i < decls.size(); ++i) {
    auto& error = work.report(Code::DeclaredTwice, decls[i]->name.span, "a second `subject`");
    label(error, decls[0]->name.span, "the first stands here");
    error.hint = "a program decides about one kind of thing";
  }
  const ast::SubjectDecl& decl = *decls[0];
  work.program.account.name = decl.name.text;
  work.program.account.span = decl.name.span;
  declare_name(work, decl.name, {SymbolKind::Subject, 0, decl.name.span});
  for (const ast::Field& field : decl.fields) {
    const auto index = static_cast<uint32_t>(work.program.account.fields.size());
    declare_field(work, field, false, work.program.account, work.account);
    if (work.program.account.fields.size() == index) continue;
    declare_name(work, field.name, {SymbolKind::AccountField, index, field.name.span});
    if (!field.derived) continue;
    work.report(Code::DerivedFieldReach, field.name.span,
                "the subject has no derived fields; its figures are definitions")
        .hint = fmt::format("write `define {} = ...`", field.name.text);
    work.account.fields[index] = State::Bad;
  }
}

namespace {

void check_on(Work& work, const ast::LedgerDecl& decl, Record& ledger, const LedgerInfo& info) {
  const auto found = info.by_name.find("on");
  if (found == info.by_name.end()) {
    work.report(Code::LedgerWithoutOn, decl.name.span,
                fmt::format("the ledger `{}` does not say from which day an entry counts",
                            decl.name.text))
        .hint = "give it the field `on : date`";
    return;
  }
  const Field& on = ledger.fields[found->second];
  if (info.fields[found->second] == State::Bad) return;
  const bool sound =
      on.type.kind == Kind::Day && !on.type.optional && !on.derived && !on.default_value;
  if (sound) {
    ledger.on_field = found->second;
    return;
  }
  work.report(Code::LedgerWithoutOn, on.span, "the day of an entry must be in every line of data")
      .hint = "write `on : date`, without `?` and without a default";
}

}  // namespace

void declare_ledger(Work& work, const ast::LedgerDecl& decl) {
  const auto index = static_cast<uint32_t>(work.program.ledgers.size());
  declare_name(work, decl.name, {SymbolKind::Ledger, index, decl.name.span});
  const std::string& subject = work.program.account.name;
  if (!subject.empty() && decl.subject.text != subject) {
    auto& error = work.report(Code::LedgerSubject, decl.subject.span,
                              fmt::format("there is no subject `{}`", decl.subject.text));
    label(error, work.program.account.span, "the subject");
    error.hint = fmt::format("write `ledger {} of {}`", decl.name.text, subject);
  }
  work.program.ledgers.emplace_back();
  work.ledgers.emplace_back();
  Record& ledger = work.program.ledgers.back();
  LedgerInfo& info = work.ledgers.back();
  info.decl = &decl;
  ledger.name = decl.name.text;
  ledger.span = decl.name.span;
  for (const ast::Field& field : decl.fields) declare_field(work, field, true, ledger, info);
  check_on(work, decl, ledger, info);
}

// ---- derived fields ----

namespace {

/// An entry is worked out by itself: no other entry, and no tier, which needs them all.
bool stays_with_its_entry(Work& work, const Demands& demands, const ast::Field& decl) {
  if (!demands.aggregate && !demands.tier) return true;
  const Span span = demands.aggregate ? *demands.aggregate : *demands.tier;
  auto& error =
      work.report(Code::DerivedFieldReach, decl.name.span,
                  fmt::format("the derived field `{}` looks {}", decl.name.text,
                              demands.aggregate ? "at a whole ledger" : "at the account's tier"));
  label(error, span, "here");
  error.hint = "a derived field is worked out from its own entry and the account's fields";
  return false;
}

bool can_be_stored(Work& work, ExprId value, const ast::Field& decl) {
  const std::string what = fmt::format("the field `{}`", decl.name.text);
  if (!is_plain_value(work, value, what)) return false;
  Type stored = work.program[value].type;
  if (stored.kind == Kind::Quotient) stored.kind = Kind::Number;
  if (is_money(stored)) stored.scale = minor_digits(stored.unit);
  return fits(work, value, {stored, {}, decl.name.span}, work.program[value].span, what);
}

bool check_derived_field(Work& work, uint32_t ledger, uint32_t field, const ast::Field& decl) {
  Scope scope;
  scope.ledger = ledger;
  scope.fields_visible = field;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(work.ledgers[ledger].asked_elsewhere);
  scope.entry_today = scope.today_bounds;
  Expressions expressions(work, scope);
  const Maybe value = expressions.check(*decl.value);
  const bool near = stays_with_its_entry(work, expressions.demands(), decl);
  if (!value || !near || !can_be_stored(work, *value, decl)) return false;
  Field& out = work.program.ledgers[ledger].fields[field];
  out.type = work.program[*value].type;
  out.bounds = work.program[*value].bounds;
  out.value = *value;
  return true;
}

}  // namespace

void check_derived_fields(Work& work, uint32_t ledger) {
  LedgerInfo& info = work.ledgers[ledger];
  for (const ast::Field& decl : info.decl->fields) {
    if (!decl.derived) continue;
    const uint32_t field = info.by_name.at(decl.name.text);
    if (info.fields[field] != State::Unchecked) continue;
    const bool good = check_derived_field(work, ledger, field, decl);
    work.ledgers[ledger].fields[field] = good ? State::Good : State::Bad;
  }
}

}  // namespace tierline::checked
