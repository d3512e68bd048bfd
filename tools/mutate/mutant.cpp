#include "tools/mutate/mutant.hpp"

#include <algorithm>

namespace tierline::mutate {

const std::array<OperatorInfo, kOperators>& operators() {
  static constexpr std::array<OperatorInfo, kOperators> kAll = {{
      {"thresholds", "an amount or a count one unit higher or lower"},
      {"rates", "a percentage one unit of its last digit higher or lower"},
      {"cells", "the value of a table row or cell, here or in a CSV file, another one"},
      {"edges", "an edge of bands one unit higher or lower, or on its other side"},
      {"modes", "how bands pay: `whole`, `marginal`, ..."},
      {"dates", "a day one earlier or later, `by D` without D"},
      {"delays", "a number of days, months or years one more or less"},
      {"grace", "`grace` one day longer or shorter, or left out"},
      {"assessment", "`assessed yearly` or `once` left out, the day of assessment one off"},
      {"comparisons", "`<` for `<=`, `<` for `>=`, `=` for `!=` and so on"},
      {"logic", "`and` for `or`, `any of` for `all of`, `not` left out"},
      {"arithmetic", "`+` for `-`, `*` for `/`"},
      {"extremes", "`max` for `min`, `later of` for `earlier of`"},
      {"choices", "what follows `then` and `else` exchanged"},
      {"conditions", "`where` or `when` left out"},
      {"periods", "`before` for `of`, `quarter` for `year`, `start` for `end`"},
      {"rounding", "another mode or quantum of `rounded`"},
      {"words", "the word of an enum or a tier next to it, `yes` for `no`"},
      {"otherwise", "what follows `otherwise` another one"},
      {"defaults", "the default of a field another one"},
      {"requirements", "a requirement left out"},
      {"exceptions", "an exception left out"},
      {"status", "a line of `status` left out, or how far a tier falls"},
      {"calendars", "a day of the weekend, a holiday or an extra working day left out"},
  }};
  return kAll;
}

std::optional<Operator> operator_named(std::string_view name) {
  for (size_t i = 0; i < kOperators; ++i) {
    if (operators()[i].name == name) return static_cast<Operator>(i);
  }
  return std::nullopt;
}

Texts altered(const Texts& texts, const std::vector<Edit>& edits) {
  Texts out = texts;
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    out.files[edit->file].text.replace(edit->begin, edit->end - edit->begin, edit->text);
  }
  return out;
}

compiler::ProgramText program_of(const Texts& texts, const checked::FileLoader& load) {
  const auto middle = texts.files.begin() + static_cast<ptrdiff_t>(texts.programs);
  compiler::ProgramText program;
  program.sources = source::SourceSet({texts.files.begin(), middle});
  const std::vector<source::SourceFile> tables(middle, texts.files.end());
  program.load = [tables, load](std::string_view name) -> std::variant<std::string, std::string> {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const auto& file) { return file.name == name; });
    if (found == tables.end()) return load(name);
    return std::variant<std::string, std::string>(std::in_place_index<0>, found->text);
  };
  return program;
}

}  // namespace tierline::mutate
