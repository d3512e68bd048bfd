#include "tools/cli/arguments/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include "base/nearest.hpp"
#include "tools/bulk/facts/words.hpp"
#include "tools/cli/output/version.hpp"

namespace tierline::cli {

namespace {

using Paths = std::vector<std::filesystem::path>;

/// The application as the library wants it, and where the values of the line arrive.
class CommandLine {
 public:
  CommandLine();

  std::variant<Arguments, Answer> parse(int argc, const char* const* argv);
  std::vector<CommandHelp> describe() const;

 private:
  CLI::App* add(const std::string& name, const std::string& about, const std::string& example);
  void add_program(CLI::App* command, std::filesystem::path& program, bool compiled);
  void add_path(CLI::App* command, const std::string& names, std::filesystem::path& path,
                const std::string& about);
  void add_format(CLI::App* command, Format& format);
  void add_day(CLI::App* command, calendar::Day& day);
  template <class Value>
  CLI::Option* add_choice(CLI::App* command, const std::string& names, Value& value,
                          const std::map<std::string, Value>& choices, const std::string& about);

  void add_check();
  void add_build();
  void add_dump();
  void add_report();
  void add_test();
  void add_decide();
  void add_run();
  void add_fmt();
  void add_version();
  void add_completion();

  Answer refuse(const CLI::ParseError& error);
  std::string suggestion_for(const CLI::App* command) const;
  const CLI::App* chosen() const;
  OptionHelp describe(const CLI::Option* option) const;

  CLI::App app_{"tierline decides what partners are entitled to, from a program and facts.",
                "tierline"};
  CheckArguments check_;
  BuildArguments build_;
  DumpArguments dump_;
  ReportArguments report_;
  TestArguments test_;
  DecideArguments decide_;
  RunArguments run_;
  FmtArguments fmt_;
  VersionArguments version_;
  CompletionArguments completion_;
  std::map<const CLI::App*, std::function<Arguments()>> results_;
  std::map<const CLI::Option*, std::vector<std::string>> choices_;
  std::map<const CLI::Option*, bool> paths_;
};

CommandLine::CommandLine() {
  app_.require_subcommand(1);
  app_.set_version_flag("--version", version_line(), "print the version and exit");
  app_.footer(
      "`tierline COMMAND --help` explains a command.\n"
      "Exit status: 0 fine; 1 the thing checked does not hold; 2 usage, input or output.\n"
      "TIERLINE_FORMAT stands for --format, NO_COLOR=1 turns colours off.");
  add_check();
  add_build();
  add_dump();
  add_report();
  add_test();
  add_decide();
  add_run();
  add_fmt();
  add_version();
  add_completion();
}

CLI::App* CommandLine::add(const std::string& name, const std::string& about,
                           const std::string& example) {
  CLI::App* command = app_.add_subcommand(name, about);
  command->footer("Example:\n  " + example);
  return command;
}

// ---- kinds of options ---------------------------------------------------------------------------

void CommandLine::add_path(CLI::App* command, const std::string& names, std::filesystem::path& path,
                           const std::string& about) {
  paths_[command->add_option(names, path, about)->required()->type_name("PATH")] = true;
}

void CommandLine::add_program(CLI::App* command, std::filesystem::path& program, bool compiled) {
  add_path(command, "PROGRAM", program,
           compiled ? "a .tier file, a folder of them, or a compiled .tlb file"
                    : "a .tier file, or a folder of them");
}

template <class Value>
CLI::Option* CommandLine::add_choice(CLI::App* command, const std::string& names, Value& value,
                                     const std::map<std::string, Value>& choices,
                                     const std::string& about) {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (const auto& [word, meaning] : choices) words.push_back(word);
  const auto read = [&value, choices, words](const std::string& word) {
    const auto found = choices.find(word);
    if (found == choices.end()) {
      const std::vector<std::string_view> known(words.begin(), words.end());
      throw CLI::ValidationError(
          fmt::format("{} is none of {}", bulk::shown(word), bulk::listed(known)));
    }
    value = found->second;
  };
  CLI::Option* option = command->add_option_function<std::string>(names, read, about);
  option->type_name(fmt::format("{}", fmt::join(words, "|")));
  choices_[option] = words;
  return option;
}

void CommandLine::add_format(CLI::App* command, Format& format) {
  add_choice<Format>(command, "--format", format, {{"text", Format::Text}, {"json", Format::Json}},
                     "for people or for programs")
      ->envname("TIERLINE_FORMAT");
}

void CommandLine::add_day(CLI::App* command, calendar::Day& day) {
  const auto read = [&day](const std::string& text) {
    const auto parsed = calendar::parse_day(text);
    if (!parsed) {
      throw CLI::ValidationError(
          fmt::format("--as-of: {} is not a day; write it like 2022-07-01", bulk::shown(text)));
    }
    day = *parsed;
  };
  command->add_option_function<std::string>("--as-of", read, "the day of the question, YYYY-MM-DD")
      ->required()
      ->type_name("DAY");
}

// ---- the commands -------------------------------------------------------------------------------

void CommandLine::add_check() {
  CLI::App* command = add("check", "report everything that is wrong with a program",
                          "tierline check programs/milestone");
  add_program(command, check_.program, false);
  add_format(command, check_.format);
  results_[command] = [this] { return check_; };
}

void CommandLine::add_build() {
  CLI::App* command = add("build", "compile a program into one file",
                          "tierline build programs/milestone -o milestone.tlb");
  add_program(command, build_.program, false);
  add_path(command, "-o,--out", build_.out, "the file to write");
  add_format(command, build_.format);
  results_[command] = [this] { return build_; };
}

void CommandLine::add_dump() {
  CLI::App* command = add("dump", "print what a stage of the compiler makes of a program",
                          "tierline dump programs/milestone --stage bytecode");
  add_program(command, dump_.program, true);
  add_choice<Stage>(command, "--stage", dump_.stage,
                    {{"ast", Stage::Ast},
                     {"checked", Stage::Checked},
                     {"ir", Stage::Ir},
                     {"bytecode", Stage::Bytecode}},
                    "which stage")
      ->required();
  add_format(command, dump_.format);
  results_[command] = [this] { return dump_; };
}

void CommandLine::add_report() {
  CLI::App* command = add("report", "say what a program costs, or which rules stand on no clause",
                          "tierline report programs/milestone --of clauses");
  add_program(command, report_.program, false);
  add_choice<Subject>(command, "--of", report_.subject,
                      {{"cost", Subject::Cost}, {"clauses", Subject::Clauses}},
                      "the operations of one decision, or rules without clause and the reverse")
      ->required();
  add_format(command, report_.format);
  results_[command] = [this] { return report_; };
}

void CommandLine::add_test() {
  CLI::App* command = add("test", "run the scenarios of a program",
                          "tierline test programs/milestone --filter accelerator");
  add_program(command, test_.program, false);
  command->add_option("--filter", test_.filter, "only scenarios whose title holds this")
      ->type_name("TEXT");
  add_format(command, test_.format);
  results_[command] = [this] { return test_; };
}

void CommandLine::add_decide() {
  CLI::App* command =
      add("decide", "decide one account, facts in JSON, with the rules that decided",
          "tierline decide programs/milestone --facts acme.json --as-of 2022-12-31");
  add_program(command, decide_.program, true);
  paths_[command->add_option("--facts", decide_.facts, "a JSON file, or - for standard input")
             ->required()
             ->type_name("PATH")] = true;
  add_day(command, decide_.as_of);
  command->add_flag("--trace", decide_.trace, "show the value of every step too");
  add_format(command, decide_.format);
  results_[command] = [this] { return decide_; };
}

void CommandLine::add_run() {
  CLI::App* command = add("run", "decide every account of a data folder",
                          "tierline run programs/milestone --data programs/milestone/data "
                          "--as-of 2022-12-31 --out results");
  add_program(command, run_.program, true);
  add_path(command, "--data", run_.data, "the folder with account.csv, sale.csv, ...");
  add_day(command, run_.as_of);
  add_path(command, "--out", run_.out, "the folder to make");
  command->add_flag("--replace", run_.replace, "replace an earlier run in that folder");
  command->add_flag("--summary", run_.summary, "print tier counts, largest amounts, reasons");
  command->add_option("--top", run_.top, "for the summary: outputs whose largest values to show")
      ->type_name("OUTPUT")
      ->delimiter(',')
      ->allow_extra_args(false);
  add_format(command, run_.format);
  results_[command] = [this] { return run_; };
}

void CommandLine::add_fmt() {
  CLI::App* command = add("fmt", "lay .tier files out in the one canonical way",
                          "tierline fmt --check programs/milestone/*.tier");
  paths_[command->add_option("FILES", fmt_.files, ".tier files")->required()->type_name("PATH")] =
      true;
  command->add_flag("--check", fmt_.check, "change nothing, name the files that would change");
  add_format(command, fmt_.format);
  results_[command] = [this] { return fmt_; };
}

void CommandLine::add_version() {
  CLI::App* command = add("version", "print the version", "tierline version");
  add_format(command, version_.format);
  results_[command] = [this] { return version_; };
}

void CommandLine::add_completion() {
  CLI::App* command = add("completion", "print a completion script for a shell",
                          "tierline completion bash > ~/.local/share/bash-completion/completions/"
                          "tierline");
  add_choice<Shell>(command, "SHELL", completion_.shell,
                    {{"bash", Shell::Bash}, {"zsh", Shell::Zsh}, {"fish", Shell::Fish}},
                    "which shell")
      ->required();
  results_[command] = [this] { return completion_; };
}

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

}  // namespace

std::variant<Arguments, Answer> parse_arguments(int argc, const char* const* argv) {
  return CommandLine().parse(argc, argv);
}

std::vector<CommandHelp> describe_commands() { return CommandLine().describe(); }

}  // namespace tierline::cli
