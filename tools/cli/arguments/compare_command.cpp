// The command `compare` as it is declared: its arguments, options and help.
#include "tools/cli/arguments/command_line.hpp"

namespace tierline::cli {

void CommandLine::add_compare() {
  CLI::App* command =
      add("compare", "what a changed program decides otherwise, and the smallest partner for whom",
          "tierline compare landed/milestone programs/milestone --except 'region = EMEA'");
  command->footer(command->get_footer() +
                  "\n\nExit status: 0 equal for all partners and days; 1 something differs; 3 "
                  "something is\nneither proved equal nor found to differ; 2 usage or input.");
  add_path(command, "OLD", compare_.old_program, "a .tier file, or a folder of them");
  add_path(command, "NEW", compare_.new_program, "the changed one");
  command
      ->add_option("--except", compare_.except,
                   "leave out partners for whom this condition of NEW holds; may be repeated")
      ->type_name("CONDITION");
  add_choice<ProveBy>(
      command, "--by", compare_.by,
      {{"both", ProveBy::Both}, {"search", ProveBy::Search}, {"proof", ProveBy::Proof}},
      "how: solvers, and a search for what they leave open (both)");
  add_count(command, "--seconds", compare_.seconds, 1, kProveSecondsMax,
            "the longest a solver may think about one question (10)");
  add_count(command, "--cases", compare_.cases, 1, kProveCasesMax,
            "how many partners to try (100000)");
  add_count(command, "--seed", compare_.seed, 0, UINT64_MAX,
            "the same seed tries the same ones (1)");
  add_format(command, compare_.format);
  results_[command] = [this] { return compare_; };
}

}  // namespace tierline::cli
