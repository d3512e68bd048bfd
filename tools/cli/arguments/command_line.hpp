// CommandLine: the subcommands and their options as the library wants them, and where the values of
// the line arrive. Private to this folder, because only this folder knows the library.
// Made of: commands.cpp, compare_command.cpp (what there is), arguments.cpp (how a line is read)
// Tested by: tests/cli
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/arguments/arguments.hpp"

namespace tierline::cli {

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
  CLI::Option* take_path(CLI::Option* option);
  CLI::Option* add_optional_path(CLI::App* command, const std::string& name,
                                 std::filesystem::path& path, const std::string& about);
  void add_format(CLI::App* command, Format& format);
  void add_formats(CLI::App* command, Format& format, Files& files);
  template <class Day>
  CLI::Option* add_day(CLI::App* command, const std::string& name, Day& day,
                       const std::string& about);
  void add_as_of(CLI::App* command, calendar::Day& day);
  void add_known_on(CLI::App* command, std::optional<calendar::Day>& day);
  CLI::Option* add_count(CLI::App* command, const std::string& name, uint64_t& count,
                         uint64_t least, uint64_t most, const std::string& about);
  static CLI::Option* add_bytes(CLI::App* command, const std::string& name, uint64_t& bytes,
                                const std::string& about);
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
  void add_running(CLI::App* command, CLI::Option* against);
  void add_threads(CLI::App* command, uint64_t& threads);
  void add_progress(CLI::App* command, Showing& progress);
  void add_replay();
  void add_generate();
  void add_prove();
  void add_cliffs();
  void add_compare();
  void add_mutate();
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
  ReplayArguments replay_;
  GenerateArguments generate_;
  ProveArguments prove_;
  CliffsArguments cliffs_;
  CompareArguments compare_;
  MutateArguments mutate_;
  FmtArguments fmt_;
  VersionArguments version_;
  CompletionArguments completion_;
  std::map<const CLI::App*, std::function<Arguments()>> results_;
  std::map<const CLI::Option*, std::vector<std::string>> choices_;
  std::map<const CLI::Option*, bool> paths_;
};

/// What a word of the line stands for.
template <class Value>
Value choice(const std::string& word, const std::map<std::string, Value>& choices,
             const std::vector<std::string_view>& known) {
  const auto found = choices.find(word);
  if (found != choices.end()) return found->second;
  throw CLI::ValidationError(
      fmt::format("{} is none of {}", bulk::shown(word), bulk::listed(known)));
}

template <class Value>
CLI::Option* CommandLine::add_choice(CLI::App* command, const std::string& names, Value& value,
                                     const std::map<std::string, Value>& choices,
                                     const std::string& about) {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (const auto& [word, meaning] : choices) words.push_back(word);
  const auto read = [&value, choices, words](const std::string& word) {
    value = choice(word, choices, {words.begin(), words.end()});
  };
  CLI::Option* option = command->add_option_function<std::string>(names, read, about);
  option->type_name(fmt::format("{}", fmt::join(words, "|")));
  choices_[option] = words;
  return option;
}

}  // namespace tierline::cli
