// Tierline for programs in C++: the only header promised to them. Everything goes in and comes out
// as text, and nothing of the engine shows through.
//
//   auto program = tierline::Program::from_path("programs/milestone");
//   if (!program.ok()) { std::cerr << program.problems(); return 2; }
//   tierline::Account acme{{{"region", "EMEA"}}, {{"sale", {{"on", "2022-05-04"}, ...}}}};
//   auto answer = program.decide(acme, "2022-12-31");
//   std::cout << answer.value("tier");
//
// Made of: compiler, runtime/timeline    Tested by: tests/unit/runtime_tierline, tests/install
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace tierline {

/// One fact, as a program's text or a CSV file states it: {"list_price", "500000.00"},
/// {"discount", "20%"}, {"on", "2022-05-04"}, {"region", "EMEA"}, {"active", "yes"}.
struct Fact {
  std::string field;
  std::string text;
};

/// One dated entry of a ledger.
struct Entry {
  std::string ledger;
  std::vector<Fact> facts;
};

/// What is decided about. Facts that are not stated take their default, or are absent.
struct Account {
  std::vector<Fact> facts;
  std::vector<Entry> entries;
};

/// A rule that took part: {"accelerator", "from 125%", "faq.accelerator"}.
struct Rule {
  std::string group;
  std::string entry;
  std::string clause;
};

struct Output {
  std::string name;
  std::string value;  // "22500.00", "2.5%", "yes", "2022-07-01", "Premier"
  std::vector<Rule> because;
};

/// What one entry gets of an amount that is split.
struct Part {
  std::vector<Fact> entry;  // its fields as the ledger declares them, without those that are absent
  std::string value;        // "3.34"
};

struct Split {
  std::string name;
  std::vector<Part> parts;  // of the entries that take part, in the order of what their fields say
  std::vector<Rule> because;
};

struct Answer {
  std::vector<Output> outputs;  // in the order of the program's `decide`; none with a problem
  std::vector<Split> splits;    // likewise
  std::string problem;          // why there is no answer, or ""
  std::string valid_until;  // last day of this very answer if no new fact arrives, or "": for ever

  bool ok() const { return problem.empty(); }
  /// The value of an output, or "" if the program does not decide it.
  std::string value(const std::string& output) const;
};

/// A compiled program. One object serves one thread.
class Program {
 public:
  /// Compiles a `.tier` file or a folder of them, together with the CSV files that they name.
  static Program from_path(const std::string& path);

  /// Compiles a text that names no files.
  static Program from_text(const std::string& text);

  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  /// Whether it compiled. If not, `problems` says why, ready to be printed.
  bool ok() const;
  const std::string& problems() const;

  /// The names of what it decides, without splits.
  std::vector<std::string> outputs() const;

  /// Decides an account as of a day, "2022-12-31". The program must be ok.
  Answer decide(const Account& account, const std::string& today);

 private:
  struct State;
  explicit Program(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tierline
