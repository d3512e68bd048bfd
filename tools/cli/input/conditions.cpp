#include "tools/cli/input/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/input/opened.hpp"

namespace tierline::cli {

namespace {

/// A name that stands nowhere in the program.
std::string free_name(const std::filesystem::path& path) {
  std::string name = "left_out";
  const compiler::LoadedProgram loaded = compiler::load_program(path);
  if (!loaded.program) return name;
  const auto& files = loaded.program->sources.files();
  while (std::any_of(files.begin(), files.end(), [&](const source::SourceFile& file) {
    return file.text.find(name) != std::string::npos;
  })) {
    name += "_";
  }
  return name;
}

std::vector<source::SourceFile> as_invariants(const std::string& name, const std::string& option,
                                              const std::vector<std::string>& conditions) {
  std::vector<source::SourceFile> out;
  for (size_t i = 0; i < conditions.size(); ++i) {
    const std::string lead = fmt::format("invariant {}{} : ", name, i + 1);
    out.push_back({option, lead + conditions[i] + "\n", lead.size()});
  }
  return out;
}

bool is_blank(const std::string& condition) {
  return condition.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// Whether the text is one invariant that says nothing but its condition.
bool is_one_condition(const source::SourceFile& text) {
  const dsl::Parsed parsed = dsl::parse(source::SourceSet({text}));
  if (parsed.ast.decls.size() != 1) return false;
  const auto* claim = std::get_if<ast::ClaimDecl>(&parsed.ast.decls.front());
  return claim != nullptr && !claim->law && !claim->given;
}

}  // namespace

base::Result<Conditioned, Exit> open_with_conditions(const std::filesystem::path& path,
                                                     const std::string& option,
                                                     const std::vector<std::string>& conditions,
                                                     Format format) {
  if (std::any_of(conditions.begin(), conditions.end(), is_blank)) {
    return unusable(option + " takes a condition, and this one is empty");
  }
  const std::string name = free_name(path);
  const auto texts = as_invariants(name, option, conditions);
  auto program = open_text(path, format, texts);
  if (!program) return program.error();
  for (const source::SourceFile& text : texts) {
    if (!is_one_condition(text)) return unusable(option + " takes one condition and nothing else");
  }
  Conditioned out{std::move(program).value(), {}};
  for (const checked::Claim& claim : out.program.compiled.checked->claims) {
    if (claim.name.starts_with(name)) out.conditions.push_back(claim.subject);
  }
  return out;
}

}  // namespace tierline::cli
