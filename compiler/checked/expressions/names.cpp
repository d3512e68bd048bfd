// What a bare name or a `record.field` means where it stands.
#include <fmt/format.h>

#include "compiler/checked/expressions/expressions.hpp"
#include "compiler/checked/values/describe.hpp"

namespace tierline::checked {

const ParameterInfo* Expressions::find_parameter(std::string_view text, uint32_t& index) const {
  if (!scope_.parameters) return nullptr;
  for (size_t i = 0; i < scope_.parameters->size(); ++i) {
    if ((*scope_.parameters)[i].name != text) continue;
    index = static_cast<uint32_t>(i);
    return &(*scope_.parameters)[i];
  }
  return nullptr;
}

uint32_t Expressions::find_entry_field(std::string_view text) const {
  if (scope_.ledger == kNone) return kNone;
  const auto& by_name = work_.ledgers[scope_.ledger].by_name;
  const auto found = by_name.find(text);
  return found == by_name.end() ? kNone : found->second;
}

/// A name that is no variable here, but a word of some enum.
bool Expressions::is_bare_word(ast::ExprId id) const {
  const ast::Expr& expr = work_.ast[id];
  if (expr.kind != ast::ExprKind::Name || expr.text == "tier") return false;
  uint32_t index = 0;
  const bool variable = find_entry_field(expr.text) != kNone || find_parameter(expr.text, index) ||
                        (!scope_.constant && work_.symbols.find(expr.text));
  return !variable && !work_.symbols.words(expr.text).empty();
}

EnumId Expressions::enum_of(Maybe value) const {
  if (!value || at(*value).type.kind != Kind::Enum) return {};
  return at(*value).type.enum_id;
}

Expressions::MaybePair Expressions::check_pair(ast::ExprId left, ast::ExprId right,
                                               EnumId expected) {
  if (is_bare_word(left) && expected.is_none()) {
    const Maybe second = check(right);
    const Maybe first = check(left, enum_of(second));
    return {first, second};
  }
  const Maybe first = check(left, expected);
  const Maybe second = check(right, expected.is_none() ? enum_of(first) : expected);
  return {first, second};
}

Maybe Expressions::name(const ast::Expr& expr, EnumId expected) {
  if (expr.text == "tier") return tier_now(expr.span);
  if (!expected.is_none() && work_.symbols.word_of(expected, expr.text)) {
    uint32_t index = 0;
    const uint32_t field = find_entry_field(expr.text);
    const auto* parameter = find_parameter(expr.text, index);
    const bool other_meaning = field != kNone || parameter || work_.symbols.find(expr.text);
    if (!other_meaning || scope_.constant) return word(expr, expected);
  }
  if (ambiguous(expr)) return std::nullopt;
  if (find_entry_field(expr.text) != kNone) return entry_field(expr, expr.text);
  uint32_t index = 0;
  if (const auto* parameter = find_parameter(expr.text, index)) {
    const Maybe id =
        add(ExprKind::Parameter, parameter->spec.type, parameter->spec.bounds, expr.span);
    if (!id) return id;
    last().ref = index;
    work_.notes.back().of_parameter = true;
    return id;
  }
  if (scope_.constant && !work_.symbols.words(expr.text).empty()) return word(expr, expected);
  if (const Symbol* found = work_.symbols.find(expr.text)) return symbol(expr, *found);
  return word(expr, expected);
}

/// `kind = kind` would compare a field with itself where a parameter was meant.
bool Expressions::ambiguous(const ast::Expr& expr) {
  uint32_t index = 0;
  const uint32_t field = find_entry_field(expr.text);
  const auto* parameter = find_parameter(expr.text, index);
  if (field == kNone || !parameter) return false;
  const Record& ledger = work_.program.ledgers[scope_.ledger];
  auto& error =
      report(Code::AmbiguousName, expr.span,
             fmt::format("`{}` is a field of `{}` and a parameter", expr.text, ledger.name));
  label(error, ledger.fields[field].span, "the field");
  label(error, parameter->span, "the parameter");
  error.hint = fmt::format("write `{}.{}` for the field, and give the parameter another name",
                           ledger.name, expr.text);
  return true;
}

Maybe Expressions::symbol(const ast::Expr& expr, const Symbol& found) {
  if (scope_.constant) return constant_needed(expr);
  switch (found.kind) {
    case SymbolKind::AccountField:
      return account_field(expr, found.index);
    case SymbolKind::Define:
      return call_define(expr, found.index);
    case SymbolKind::Bands:
      return bands_value(expr, found.index);
    case SymbolKind::Table:
      return lookup_by_tier(expr, found.index);
    case SymbolKind::Matrix:
    case SymbolKind::Ledger:
    case SymbolKind::Subject:
      break;
  }
  auto& error = report(Code::NotAValue, expr.span,
                       fmt::format("`{}` is {}, not a value", expr.text, describe(found.kind)));
  label(error, found.span, "declared here");
  error.hint = found.kind == SymbolKind::Ledger
                   ? fmt::format("write `sum of {0}.FIELD`, `count of {0}` or `any {0}`", expr.text)
                   : "name one of its rows or fields";
  return std::nullopt;
}

Maybe Expressions::constant_needed(const ast::Expr& expr) {
  report(Code::NotConstant, expr.span, "this is not known before any fact is seen").hint =
      "write a literal, or a sum, difference or product of literals";
  return std::nullopt;
}

Maybe Expressions::account_field(const ast::Expr& expr, uint32_t field) {
  if (scope_.constant) return constant_needed(expr);
  if (work_.account.fields[field] == State::Bad) return std::nullopt;
  const Field& declared = work_.program.account.fields[field];
  const Maybe id = add(ExprKind::AccountField, declared.type, declared.bounds, expr.span);
  if (id) last().ref = field;
  return id;
}

Maybe Expressions::entry_field(const ast::Expr& expr, const std::string& field_name) {
  const LedgerInfo& info = work_.ledgers[scope_.ledger];
  const Record& ledger = work_.program.ledgers[scope_.ledger];
  const auto found = info.by_name.find(field_name);
  if (found == info.by_name.end()) {
    std::vector<std::string_view> names;
    for (const Field& field : ledger.fields) names.push_back(field.name);
    report(Code::UnknownField, expr.span,
           fmt::format("`{}` has no field `{}`", ledger.name, field_name))
        .hint = work_.suggest(field_name, std::move(names));
    return std::nullopt;
  }
  const uint32_t field = found->second;
  if (field >= scope_.fields_visible) {
    auto& error = report(Code::DerivedFieldReach, expr.span,
                         fmt::format("`{}` is derived later than this field", field_name));
    label(error, ledger.fields[field].span, "declared here");
    error.hint = "a derived field uses the fields before it; change their order";
    return std::nullopt;
  }
  if (info.fields[field] == State::Bad) return std::nullopt;
  Bounds bounds = ledger.fields[field].bounds;
  if (field == ledger.on_field)
    bounds = bounds_of(intersect(days_of(bounds), {calendar::kDayMin, scope_.entry_today.high}));
  const Maybe id = add(ExprKind::EntryField, ledger.fields[field].type, bounds, expr.span);
  if (!id) return id;
  last().ref = field;
  work_.notes.back().ledger = scope_.ledger;
  work_.notes.back().of_entry = true;
  return id;
}

Maybe Expressions::tier_now(Span span) {
  if (scope_.constant) {
    report(Code::NotConstant, span, "the tier is not known before any fact is seen");
    return std::nullopt;
  }
  if (work_.program.enums[0].words.size() == 1) {
    report(Code::UnknownTier, span, "the program declares no tiers").hint =
        "declare them: `tiers Silver < Gold`";
    return std::nullopt;
  }
  if (!demands_.tier) demands_.tier = span;
  if (!work_.tier_asked) work_.tier_asked = span;
  if (work_.tier == State::Bad) return std::nullopt;
  return add(ExprKind::TierNow, enum_type(kTierEnum), {}, span);
}

Maybe Expressions::word(const ast::Expr& expr, EnumId expected) {
  const auto& refs = work_.symbols.words(expr.text);
  if (refs.empty() && scope_.constant && work_.values_declared.contains(expr.text)) {
    return constant_needed(expr);
  }
  if (refs.empty() && scope_.constant && !expected.is_none())
    return unknown_word(expr, expected, expr.text);
  if (refs.empty()) return unknown_name(expr);
  if (!expected.is_none()) {
    if (const auto position = work_.symbols.word_of(expected, expr.text)) {
      return add_constant({whole(*position), ""}, enum_type(expected), expr.span);
    }
  }
  if (refs.size() == 1) {
    return add_constant({whole(refs[0].position), ""}, enum_type(refs[0].enum_id), expr.span);
  }
  auto& error = report(Code::AmbiguousName, expr.span,
                       fmt::format("`{}` is a word of more than one enum", expr.text));
  std::string choices;
  for (const WordRef& ref : refs) {
    const EnumType& one = work_.program.enums[ref.enum_id.index()];
    label(error, one.span, fmt::format("`{}` has it", one.name));
    choices += fmt::format("{}`{}.{}`", choices.empty() ? "" : " or ", one.name, expr.text);
  }
  error.hint = "write " + choices;
  return std::nullopt;
}

Maybe Expressions::unknown_word(const ast::Expr& expr, EnumId id, const std::string& text) {
  const EnumType& one = work_.program.enums[id.index()];
  auto& error =
      report(Code::UnknownWord, expr.span, fmt::format("`{}` has no word `{}`", one.name, text));
  if (!one.span.empty()) label(error, one.span, "its words stand here");
  error.hint = work_.suggest(text, {one.words.begin(), one.words.end()});
  return std::nullopt;
}

/// A field that some ledger has, where no entry of it is at hand.
bool Expressions::is_field_of_some_ledger(const ast::Expr& expr) {
  for (uint32_t i = 0; i < work_.ledgers.size(); ++i) {
    const auto found = work_.ledgers[i].by_name.find(expr.text);
    if (scope_.constant || i == scope_.ledger || found == work_.ledgers[i].by_name.end()) continue;
    const Record& ledger = work_.program.ledgers[i];
    auto& error = report(Code::EntryFieldOutside, expr.span,
                         fmt::format("no entry of `{}` is at hand here", ledger.name));
    label(error, ledger.fields[found->second].span,
          fmt::format("`{}` is a field of its entries", expr.text));
    error.hint = fmt::format("add them up, count or ask: `sum of {0}.{1}`, `any {0} where ...`",
                             ledger.name, expr.text);
    return true;
  }
  return false;
}

Maybe Expressions::unknown_name(const ast::Expr& expr) {
  if (is_field_of_some_ledger(expr)) return std::nullopt;
  auto names = work_.symbols.all_names();
  if (scope_.constant) names.clear();
  for (const std::string_view word : work_.symbols.all_words()) names.push_back(word);
  if (scope_.ledger != kNone) {
    for (const Field& field : work_.program.ledgers[scope_.ledger].fields)
      names.push_back(field.name);
  }
  if (scope_.parameters) {
    for (const ParameterInfo& parameter : *scope_.parameters) names.push_back(parameter.name);
  }
  report(Code::UnknownName, expr.span, fmt::format("nothing here is called `{}`", expr.text)).hint =
      work_.suggest(expr.text, std::move(names));
  return std::nullopt;
}

Maybe Expressions::member(const ast::Expr& expr) {
  if (const auto id = work_.symbols.find_enum(expr.text)) {
    if (const auto position = work_.symbols.word_of(*id, expr.unit)) {
      return add_constant({whole(*position), ""}, enum_type(*id), expr.span);
    }
    return unknown_word(expr, *id, expr.unit);
  }
  if (scope_.constant) return constant_needed(expr);
  const Symbol* found = work_.symbols.find(expr.text);
  if (found && found->kind == SymbolKind::Subject) {
    const auto field = work_.account.by_name.find(expr.unit);
    if (field != work_.account.by_name.end()) return account_field(expr, field->second);
    std::vector<std::string_view> names;
    for (const Field& one : work_.program.account.fields) names.push_back(one.name);
    report(Code::UnknownField, expr.span,
           fmt::format("`{}` has no field `{}`", expr.text, expr.unit))
        .hint = work_.suggest(expr.unit, std::move(names));
    return std::nullopt;
  }
  if (!found || found->kind != SymbolKind::Ledger) {
    report(Code::UnknownLedger, expr.span,
           fmt::format("`{}` is neither a ledger nor an enum", expr.text))
        .hint = work_.suggest(expr.text, work_.symbols.names_of(SymbolKind::Ledger));
    return std::nullopt;
  }
  if (found->index == scope_.ledger) return entry_field(expr, expr.unit);
  auto& error = report(Code::EntryFieldOutside, expr.span,
                       fmt::format("no entry of `{}` is at hand here", expr.text));
  label(error, found->span, "an account has any number of its entries");
  error.hint = fmt::format("add them up, count or ask: `sum of {0}.{1}`, `any {0} where ...`",
                           expr.text, expr.unit);
  return std::nullopt;
}

}  // namespace tierline::checked
