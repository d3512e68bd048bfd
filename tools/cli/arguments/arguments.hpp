// Arguments: what was asked for on the command line, as plain structs, one for each subcommand.
// Flags come first, then environment variables (TIERLINE_FORMAT), then the default; there is no
// configuration file. Only this folder knows the library that reads the line.
// Format is how an answer is printed, Files the form of the tables in a folder.
// Made by: arguments.cpp    Read by: tools/cli
// Tested by: tests/cli
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/calendar/day.hpp"

namespace tierline::cli {

enum class Format : uint8_t { Text, Json };
enum class Files : uint8_t { Csv, Parquet };
enum class Stage : uint8_t { Ast, Checked, Ir, Bytecode };
enum class Subject : uint8_t { Cost, Clauses };
enum class Shell : uint8_t { Bash, Zsh, Fish };

struct CheckArguments {
  std::filesystem::path program;
  Format format = Format::Text;
};

struct BuildArguments {
  std::filesystem::path program;
  std::filesystem::path out;
  Format format = Format::Text;
};

struct DumpArguments {
  std::filesystem::path program;
  Stage stage = Stage::Bytecode;
  Format format = Format::Text;  // of diagnostics
};

struct ReportArguments {
  std::filesystem::path program;
  Subject subject = Subject::Cost;
  Format format = Format::Text;
};

struct TestArguments {
  std::filesystem::path program;
  std::string filter;  // a part of the scenarios' titles
  Format format = Format::Text;
};

struct DecideArguments {
  std::filesystem::path program;
  std::string facts;  // a JSON file, or "-"
  calendar::Day as_of = 0;
  std::optional<calendar::Day> known_on;
  bool trace = false;
  Format format = Format::Json;
};

/// Whether a command shows how far it is.
enum class Showing : uint8_t { Auto, Always, Never };

struct RunArguments {
  std::filesystem::path program;
  std::filesystem::path data;
  std::filesystem::path out;
  calendar::Day as_of = 0;
  std::optional<calendar::Day> known_on;
  std::filesystem::path since;    // an earlier run to go on from
  std::filesystem::path against;  // an earlier run to compare with
  bool replace = false;
  bool missing = false;
  bool summary = false;
  std::vector<std::string> top;
  uint64_t threads = 0;  // 0: as many as there are processors
  uint64_t memory = 0;   // bytes for facts; 0: as many as it takes
  bool resume = false;
  bool dry_run = false;
  bool no_state = false;
  uint64_t checkpoint = 5;  // seconds
  Showing progress = Showing::Auto;
  Format format = Format::Text;
  Files files = Files::Csv;
};

/// One account of a data folder (`subject`), all of them (`all`, `out`), or one from JSON
/// (`facts`).
struct ReplayArguments {
  std::filesystem::path program;
  std::filesystem::path data;
  std::string subject;
  std::string facts;
  std::filesystem::path out;
  calendar::Day from = 0;
  calendar::Day to = 0;
  std::optional<calendar::Day> known_on;
  bool all = false;
  bool replace = false;
  Format format = Format::Text;
};

struct GenerateArguments {
  std::filesystem::path program;
  std::filesystem::path out;
  uint64_t accounts = 0;
  uint64_t seed = 0;
  uint64_t entries = 4;
  uint64_t dirty_permille = 0;
  std::optional<calendar::Day> as_of;
  bool replace = false;
  Files files = Files::Csv;
};

/// How claims are looked at.
enum class ProveBy : uint8_t { Both, Search, Proof };

inline constexpr uint64_t kProveCasesMax = 1'000'000'000'000;
inline constexpr uint64_t kProveSecondsMax = 3'600;

struct ProveArguments {
  std::filesystem::path program;
  ProveBy by = ProveBy::Both;
  std::filesystem::path evidence;  // a folder for what the solvers were asked; empty: none
  bool compiler = false;           // not the claims: that the bytecode is the program
  uint64_t cases = 100'000;
  uint64_t seed = 1;
  uint64_t seconds = 10;            // for each question to a solver
  std::vector<std::string> claims;  // by name; none: all
  bool examples = false;
  Format format = Format::Text;
};

struct MutateArguments {
  std::filesystem::path program;
  std::vector<std::string> operators;  // by name; none: all
  uint64_t sample = 0;                 // so many of the mutants; 0: all
  uint64_t cases = 1'000;              // for the claims of each mutant
  uint64_t seed = 1;
  uint64_t seconds = 0;       // for each question to a solver about a survivor; 0: none is asked
  uint64_t threads = 0;       // 0: as many as there are processors
  uint64_t least_killed = 0;  // percent
  bool all = false;           // show every mutant, not only survivors
  Showing progress = Showing::Auto;
  Format format = Format::Text;
};

struct CompareArguments {
  std::filesystem::path old_program;
  std::filesystem::path new_program;
  std::vector<std::string> except;  // conditions of the new one
  ProveBy by = ProveBy::Both;
  uint64_t cases = 100'000;
  uint64_t seed = 1;
  uint64_t seconds = 10;  // for each question to a solver
  Format format = Format::Text;
};

enum class CliffsFormat : uint8_t { Text, Json, Csv, Svg };

struct CliffsArguments {
  std::filesystem::path program;
  std::vector<std::string> axes;     // none: those of the program's bands and requirements
  std::vector<std::string> outputs;  // none: all
  std::vector<std::string> net;
  std::string by;
  std::string facts;  // a JSON file, "-", or "": a partner is found
  std::optional<calendar::Day> as_of;
  std::string from;  // a value of the axis
  std::string to;
  std::filesystem::path out;  // empty: it is printed
  bool steps = false;
  bool scenarios = false;
  CliffsFormat format = CliffsFormat::Text;
};

struct FmtArguments {
  std::vector<std::filesystem::path> files;
  bool check = false;
  Format format = Format::Text;  // of diagnostics
};

struct VersionArguments {
  Format format = Format::Text;
};

struct CompletionArguments {
  Shell shell = Shell::Bash;
};

using Arguments =
    std::variant<CheckArguments, BuildArguments, DumpArguments, ReportArguments, TestArguments,
                 DecideArguments, RunArguments, ReplayArguments, GenerateArguments, ProveArguments,
                 CompareArguments, CliffsArguments, MutateArguments, FmtArguments, VersionArguments,
                 CompletionArguments>;

/// The line asks for nothing but a text (help, version), or cannot be understood.
struct Answer {
  std::string out;
  std::string err;
  bool understood = true;
};

std::variant<Arguments, Answer> parse_arguments(int argc, const char* const* argv);

/// The commands and their options as they are declared: for completion scripts.
struct OptionHelp {
  std::vector<std::string> names;  // "--out", "-o"; empty: stands by its place
  std::string about;
  std::vector<std::string> choices;
  bool takes_value = false;
  bool takes_path = false;
};
struct CommandHelp {
  std::string name;
  std::string about;
  std::vector<OptionHelp> options;
};
std::vector<CommandHelp> describe_commands();

}  // namespace tierline::cli
