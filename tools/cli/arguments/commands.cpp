// The commands as they are declared: names, options, help. Those that take a program and little
// else stand in plain_commands.cpp.
#include <fmt/format.h>

#include <cstdlib>

#include "tools/bulk/facts/words.hpp"
#include "tools/cli/arguments/command_line.hpp"
#include "tools/cli/output/version.hpp"
#include "tools/generate/draw/text_draw.hpp"
#include "tools/generate/population.hpp"

namespace tierline::cli {

namespace {

constexpr uint64_t kCheckpointSecondsMax = 86'400;

}  // namespace

CommandLine::CommandLine() {
  app_.require_subcommand(1);
  app_.set_version_flag("--version", version_line(), "print the version and exit");
  app_.footer(
      "`tierline COMMAND --help` explains a command.\n"
      "Exit status: 0 fine; 1 the thing checked does not hold; 2 usage, input or output; 3 not\n"
      "proved.\n"
      "TIERLINE_FORMAT=text|json stands for --format, NO_COLOR=1 turns colours off.");
  add_check();
  add_build();
  add_dump();
  add_report();
  add_test();
  add_decide();
  add_run();
  add_replay();
  add_generate();
  add_prove();
  add_cliffs();
  add_compare();
  add_mutate();
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
  add_optional_path(command, names, path, about)->required();
}

CLI::Option* CommandLine::add_optional_path(CLI::App* command, const std::string& name,
                                            std::filesystem::path& path, const std::string& about) {
  return take_path(command->add_option(name, path, about));
}

/// A script in which a variable was not set names nothing.
CLI::Option* CommandLine::take_path(CLI::Option* option) {
  const auto some = [](std::string& text) {
    return std::string(text.empty() ? "a path is needed, and this is empty" : "");
  };
  paths_[option] = true;
  return option->type_name("PATH")->check(CLI::Validator(some, ""));
}

void CommandLine::add_program(CLI::App* command, std::filesystem::path& program, bool compiled) {
  add_path(command, "PROGRAM", program,
           compiled ? "a .tier file, a folder of them, or a compiled .tlb file"
                    : "a .tier file, or a folder of them");
}

namespace {

constexpr const char* kFormatVariable = "TIERLINE_FORMAT";
const std::map<std::string, Format> kFormats = {{"text", Format::Text}, {"json", Format::Json}};
const std::map<std::string, Files> kFiles = {{"csv", Files::Csv}, {"parquet", Files::Parquet}};
const std::vector<std::string_view> kFormatWords = {"text", "json", "csv", "parquet"};

}  // namespace

void CommandLine::add_format(CLI::App* command, Format& format) {
  add_choice<Format>(command, "--format", format, kFormats, "for people or for programs")
      ->envname(kFormatVariable);
}

/// Of a command that prints an answer and makes a folder: a word for each of the two. The variable
/// speaks for the first of them only, also where the second stands on the line.
void CommandLine::add_formats(CLI::App* command, Format& format, Files& files) {
  const auto read = [&format, &files](const std::vector<std::string>& words) {
    const char* variable = std::getenv(kFormatVariable);
    if (variable != nullptr && !words.empty() && words.front() != variable) {
      if (const auto found = kFormats.find(variable); found != kFormats.end()) {
        format = found->second;
      }
    }
    for (const std::string& word : words) {
      const auto form = kFiles.find(word);
      if (form != kFiles.end()) {
        files = form->second;
      } else {
        format = choice(word, kFormats, kFormatWords);
      }
    }
  };
  CLI::Option* option = command->add_option_function<std::vector<std::string>>(
      "--format", read, "text or json: what is printed; csv or parquet: the files of answers");
  option->type_name(fmt::format("{}", fmt::join(kFormatWords, "|")))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->envname(kFormatVariable);
  choices_[option] = {kFormatWords.begin(), kFormatWords.end()};
}

template <class Day>
CLI::Option* CommandLine::add_day(CLI::App* command, const std::string& name, Day& day,
                                  const std::string& about) {
  const auto read = [&day, name](const std::string& text) {
    const auto parsed = calendar::parse_day(text);
    if (!parsed) {
      throw CLI::ValidationError(
          fmt::format("{}: {} is not a day; write it like 2022-07-01", name, bulk::shown(text)));
    }
    day = *parsed;
  };
  return command->add_option_function<std::string>(name, read, about)->type_name("DAY");
}

void CommandLine::add_as_of(CLI::App* command, calendar::Day& day) {
  add_day(command, "--as-of", day, "the day of the question, YYYY-MM-DD")->required();
}

void CommandLine::add_known_on(CLI::App* command, std::optional<calendar::Day>& day) {
  add_day(command, "--known-on", day,
          "leave out entries that were not yet known on this day (field `known_on`)");
}

// ---- the commands -------------------------------------------------------------------------------

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

void CommandLine::add_decide() {
  CLI::App* command =
      add("decide", "decide one account, facts in JSON, with the rules that decided",
          "tierline decide programs/milestone --facts acme.json --as-of 2022-12-31");
  add_program(command, decide_.program, true);
  paths_[command->add_option("--facts", decide_.facts, "a JSON file, or - for standard input")
             ->required()
             ->type_name("PATH")] = true;
  add_as_of(command, decide_.as_of);
  add_known_on(command, decide_.known_on);
  command->add_flag("--trace", decide_.trace, "show the value of every step too");
  add_format(command, decide_.format);
  results_[command] = [this] { return decide_; };
}

void CommandLine::add_run() {
  CLI::App* command = add("run", "decide every account of a data folder",
                          "tierline run programs/milestone --data programs/milestone/data "
                          "--as-of 2022-12-31 --out results");
  add_program(command, run_.program, true);
  add_path(command, "--data", run_.data,
           "the folder with account.csv, sale.csv, ... (or .parquet), or postgresql://...");
  add_as_of(command, run_.as_of);
  add_known_on(command, run_.known_on);
  add_path(command, "--out", run_.out, "the folder to make");
  command->add_flag("--replace", run_.replace, "replace an earlier run in that folder");
  CLI::Option* since =
      add_optional_path(command, "--since", run_.since,
                        "the folder of an earlier run: decide again only what may have changed");
  CLI::Option* against =
      add_optional_path(command, "--against", run_.against,
                        "the folder of an earlier run: write what has changed, and why");
  command
      ->add_flag("--missing", run_.missing,
                 "write what each account lacks for the tiers above, in missing.csv")
      ->excludes(since);
  command->add_flag("--summary", run_.summary, "print tier counts, largest amounts, reasons")
      ->excludes(since);
  command->add_option("--top", run_.top, "for the summary: outputs whose largest values to show")
      ->type_name("OUTPUT")
      ->excludes(since)
      ->delimiter(',')
      ->allow_extra_args(false);
  add_running(command, against);
  add_formats(command, run_.format, run_.files);
  results_[command] = [this] { return run_; };
}

/// How a run goes about its work, which changes nothing in its results.
void CommandLine::add_running(CLI::App* command, CLI::Option* against) {
  add_threads(command, run_.threads);
  add_bytes(command, "--memory", run_.memory,
            "how much to keep of the data, like 2G; beyond it entries wait in a file");
  CLI::Option* resume = command->add_flag("--resume", run_.resume,
                                          "go on where an interrupted run stood, if there is one");
  command->add_flag("--dry-run", run_.dry_run, "decide, count and report, but write nothing")
      ->excludes(resume)
      ->excludes(against);
  command->add_flag("--no-state", run_.no_state,
                    "leave out state.bin, without which no later run can go on from this one");
  add_count(command, "--checkpoint", run_.checkpoint, 0, kCheckpointSecondsMax,
            "seconds between notes of what is decided, for --resume (default: 5)");
  add_progress(command, run_.progress);
}

void CommandLine::add_progress(CLI::App* command, Showing& progress) {
  add_choice<Showing>(
      command, "--progress", progress,
      {{"auto", Showing::Auto}, {"always", Showing::Always}, {"never", Showing::Never}},
      "how far it is: a bar on a terminal, lines in a log (auto: if it takes long)");
}

void CommandLine::add_replay() {
  CLI::App* command = add("replay", "print how a tier came about, day by day",
                          "tierline replay programs/milestone --data programs/milestone/data "
                          "--subject ACME,DK --from 2022-07-01 --to 2024-12-31");
  add_program(command, replay_.program, true);
  const auto path = [&](const std::string& name, auto& value, const std::string& about) {
    return take_path(command->add_option(name, value, about));
  };
  CLI::Option* data = path("--data", replay_.data,
                           "the folder with account.csv, sale.csv, ..., or postgresql://...");
  CLI::Option* subject =
      command->add_option("--subject", replay_.subject, "the keys of one account, as in a CSV line")
          ->type_name("KEYS");
  CLI::Option* all = command->add_flag("--all", replay_.all, "every account, into --out");
  CLI::Option* out = path("--out", replay_.out, "with --all: the folder to make");
  CLI::Option* facts = path("--facts", replay_.facts, "a JSON file, or - for standard input");
  command->add_flag("--replace", replay_.replace, "replace an earlier replay in that folder")
      ->needs(out);
  subject->needs(data)->excludes(all);
  all->needs(data)->needs(out);
  out->needs(all);
  facts->excludes(data)->excludes(subject)->excludes(all);
  add_day(command, "--from", replay_.from, "the first day, YYYY-MM-DD")->required();
  add_day(command, "--to", replay_.to, "the last day, YYYY-MM-DD")->required();
  add_known_on(command, replay_.known_on);
  add_format(command, replay_.format);
  results_[command] = [this] { return replay_; };
}

void CommandLine::add_generate() {
  CLI::App* command =
      add("generate", "make up a data folder for a program, with many cases on its edges",
          "tierline generate programs/milestone --accounts 1000 --seed 1 --out made");
  add_program(command, generate_.program, true);
  add_count(command, "--accounts", generate_.accounts, 0, generate::kNamesMax, "how many accounts")
      ->required();
  add_count(command, "--seed", generate_.seed, 0, UINT64_MAX, "the same seed gives the same files")
      ->required();
  add_path(command, "--out", generate_.out, "the folder to make");
  add_day(command, "--as-of", generate_.as_of,
          "the last day that is thought of, YYYY-MM-DD (otherwise the program's own last day, or "
          "the end of its second year)");
  add_count(command, "--entries", generate_.entries, 0, generate::kEntriesMax,
            "of an account in each ledger, on average (4)");
  add_count(command, "--dirty", generate_.dirty_permille, 0, generate::kPermilleMax,
            "damage so many of 1,000 lines, and say how");
  command->add_flag("--replace", generate_.replace, "replace an earlier folder of this command");
  add_choice<Files>(command, "--format", generate_.files, kFiles, "the format of the files (csv)");
  results_[command] = [this] { return generate_; };
}

void CommandLine::add_prove() {
  CLI::App* command =
      add("prove", "prove a program's claims, or find a partner for whom one does not hold",
          "tierline prove programs/milestone --cases 100000 --seed 1");
  command->footer(command->get_footer() +
                  "\n\nExit status: 0 all claims proved; 1 one is refuted; 3 one is not proved; 2 "
                  "usage or input.\nSolvers prove or refute; a search refutes or says nothing.");
  add_program(command, prove_.program, false);
  add_choice<ProveBy>(
      command, "--by", prove_.by,
      {{"both", ProveBy::Both}, {"search", ProveBy::Search}, {"proof", ProveBy::Proof}},
      "how: solvers, then a search for what they leave open (both)");
  add_count(command, "--seconds", prove_.seconds, 1, kProveSecondsMax,
            "the longest a solver may think about one question (10)");
  add_count(command, "--cases", prove_.cases, 1, kProveCasesMax,
            "how many partners to try (100000)");
  add_count(command, "--seed", prove_.seed, 0, UINT64_MAX, "the same seed tries the same ones (1)");
  CLI::Option* claim =
      command->add_option("--claim", prove_.claims, "only the claim of this name; may be repeated")
          ->type_name("NAME");
  command->add_flag("--examples", prove_.examples, "show a partner for each tier that is reached");
  CLI::Option* evidence = add_optional_path(
      command, "--evidence", prove_.evidence,
      "a folder to make: every question to a solver as SMT-LIB 2, and the answers");
  command
      ->add_flag("--compiler", prove_.compiler,
                 "prove that the bytecode is the program, instead of its claims")
      ->excludes(claim)
      ->excludes(evidence)
      ->excludes(command->get_option("--by"))
      ->excludes(command->get_option("--cases"))
      ->excludes(command->get_option("--seed"))
      ->excludes(command->get_option("--examples"));
  add_format(command, prove_.format);
  results_[command] = [this] { return prove_; };
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

}  // namespace tierline::cli
