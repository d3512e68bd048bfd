// Claims: what must always hold, about values of this program and changes that facts can make.
// A claim is no output: it is looked at when a scenario or somebody who proves asks for it.
// Tested by: tests/golden/check
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/fit.hpp"

namespace tierline::checked {

namespace {

/// What is not less or more than another value of its type: `no` before `yes`, tiers as declared.
bool has_order(const Type& type) {
  return is_numeric(type) || type.kind == Kind::Day || type.kind == Kind::Bool ||
         (type.kind == Kind::Enum && type.enum_id == kTierEnum);
}

bool rises(const ast::ClaimLaw& law) { return law.change.text == "rises"; }

// ---- what differs between the two worlds ----

/// A fact that is given, for which there can be a larger one if the claim asks for it.
bool can_change(Work& work, const ast::ClaimLaw& law, const ast::Word& name, const Field& field) {
  if (field.derived) {
    auto& error =
        work.report(Code::ClaimChange, name.span,
                    fmt::format("`{}` is derived: it is worked out, not given", name.text));
    label(error, field.span, "derived here");
    error.hint = "name a field from which it follows";
    return false;
  }
  if (!rises(law) || has_order(field.type)) return true;
  auto& error = work.report(Code::ClaimChange, name.span,
                            fmt::format("`{}` cannot rise: `{}` has no order", name.text,
                                        describe(field.type, work.program)));
  label(error, field.span, "declared here");
  error.hint = fmt::format("write `stays the same as {} changes`", name.text);
  return false;
}

bool find_field(Work& work, const ast::ClaimLaw& law, const ast::Word& name, const Record& record,
                const RecordInfo& info, Claim& claim) {
  const auto found = info.by_name.find(name.text);
  if (found == info.by_name.end()) {
    std::vector<std::string_view> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    work.report(Code::UnknownField, name.span,
                fmt::format("`{}` has no field `{}`", record.name, name.text))
        .hint = work.suggest(name.text, std::move(names));
    return false;
  }
  claim.field = found->second;
  return info.fields[found->second] != State::Bad &&
         can_change(work, law, name, record.fields[found->second]);
}

bool report_no_fact(Work& work, const ast::Word& name, const Symbol* found) {
  const bool field = found && found->kind == SymbolKind::AccountField;
  const std::string_view what =
      found ? describe(found->kind) : std::string_view("worked out by the program");
  auto& error = work.report(
      Code::ClaimChange, name.span,
      field ? fmt::format("`{}` is {}: there is one, and none can be added", name.text, what)
            : fmt::format("`{}` is {}, not a fact that can change", name.text, what));
  if (found) label(error, found->span, "declared here");
  error.hint = "name a field of the account, a definition, `LEDGER.FIELD`, or `LEDGER is added`";
  return false;
}

bool report_unknown(Work& work, const ast::Word& name) {
  std::vector<std::string_view> names;
  for (const Field& field : work.program.account.fields) names.push_back(field.name);
  for (const Record& ledger : work.program.ledgers) names.push_back(ledger.name);
  for (const std::string_view define : work.symbols.names_of(SymbolKind::Define)) {
    names.push_back(define);
  }
  work.report(Code::UnknownName, name.span, fmt::format("nothing here is called `{}`", name.text))
      .hint = work.suggest(name.text, std::move(names));
  return false;
}

bool check_ledger(Work& work, const ast::ClaimLaw& law, const Symbol& found, Claim& claim) {
  claim.ledger = found.index;
  claim.varies = law.change.text == "is added" ? ClaimVaries::Entry : ClaimVaries::Field;
  const bool entry = claim.varies == ClaimVaries::Entry;
  if (entry != law.member.has_value()) {
    if (entry) return true;
    return find_field(work, law, *law.member, work.program.ledgers[found.index],
                      work.ledgers[found.index], claim);
  }
  auto& error =
      work.report(Code::ClaimChange, law.varied.span,
                  entry ? fmt::format("a field of `{}` cannot be added", law.varied.text)
                        : fmt::format("an entry of `{}` cannot rise or change", law.varied.text));
  label(error, found.span, "a ledger");
  error.hint = fmt::format("write `as {0} is added`, or `as {0}.FIELD {1}`", law.varied.text,
                           law.word.text == "stays the same" ? "changes" : "rises");
  return false;
}

/// A definition that has one value for the account, about which one may suppose another.
bool check_definition(Work& work, const ast::ClaimLaw& law, const Symbol& found, Claim& claim) {
  const DefineInfo& info = work.defines[found.index];
  if (info.state == State::Bad) return false;
  const auto refuse = [&](std::string message, std::string_view hint) {
    auto& error = work.report(Code::ClaimChange, law.varied.span, std::move(message));
    label(error, found.span, "declared here");
    error.hint = hint;
    return false;
  };
  const std::string& name = law.varied.text;
  if (!info.parameters.empty() || work.is_split(info)) {
    return refuse(fmt::format("`{}` has no one value that could be another", name),
                  "define what it is for these arguments, and name that");
  }
  const Type& type = work.program.defines[info.index].type;
  const bool plain = type.kind == Kind::Number || type.kind == Kind::Day ||
                     type.kind == Kind::Bool || type.kind == Kind::Enum;
  if (!plain || type.optional) {
    return refuse(fmt::format("nothing can be supposed of `{}`, which is {}", name,
                              describe(type, work.program)),
                  "name a number, a day, a bool or a word that is always there");
  }
  if (rises(law) && !has_order(type)) {
    return refuse(
        fmt::format("`{}` cannot rise: `{}` has no order", name, describe(type, work.program)),
        "write `stays the same as ... changes`");
  }
  claim.varies = ClaimVaries::Definition;
  claim.field = info.index;
  return true;
}

bool check_change(Work& work, const ast::ClaimLaw& law, Claim& claim) {
  const Symbol* found = work.symbols.find(law.varied.text);
  if (law.varied.text == "tier") return report_no_fact(work, law.varied, nullptr);
  if (!found) return report_unknown(work, law.varied);
  if (found->kind == SymbolKind::Ledger) return check_ledger(work, law, *found, claim);
  const bool defined = found->kind == SymbolKind::Define && !law.member;
  if (defined && law.change.text != "is added") return check_definition(work, law, *found, claim);
  const bool qualified = found->kind == SymbolKind::Subject && law.member.has_value();
  const bool field = found->kind == SymbolKind::AccountField && !law.member;
  if ((!qualified && !field) || law.change.text == "is added") {
    return report_no_fact(work, law.varied, found);
  }
  return find_field(work, law, field ? law.varied : *law.member, work.program.account, work.account,
                    claim);
}

// ---- what is said of it ----

ClaimKind kind_of(const std::optional<ast::ClaimLaw>& law) {
  if (!law) return ClaimKind::Always;
  if (law->word.text == "stays the same") return ClaimKind::Same;
  return law->word.text == "never falls" ? ClaimKind::NeverFalls : ClaimKind::NeverRises;
}

/// A value that is always there, and of which one can be less than another if that is claimed.
bool can_be_claimed(Work& work, ExprId value, ClaimKind kind) {
  const Type type = work.program[value].type;
  const Span span = work.program[value].span;
  const std::string_view what = "the value that a claim is about";
  if (!is_plain_value(work, value, what)) return false;
  if (type.kind == Kind::Quotient) {
    Type number = type;
    number.kind = Kind::Number;
    return fits(work, value, {number, {}, span}, span, what);
  }
  const bool text = type.kind == Kind::Text;
  if (!text && (kind == ClaimKind::Same || has_order(type))) return true;
  work.report(Code::ClaimSubject, span,
              fmt::format("`{}` has no order, so it neither falls nor rises",
                          describe(type, work.program)))
      .hint = text ? "claim something about what follows from the text"
                   : "only `stays the same` can be claimed of it";
  return false;
}

bool check_subject(Work& work, const ast::ClaimDecl& decl, Expressions& expressions, Claim& claim) {
  const Maybe subject = claim.kind == ClaimKind::Always
                            ? expressions.condition(decl.subject, "what an invariant says")
                            : expressions.check(decl.subject);
  if (!subject) return false;
  claim.subject = *subject;
  return claim.kind == ClaimKind::Always || can_be_claimed(work, *subject, claim.kind);
}

/// The first claim with this name, in the order of the text.
const ast::ClaimDecl* first_called(const Work& work, const std::string& name) {
  for (const ast::ClaimDecl* decl : all_of<ast::ClaimDecl>(work.ast)) {
    if (decl->name.text == name) return decl;
  }
  return nullptr;
}

}  // namespace

void check_claim(Work& work, const ast::ClaimDecl& decl) {
  const ast::ClaimDecl* first = first_called(work, decl.name.text);
  if (first != &decl) return report_duplicate(work, decl.name, "an invariant", first->name.span);
  Claim claim;
  claim.name = decl.name.text;
  claim.span = decl.name.span;
  claim.kind = kind_of(decl.law);
  Scope scope;
  scope.claim = true;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(false);
  Expressions expressions(work, scope);
  bool good = check_subject(work, decl, expressions, claim);
  if (decl.law) good = check_change(work, *decl.law, claim) && good;
  if (decl.given) {
    claim.given = expressions.condition(*decl.given, "the condition after `given`");
    good = good && claim.given;
  }
  if (good) work.program.claims.push_back(std::move(claim));
}

}  // namespace tierline::checked
