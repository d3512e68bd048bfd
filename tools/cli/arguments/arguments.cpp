#include "tools/cli/arguments/arguments.hpp"

#include <fmt/format.h>

#include <deque>

#include "base/nearest.hpp"
#include "tools/cli/arguments/command_line.hpp"

namespace tierline::cli {

// ---- the line -----------------------------------------------------------------------------------

const CLI::App* CommandLine::chosen() const {
  const auto commands = app_.get_subcommands();
  return commands.empty() ? &app_ : commands.front();
}

std::variant<Arguments, Answer> CommandLine::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    return Answer{std::string(version.what()) + "\n", "", true};
  } catch (const CLI::CallForHelp&) {
    return Answer{app_.help(), "", true};
  } catch (const CLI::ParseError& error) {
    return refuse(error);
  }
  return results_.at(chosen())();
}

/// The nearest flag or command to what was not understood.
std::string CommandLine::suggestion_for(const CLI::App* command) const {
  std::deque<std::string> names;
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const CLI::App* sub : command->get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(sub->get_name());
  }
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (const std::string& word : app_.remaining(true)) {
    const std::string_view near = base::nearest(word, known);
    if (!near.empty()) return fmt::format("; did you mean `{}`?", near);
  }
  return "";
}

Answer CommandLine::refuse(const CLI::ParseError& error) {
  const CLI::App* command = chosen();
  const std::string name = command == &app_ ? "tierline" : "tierline " + command->get_name();
  return {
      "",
      fmt::format("{}: {}{}\ntry `{} --help`\n", name, error.what(), suggestion_for(command), name),
      false};
}

// ---- what there is ------------------------------------------------------------------------------

OptionHelp CommandLine::describe(const CLI::Option* option) const {
  OptionHelp help;
  for (const std::string& name : option->get_snames()) help.names.push_back("-" + name);
  for (const std::string& name : option->get_lnames()) help.names.push_back("--" + name);
  help.about = option->get_description();
  help.takes_value = option->get_expected_max() > 0;
  if (const auto choices = choices_.find(option); choices != choices_.end()) {
    help.choices = choices->second;
  }
  help.takes_path = paths_.count(option) != 0;
  return help;
}

std::vector<CommandHelp> CommandLine::describe() const {
  std::vector<CommandHelp> commands;
  const auto all = [](const CLI::App*) { return true; };
  for (const CLI::App* command : app_.get_subcommands(all)) {
    CommandHelp& help = commands.emplace_back();
    help.name = command->get_name();
    help.about = command->get_description();
    for (const CLI::Option* option : command->get_options()) {
      help.options.push_back(describe(option));
    }
  }
  return commands;
}

std::variant<Arguments, Answer> parse_arguments(int argc, const char* const* argv) {
  return CommandLine().parse(argc, argv);
}

std::vector<CommandHelp> describe_commands() { return CommandLine().describe(); }

}  // namespace tierline::cli
