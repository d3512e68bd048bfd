// The command `cliffs` as it is declared.
#include <fmt/format.h>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/arguments/command_line.hpp"

namespace tierline::cli {

namespace {

const std::map<std::string, CliffsFormat> kFormats = {{"text", CliffsFormat::Text},
                                                      {"json", CliffsFormat::Json},
                                                      {"csv", CliffsFormat::Csv},
                                                      {"svg", CliffsFormat::Svg}};
const std::vector<std::string_view> kWords = {"text", "json", "csv", "svg"};

CliffsFormat format_of(const std::string& word) {
  const auto found = kFormats.find(word);
  if (found != kFormats.end()) return found->second;
  throw CLI::ValidationError(
      fmt::format("{} is none of {}", bulk::shown(word), bulk::listed(kWords)));
}

calendar::Day day_of(const std::string& text) {
  const auto parsed = calendar::parse_day(text);
  if (parsed) return *parsed;
  throw CLI::ValidationError(
      fmt::format("--as-of: {} is not a day; write it like 2022-07-01", bulk::shown(text)));
}

}  // namespace

void CommandLine::add_cliffs() {
  CLI::App* command =
      add("cliffs", "find where outputs jump as a number rises: from what to what, and for whom",
          "tierline cliffs programs/milestone --axis revenue_this_year --by region --output tier");
  add_program(command, cliffs_.program, false);
  const auto names = [&](const std::string& option, std::vector<std::string>& into,
                         const std::string& about) {
    command->add_option(option, into, about)->type_name("NAME")->allow_extra_args(false);
  };
  const auto text = [&](const std::string& option, std::string& into, const std::string& word,
                        const std::string& about) {
    return command->add_option(option, into, about)->type_name(word);
  };
  names("--axis", cliffs_.axes,
        "a field, LEDGER.FIELD, a definition or bands; may be repeated (otherwise what the "
        "program's bands and requirements look at)");
  names("--output", cliffs_.outputs,
        "only this output or definition; may be repeated (otherwise all outputs)");
  names("--net", cliffs_.net, "what is left of the axis without this output; may be repeated");
  text("--by", cliffs_.by, "FIELD", "one curve for each word of this field of the account");
  paths_[text("--facts", cliffs_.facts, "PATH",
              "the partner, as `decide` takes it (otherwise one of the program's scenarios)")] =
      true;
  command
      ->add_option_function<std::string>(
          "--as-of", [this](const std::string& day) { cliffs_.as_of = day_of(day); },
          "the day of the question (otherwise that of the scenario, or the program's last)")
      ->type_name("DAY");
  text("--from", cliffs_.from, "VALUE", "where on the axis to begin (otherwise at 0)");
  text("--to", cliffs_.to, "VALUE", "where on the axis to end (otherwise as far as facts can go)");
  command->add_flag("--steps", cliffs_.steps,
                    "list the steps of roundings and calendar periods too, as of one to 50 EUR");
  command->add_flag("--scenarios", cliffs_.scenarios,
                    "print the partner of each edge, just below it and at it (text)");
  add_optional_path(command, "-o,--out", cliffs_.out, "a file to write instead of printing");
  CLI::Option* format = command->add_option_function<std::string>(
      "--format", [this](const std::string& word) { cliffs_.format = format_of(word); },
      "a table, JSON, CSV, or a chart");
  format->type_name(fmt::format("{}", fmt::join(kWords, "|")))->envname("TIERLINE_FORMAT");
  choices_[format] = {kWords.begin(), kWords.end()};
  results_[command] = [this] { return cliffs_; };
}

}  // namespace tierline::cli
