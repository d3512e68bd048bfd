#include "tests/generators/program.hpp"

#include "tests/generators/declarations.hpp"

namespace tierline::generators {

ProgramSource make_program(Choices& choices, int size) {
  Declarations declarations(choices, size);
  declarations.program();
  declarations.tiers_and_enums();
  if (choices.chance(1, 2)) declarations.calendar();
  declarations.account();
  const auto some = [&](uint32_t least, uint32_t most) {
    return least + choices.below(1 + static_cast<size_t>(most) * static_cast<size_t>(size) / 100);
  };
  for (uint32_t i = some(0, 2); i > 0; --i) declarations.table();
  for (uint32_t i = some(0, 2); i > 0; --i) declarations.ledger();
  for (uint32_t i = some(0, 4); i > 0; --i) {
    const uint32_t kind = choices.below(4);
    if (kind == 3) declarations.table();
    else if (kind == 2) declarations.bands();
    else declarations.define(false);
  }
  declarations.tiers();
  for (uint32_t i = some(1, 5); i > 0; --i) declarations.define(true);
  declarations.decide();
  if (choices.chance(1, 3)) declarations.scenario();
  return {declarations.text(), declarations.files()};
}

compiler::ProgramText to_program_text(const ProgramSource& source) {
  compiler::ProgramText text;
  text.sources = source::SourceSet({{"program.tier", source.text}});
  text.load = [files = source.files](std::string_view name) -> std::variant<std::string, std::string> {
    const auto found = files.find(std::string(name));
    if (found == files.end()) return std::variant<std::string, std::string>(std::in_place_index<1>, "no such file");
    return std::variant<std::string, std::string>(std::in_place_index<0>, found->second);
  };
  return text;
}

}  // namespace tierline::generators
