#include "tests/generators/program.hpp"

#include "base/assert.hpp"
#include "tests/generators/declarations.hpp"

namespace tierline::generators {

ProgramSource make_program(Choices& choices, int size, Status status) {
  Declarations declarations(choices, size);
  const bool moves = status == Status::Always || choices.chance(2, 5);
  declarations.program(moves);
  declarations.tiers_and_enums();
  if (choices.chance(1, 2)) declarations.calendar();
  declarations.account();
  const auto some = [&](uint32_t least, uint32_t most) {
    return least + choices.below(1 + static_cast<size_t>(most) * static_cast<size_t>(size) / 100);
  };
  for (uint32_t i = some(0, 2); i > 0; --i) declarations.table();
  for (uint32_t i = some(moves ? 1 : 0, 2); i > 0; --i) declarations.ledger();
  for (uint32_t i = some(0, 4); i > 0; --i) {
    const uint32_t kind = choices.below(4);
    if (kind == 3)
      declarations.table();
    else if (kind == 2)
      declarations.bands();
    else
      declarations.define(false);
  }
  declarations.tiers();
  if (moves) declarations.status();
  for (uint32_t i = some(1, 5); i > 0; --i) declarations.define(true);
  if (choices.chance(1, 2)) declarations.split();
  declarations.decide();
  if (choices.chance(1, 3)) declarations.scenario();
  return {declarations.text(), declarations.files()};
}

compiler::ProgramText to_program_text(const ProgramSource& source) {
  using Read = std::variant<std::string, std::string>;
  compiler::ProgramText text;
  text.sources = source::SourceSet({{"program.tier", source.text}});
  text.load = [files = source.files](std::string_view name) {
    const auto found = files.find(std::string(name));
    if (found == files.end()) return Read(std::in_place_index<1>, "there is no such file");
    return Read(std::in_place_index<0>, found->second);
  };
  return text;
}

compiler::Compiled compile(const ProgramSource& source, std::string& why) {
  const compiler::ProgramText text = to_program_text(source);
  compiler::Compiled compiled = compiler::compile(text);
  for (const source::Diagnostic& found : compiled.diagnostics.items()) {
    if (source::severity_of(found.code) != source::Severity::Error) continue;
    const source::Position at = text.sources.position(found.span.begin);
    why += "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + ": " +
           source::code_text(found.code) + " " + found.message + "\n    " +
           std::string(text.sources.line_text(at)) + "\n";
  }
  if (why.empty() && !compiled.bytecode) why = "no bytecode and no error";
  return compiled;
}

}  // namespace tierline::generators
