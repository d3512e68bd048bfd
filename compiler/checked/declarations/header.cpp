// The program's own declaration, its tiers and its enums.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/values/describe.hpp"
#include "compiler/checked/values/type_refs.hpp"
#include "runtime/decimal/currency.hpp"

namespace tierline::checked {

void report_duplicate(Work& work, const ast::Word& name, std::string_view what, Span earlier) {
  auto& error = work.report(Code::DuplicateName, name.span,
                            fmt::format("`{}` is already {}", name.text, what));
  label(error, earlier, "declared here first");
  error.hint = "give one of them another name";
}

bool declare_name(Work& work, const ast::Word& name, Symbol symbol) {
  const auto earlier = work.symbols.declare(name.text, symbol);
  if (!earlier) return true;
  report_duplicate(work, name, describe(earlier->kind), earlier->span);
  return false;
}

namespace {

constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

}  // namespace

std::optional<int> find_month(Work& work, const ast::Word& word, Code code) {
  const auto month = std::find(std::begin(kMonths), std::end(kMonths), word.text);
  if (month != std::end(kMonths)) return static_cast<int>(month - std::begin(kMonths)) + 1;
  work.report(code, word.span, fmt::format("`{}` is not a month", word.text)).hint =
      work.suggest(word.text, {std::begin(kMonths), std::end(kMonths)});
  return std::nullopt;
}

void report_twice(Work& work, Span span, Span first, std::string_view what) {
  auto& error = work.report(Code::DeclaredTwice, span, fmt::format("a second `{}`", what));
  label(error, first, "the first stands here");
  error.hint = fmt::format("a program has one `{}`", what);
}

namespace {

void take_sources(Work& work, const ast::ProgramDecl& decl) {
  for (const ast::Source& source : decl.sources) {
    for (const ast::Clause& clause : source.clauses) {
      const std::string id = source.id.text + "." + clause.id.text;
      const auto index = static_cast<uint32_t>(work.program.clauses.size());
      const auto [place, fresh] = work.clauses.emplace(id, index);
      if (!fresh) {
        report_duplicate(work, clause.id, "a clause of this source",
                         work.program.clauses[place->second].span);
        continue;
      }
      work.program.clauses.push_back({id, source.title.text, clause.title.text, clause.id.span});
    }
  }
}

void take_month_end(Work& work, const ast::Word& word) {
  work.month_end_said = true;
  if (word.text == "reject")
    work.program.month_end = calendar::MonthEnd::Reject;
  else if (word.text == "clamp")
    work.program.month_end = calendar::MonthEnd::Clamp;
  else if (word.text == "next")
    work.program.month_end = calendar::MonthEnd::Next;
  else {
    work.report(Code::ProgramSetting, word.span,
                fmt::format("`{}` says nothing about the month end", word.text))
        .hint = "write reject, clamp or next";
  }
}

void take_fiscal_year(Work& work, const ast::ProgramDecl& decl) {
  if (!decl.fiscal_month) return;
  const auto month = find_month(work, *decl.fiscal_month, Code::ProgramSetting);
  if (!month) return;
  if (decl.fiscal_day && decl.fiscal_day->text != "1") {
    work.report(Code::ProgramSetting, decl.fiscal_day->span,
                "a fiscal year starts on the first day of a month")
        .hint = fmt::format("write `fiscal year starts 1 {}`", decl.fiscal_month->text);
    return;
  }
  work.fiscal_month = month;
}

void take_currency(Work& work, const ast::Word& word) {
  work.program.currency = word.text;
  if (decimal::currency_digits(word.text)) return;
  work.report(Code::UnknownCurrency, word.span,
              fmt::format("ISO 4217 has no currency `{}` in use", word.text))
      .hint = work.suggest(word.text, currency_candidates(work.program));
}

void take_program(Work& work, const ast::ProgramDecl& decl) {
  work.program.title = decl.title.text;
  if (decl.version) work.program.version = decl.version->text;
  const Days days = work.validity(decl.in_force);
  if (decl.in_force.from) work.program.in_force_from = days.low;
  if (decl.in_force.until) work.program.in_force_until = days.high;
  if (decl.currency) take_currency(work, *decl.currency);
  if (decl.month_end) take_month_end(work, *decl.month_end);
  take_fiscal_year(work, decl);
  take_sources(work, decl);
}

}  // namespace

void declare_program(Work& work) {
  const auto decls = all_of<ast::ProgramDecl>(work.ast);
  if (decls.empty()) {
    work.report(Code::DeclarationMissing, {}, "the text does not say what program it is").hint =
        "begin with `program \"Title\" { ... }`";
    return;
  }
  take_program(work, *decls[0]);
  for (size_t i = 1; i < decls.size(); ++i) {
    report_twice(work, decls[i]->title.span, decls[0]->title.span, "program");
  }
}

void declare_tiers(Work& work) {
  EnumType& tiers = work.program.enums.emplace_back();
  tiers.name = "Tier";
  tiers.words.push_back("none");
  work.symbols.declare_enum("Tier", kTierEnum);
  work.symbols.declare_word("none", {kTierEnum, 0});
  const auto decls = all_of<ast::TiersDecl>(work.ast);
  for (size_t i = 1; i < decls.size(); ++i) {
    report_twice(work, decls[i]->span, decls[0]->span, "tiers");
  }
  if (decls.empty()) return;
  tiers.span = decls[0]->span;
  if (decls[0]->names.size() > base::kTierMax) {
    work.report(
        Code::TooManyWords, decls[0]->span,
        fmt::format("{} tiers; a program has at most {}", decls[0]->names.size(), base::kTierMax));
    return;
  }
  for (const ast::Word& name : decls[0]->names) {
    if (work.symbols.word_of(kTierEnum, name.text)) {
      report_duplicate(work, name, "a tier", name.text == "none" ? name.span : decls[0]->span);
      continue;
    }
    work.symbols.declare_word(name.text, {kTierEnum, static_cast<uint32_t>(tiers.words.size())});
    tiers.words.push_back(name.text);
  }
}

namespace {

bool take_enum_name(Work& work, const ast::EnumDecl& decl) {
  if (is_type_word(decl.name.text) || decimal::currency_digits(decl.name.text)) {
    work.report(Code::DuplicateName, decl.name.span,
                fmt::format("`{}` is already a type of the language", decl.name.text))
        .hint = "give the enum another name";
    return false;
  }
  const auto earlier = work.symbols.find_enum(decl.name.text);
  if (!earlier) return true;
  report_duplicate(work, decl.name, "an enum", work.program.enums[earlier->index()].span);
  return false;
}

}  // namespace

void declare_enum(Work& work, const ast::EnumDecl& decl) {
  if (!take_enum_name(work, decl)) return;
  if (decl.words.size() > base::kEnumWordsMax) {
    work.report(
        Code::TooManyWords, decl.name.span,
        fmt::format("{} words; an enum has at most {}", decl.words.size(), base::kEnumWordsMax));
    return;
  }
  const EnumId id{static_cast<uint32_t>(work.program.enums.size())};
  work.symbols.declare_enum(decl.name.text, id);
  EnumType& out = work.program.enums.emplace_back();
  out.name = decl.name.text;
  out.span = decl.name.span;
  for (const ast::Word& word : decl.words) {
    if (word.text == "any") {
      work.report(Code::DuplicateName, word.span, "`any` already means every key of a table").hint =
          "give the word another name";
      continue;
    }
    if (work.symbols.word_of(id, word.text)) {
      report_duplicate(work, word, "a word of this enum", decl.name.span);
      continue;
    }
    work.symbols.declare_word(word.text, {id, static_cast<uint32_t>(out.words.size())});
    out.words.push_back(word.text);
  }
}

}  // namespace tierline::checked
