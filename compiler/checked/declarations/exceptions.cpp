// Exceptions: which is one to which, and whether two of them can apply on one day.
#include <fmt/format.h>

#include "compiler/checked/declarations/declarations.hpp"
#include "compiler/checked/declarations/exclusive.hpp"

namespace tierline::checked {

namespace {

uint32_t find_exception(const Define& define, std::string_view name) {
  for (size_t i = 0; i < define.exceptions.size(); ++i) {
    if (define.exceptions[i].name == name) return static_cast<uint32_t>(i);
  }
  return kNone;
}

/// False when there is no such parent, and that was reported.
bool find_parent(Work& work, const ast::Exception& decl, Define& define, uint32_t index) {
  if (!decl.to) return true;
  const uint32_t parent = find_exception(define, decl.to->text);
  if (parent != kNone && parent < index) {
    define.exceptions[index].parent = parent;
    return true;
  }
  auto& error = work.report(
      Code::ExceptionParent, decl.to->span,
      parent == kNone ? fmt::format("`{}` has no exception `{}`", define.name, decl.to->text)
                      : fmt::format("the exception `{}` stands after this one", decl.to->text));
  if (parent != kNone) {
    error.hint = "an exception stands after the one to which it is an exception";
    return false;
  }
  std::vector<std::string_view> names;
  for (const Exception& one : define.exceptions) names.push_back(one.name);
  error.hint = work.suggest(decl.to->text, std::move(names));
  return false;
}

void check_names(Work& work, const Define& define) {
  for (uint32_t i = 0; i < define.exceptions.size(); ++i) {
    const Exception& one = define.exceptions[i];
    const uint32_t first = find_exception(define, one.name);
    if (first == i) continue;
    report_duplicate(work, {one.name, one.span}, fmt::format("an exception of `{}`", define.name),
                     define.exceptions[first].span);
  }
}

Days days_of_exception(const Exception& exception) {
  Days days;
  if (exception.from) days.low = *exception.from;
  if (exception.until) days.high = *exception.until;
  return days;
}

std::string witness(Days both) {
  if (both.low > calendar::kDayMin) return "on " + calendar::to_text(both.low);
  if (both.high < calendar::kDayMax) return "on " + calendar::to_text(both.high);
  return "on any day";
}

/// The days on which both apply, if there are any that are not ruled out.
std::optional<Days> clash(const Work& work, const Exception& a, const Exception& b) {
  const Days both = intersect(days_of_exception(a), days_of_exception(b));
  if (both.low > both.high) return std::nullopt;
  if (a.when && b.when && are_exclusive(work.program, *a.when, *b.when)) return std::nullopt;
  return both;
}

void check_pair(Work& work, const Define& define, const Exception& first, const Exception& second) {
  const auto both = clash(work, first, second);
  if (!both) return;
  auto& error = work.report(Code::ExceptionOverlap, second.span,
                            fmt::format("`{}` and `{}` of `{}` can apply at once, for example {}",
                                        first.name, second.name, define.name, witness(*both)));
  label(error, first.span, fmt::format("`{}`", first.name));
  error.hint =
      "give them different days or conditions, make one an exception `to` the other, or "
      "mark one `agreeing`: then the first in the text decides";
}

}  // namespace

void check_exceptions(Work& work, const ast::DefineDecl& decl, Define& define) {
  check_names(work, define);
  bool parents = true;
  for (uint32_t i = 0; i < define.exceptions.size(); ++i) {
    parents = find_parent(work, decl.exceptions[i], define, i) && parents;
  }
  if (!parents) return;  // who is whose sibling is not known
  for (size_t j = 1; j < define.exceptions.size(); ++j) {
    for (size_t i = 0; i < j; ++i) {
      const bool siblings = define.exceptions[i].parent == define.exceptions[j].parent;
      const bool agreeing = decl.exceptions[i].agreeing || decl.exceptions[j].agreeing;
      if (siblings && !agreeing)
        check_pair(work, define, define.exceptions[i], define.exceptions[j]);
    }
  }
}

}  // namespace tierline::checked
