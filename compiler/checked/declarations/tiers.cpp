// Tiers: what each requires, with all that it inherits.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/expressions/expressions.hpp"

namespace tierline::checked {

namespace {

std::optional<uint32_t> find_tier(Work& work, const ast::Word& name) {
  const auto found = work.symbols.word_of(kTierEnum, name.text);
  if (found) return found;
  const auto& words = work.program.enums[0].words;
  work.report(Code::UnknownTier, name.span, fmt::format("there is no tier `{}`", name.text)).hint =
      words.size() > 1 ? work.suggest(name.text, {words.begin(), words.end()})
                       : "name the tiers first: `tiers Silver < Gold`";
  return std::nullopt;
}

}  // namespace

/// Keeps the declaration at the place of its tier.
void declare_tier(Work& work, const ast::TierDecl& decl) {
  work.tier_decls.resize(work.program.enums[0].words.size());
  const auto word = find_tier(work, decl.name);
  work.tier_misnamed = work.tier_misnamed || !word;
  if (!word) return;
  if (*word == 0) {
    work.report(Code::UnknownTier, decl.name.span,
                "`none` stands below all tiers and requires nothing");
    return;
  }
  if (work.tier_decls[*word]) {
    report_duplicate(work, decl.name, "a tier with requirements",
                     work.tier_decls[*word]->name.span);
    return;
  }
  work.tier_decls[*word] = &decl;
}

namespace {

std::optional<Requirement> check_requirement(Work& work, const ast::Requirement& decl) {
  Scope scope;
  scope.today = work.in_force();
  scope.today_bounds = work.today_bounds(work.tier_elsewhere);
  Expressions expressions(work, scope);
  const Maybe condition =
      expressions.condition(decl.condition, fmt::format("the requirement `{}`", decl.name.text));
  Requirement out;
  out.name = decl.name.text;
  out.span = decl.name.span;
  out.clause = work.clause(decl.because);
  const Days days = work.validity(decl.validity);
  if (decl.validity.from) out.from = days.low;
  if (decl.validity.until) out.until = days.high;
  const bool keep = check_keep(work, decl, out);
  if (!condition || !keep) return std::nullopt;
  out.condition = *condition;
  return out;
}

/// The requirements of the tier that this one extends.
bool inherit(Work& work, const ast::TierDecl& decl, uint32_t word, Tier& tier) {
  if (!decl.extends) return true;
  const auto parent = find_tier(work, *decl.extends);
  if (!parent) return false;
  if (*parent >= word) {
    work.report(Code::TierOrder, decl.extends->span,
                fmt::format("`{}` does not stand below `{}`", decl.extends->text, decl.name.text))
        .hint = "a tier extends one below it";
    return false;
  }
  for (const Tier& below : work.program.tiers) {
    if (below.word == *parent) tier.requirements = below.requirements;
  }
  return true;
}

bool check_tier(Work& work, uint32_t word) {
  const ast::TierDecl& decl = *work.tier_decls[word];
  Tier tier;
  tier.word = word;
  tier.span = decl.name.span;
  bool good = inherit(work, decl, word, tier);
  std::vector<Requirement> own;
  for (const ast::Requirement& requirement : decl.requirements) {
    auto checked = check_requirement(work, requirement);
    good = good && checked;
    if (checked) own.push_back(std::move(*checked));
  }
  good = good && check_versions(work, own);
  tier.requirements = with_own(tier.requirements, own);
  work.program.tiers.push_back(std::move(tier));
  return good;
}

}  // namespace

void check_requirements(Work& work) {
  const bool in_cycle = work.tier == State::Bad;
  bool good = !in_cycle;
  work.tier_decls.resize(work.program.enums[0].words.size());
  for (uint32_t word = 1; word < work.tier_decls.size(); ++word) {
    if (work.tier_decls[word] && !in_cycle) good = check_tier(work, word) && good;
  }
  work.tier = good ? State::Good : State::Bad;
}

/// Tiers may be only the words of an enum; but once one is asked for, each must say what it needs.
void check_tiers_declared(Work& work) {
  const bool declared = std::any_of(work.tier_decls.begin(), work.tier_decls.end(),
                                    [](const ast::TierDecl* decl) { return decl != nullptr; });
  if (work.tier_misnamed || (!declared && !work.tier_asked)) return;
  const EnumType& tiers = work.program.enums[0];
  for (uint32_t word = 1; word < work.tier_decls.size(); ++word) {
    if (work.tier_decls[word]) continue;
    auto& error =
        work.report(Code::TierUndeclared, tiers.span,
                    fmt::format("nothing says what the tier `{}` requires", tiers.words[word]));
    if (work.tier_asked) label(error, *work.tier_asked, "here the tier is needed");
    error.hint = fmt::format("write `tier {} {{ requires ... }}`", tiers.words[word]);
  }
}

}  // namespace tierline::checked
