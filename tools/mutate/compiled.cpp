#include "tools/mutate/compiled.hpp"

#include <algorithm>

namespace tierline::mutate {

namespace {

using source::Diagnostics;
using source::Severity;

bool covers(base::Span span, const source::Diagnostic& item) {
  return severity_of(item.code) == Severity::Error && span.contains(item.span.begin);
}

/// Judges: what may name a rule, and decides nothing.
std::optional<base::Span> span_of_judge(const ast::Decl& decl) {
  if (const auto* scenario = std::get_if<ast::ScenarioDecl>(&decl)) return scenario->span;
  if (const auto* claim = std::get_if<ast::ClaimDecl>(&decl)) return claim->span;
  return std::nullopt;
}

std::string first_error(const Diagnostics& diagnostics) {
  for (const source::Diagnostic& item : diagnostics.items()) {
    if (severity_of(item.code) == Severity::Error) return item.message;
  }
  return "";
}

/// What names a rule is taken out of a scenario; what expects nothing else, with it.
void take_rules_out(ast::ScenarioDecl& scenario) {
  for (ast::ScenarioStep& step : scenario.steps) {
    for (ast::Expect& expect : step.expects) expect.because.clear();
    std::erase_if(step.expects, [](const ast::Expect& expect) {
      return !expect.missing && !expect.invariant && !expect.value && expect.parts.empty();
    });
  }
}

/// The judges in which there are errors; nothing if errors stand elsewhere.
std::optional<std::vector<size_t>> misfits(const ast::Ast& ast, const Diagnostics& diagnostics) {
  std::vector<size_t> out;
  size_t errors = 0;
  for (size_t i = 0; i < ast.decls.size(); ++i) {
    const auto span = span_of_judge(ast.decls[i]);
    if (!span) continue;
    const auto& items = diagnostics.items();
    const auto own = std::count_if(items.begin(), items.end(),
                                   [&](const auto& item) { return covers(*span, item); });
    if (own > 0) out.push_back(i);
    errors += static_cast<size_t>(own);
  }
  if (errors < diagnostics.error_count()) return std::nullopt;
  return out;
}

void note_misfit(CompiledMutant& made, const ast::Decl& decl) {
  if (made.misfit) return;
  const auto* scenario = std::get_if<ast::ScenarioDecl>(&decl);
  made.misfit =
      scenario != nullptr ? scenario->title.text : std::get<ast::ClaimDecl>(decl).name.text;
  made.misfit_is_claim = scenario == nullptr;
}

/// Checks; where only judges do not fit, again with those scenarios read without rules and those
/// claims left out.
checked::Checked check(ast::Ast& ast, const checked::FileLoader& load, CompiledMutant& made) {
  checked::Checked checked = checked::check(ast, load);
  if (checked.program) return checked;
  const auto found = misfits(ast, checked.diagnostics);
  if (!found) return checked;
  for (const size_t at : *found) note_misfit(made, ast.decls[at]);
  for (auto at = found->rbegin(); at != found->rend(); ++at) {
    auto* scenario = std::get_if<ast::ScenarioDecl>(&ast.decls[*at]);
    if (scenario != nullptr) take_rules_out(*scenario);
    if (scenario == nullptr) ast.decls.erase(ast.decls.begin() + static_cast<ptrdiff_t>(*at));
  }
  checked = checked::check(ast, load);
  // Who still does not fit asks for what is not there at all, a day before the first, say.
  made.only_misfits = !checked.program && misfits(ast, checked.diagnostics).has_value();
  return checked;
}

}  // namespace

CompiledMutant compile_mutant(const compiler::ProgramText& text) {
  CompiledMutant made;
  dsl::Parsed parsed = dsl::parse(text.sources);
  made.error = first_error(parsed.diagnostics);
  if (parsed.diagnostics.has_errors()) return made;
  checked::Checked checked = check(parsed.ast, text.load, made);
  made.error = first_error(checked.diagnostics);
  if (!checked.program) return made;
  made.program = std::move(checked.program);
  made.bytecode = compiler::to_bytecode(*made.program, "");
  if (!made.bytecode) made.error = "the program is too large";
  return made;
}

}  // namespace tierline::mutate
