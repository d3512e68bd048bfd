// The command `mutate` as it is declared.
#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/arguments/command_line.hpp"
#include "tools/mutate/mutant.hpp"

namespace tierline::cli {

namespace {

std::vector<std::string_view> operator_names() {
  std::vector<std::string_view> names;
  for (const mutate::OperatorInfo& info : mutate::operators()) names.push_back(info.name);
  return names;
}

void check_operators(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (mutate::operator_named(name)) continue;
    throw CLI::ValidationError(fmt::format("--operators: {} is none of {}", bulk::shown(name),
                                           bulk::listed(operator_names())));
  }
}

std::string operators_help() {
  std::string out = "Operators:\n";
  for (const mutate::OperatorInfo& info : mutate::operators()) {
    out += fmt::format("  {:<13} {}\n", info.name, info.about);
  }
  return out;
}

}  // namespace

void CommandLine::add_mutate() {
  CLI::App* command =
      add("mutate",
          "make one small mistake after the other in a program, and see whether it is noticed",
          "tierline mutate programs/milestone --min-killed 95");
  command->footer(command->get_footer() +
                  "\n\nExit status: 0 fine; 1 fewer are killed than --min-killed asks for; 2 usage "
                  "or input.\n\n" +
                  operators_help());
  add_program(command, mutate_.program, false);
  const auto read = [this](const std::vector<std::string>& names) {
    check_operators(names);
    mutate_.operators = names;
  };
  CLI::Option* only = command->add_option_function<std::vector<std::string>>(
      "--operators", read, "only mistakes of these kinds");
  only->type_name("LIST")->delimiter(',')->allow_extra_args(false);
  const auto names = operator_names();
  choices_[only] = {names.begin(), names.end()};
  add_count(command, "--sample", mutate_.sample, 1, UINT64_MAX,
            "only so many mutants, chosen by the seed");
  add_count(command, "--cases", mutate_.cases, 0, kProveCasesMax,
            "how many partners to try on the claims of each mutant (1000)");
  add_count(command, "--seed", mutate_.seed, 0, UINT64_MAX,
            "the same seed tries the same ones and takes the same sample (1)");
  add_count(command, "--proofs", mutate_.seconds, 0, kProveSecondsMax,
            "ask solvers about what survives, so many seconds for each question (0: not)");
  add_count(command, "--min-killed", mutate_.least_killed, 0, 100,
            "the percentage that must be killed (0)");
  command->add_flag("--all", mutate_.all, "show every mutant, not only those that survive");
  add_threads(command, mutate_.threads);
  add_progress(command, mutate_.progress);
  add_format(command, mutate_.format);
  results_[command] = [this] { return mutate_; };
}

}  // namespace tierline::cli
