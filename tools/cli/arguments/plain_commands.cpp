// The commands that take a program, or texts, and little else, as they are declared.
#include "tools/cli/arguments/command_line.hpp"

namespace tierline::cli {

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

void CommandLine::add_test() {
  CLI::App* command = add("test", "run the scenarios of a program",
                          "tierline test programs/milestone --filter accelerator");
  add_program(command, test_.program, false);
  command->add_option("--filter", test_.filter, "only scenarios whose title holds this")
      ->type_name("TEXT");
  add_format(command, test_.format);
  results_[command] = [this] { return test_; };
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

}  // namespace tierline::cli
