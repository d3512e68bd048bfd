// Solvers that are programs of their own. The protocol is strict: the script alone gets one word
// and status 0, or there is no answer. Values are asked for in a second run, only after `sat`.
#include <unistd.h>

#include <cstdlib>
#include <sstream>

#include "compiler/prover/smt/child.hpp"
#include "compiler/prover/smt/solver.hpp"

namespace tierline::smt {

namespace {

// What a solver says that cannot tell.
constexpr std::string_view kUnknown = "unknown";

/// Reads "((x 5) (y (- 3)) (b true))".
class Values {
 public:
  explicit Values(const std::string& text) : text_(text) {}

  /// False: it is not that.
  bool read(std::map<std::string, BigInt>& values) {
    if (!take('(')) return false;
    while (take('(')) {
      std::string name;
      BigInt value;
      if (!word(name) || !number(value) || !take(')')) return false;
      values[name] = value;
    }
    return take(')');
  }

 private:
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  bool take(char wanted) {
    skip();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  bool word(std::string& out) {
    skip();
    if (at_ < text_.size() && text_[at_] == '|') {
      const size_t end = text_.find('|', at_ + 1);
      if (end == std::string::npos) return false;
      out = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return true;
    }
    const size_t from = at_;
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) == 0 &&
           text_[at_] != '(' && text_[at_] != ')') {
      ++at_;
    }
    out = text_.substr(from, at_ - from);
    return !out.empty();
  }

  bool number(BigInt& out) {
    if (take('(')) {
      std::string minus;
      if (!word(minus) || minus != "-" || !number(out)) return false;
      out = -out;
      return take(')');
    }
    std::string digits;
    if (!word(digits)) return false;
    if (digits == "true" || digits == "false") {
      out = digits == "true" ? 1 : 0;
      return true;
    }
    if (digits.find_first_not_of("0123456789") != std::string::npos) return false;
    out = BigInt(digits);
    return true;
  }

  const std::string& text_;
  size_t at_ = 0;
};

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  if (line.size() > 60) line = line.substr(0, 60) + "...";
  return line;
}

class ProcessSolver : public Solver {
 public:
  ProcessSolver(std::vector<std::string> command, std::string name)
      : command_(std::move(command)), name_(std::move(name)) {}

  const std::string& name() const override { return name_; }

  Answer check(const Script& script, const Limits& limits, std::stop_token stop) override {
    Answer answer = ask(script, Ask::Answer, limits, stop);
    if (!std::holds_alternative<Sat>(answer)) return answer;
    return ask(script, Ask::AnswerAndValues, limits, stop);
  }

 private:
  Answer ask(const Script& script, Ask what, const Limits& limits, const std::stop_token& stop) {
    const auto printed =
        run_child(command_, print(script, what), {limits.milliseconds, limits.megabytes}, stop);
    if (!printed) return Unknown{printed.error().why, !printed.error().ended};
    Answer answer = read_answer(printed.value(), script, what);
    if (auto* unknown = std::get_if<Unknown>(&answer)) {
      unknown->failed = unknown->why != kUnknown;
      unknown->why = name_ + ": " + unknown->why;
    }
    return answer;
  }

  std::vector<std::string> command_;
  std::string name_;
};

bool is_program(const std::string& path) { return ::access(path.c_str(), X_OK) == 0; }

bool on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  std::string folder;
  while (std::getline(folders, folder, ':')) {
    if (is_program(folder + "/" + program)) return true;
  }
  return false;
}

/// "cvc5 1.0.3" of "This is cvc5 version 1.0.3 [git tag ...".
std::string version_of_cvc5() {
  const auto printed = run_child({"cvc5", "--version"}, "", {2'000, 2'048}, {});
  if (!printed) return "cvc5";
  std::istringstream words(printed.value());
  std::string word;
  while (words >> word && word != "version") {
  }
  return words >> word ? "cvc5 " + word : "cvc5";
}

}  // namespace

Answer checked_model(Model model, const Script& script, const std::string& name) {
  if (!satisfies(script, model)) return Unknown{name + " gave a model that does not fit"};
  return Sat{std::move(model)};
}

Answer read_answer(const std::string& printed, const Script& script, Ask asked) {
  const size_t end = printed.find('\n');
  const std::string word = printed.substr(0, end);
  const std::string rest = end == std::string::npos ? "" : printed.substr(end + 1);
  const bool alone = rest.find_first_not_of(" \t\r\n") == std::string::npos;
  if (word == "unsat" && alone) return Unsat{};
  if (word == kUnknown && alone) return Unknown{std::string(kUnknown)};
  if (word != "sat")
    return Unknown{printed.empty() ? "no answer" : "no answer, but `" + first_line(printed) + "`"};
  if (asked == Ask::Answer) return alone ? Answer(Sat{}) : Unknown{"more than an answer"};
  std::map<std::string, BigInt> values;
  Model model;
  const std::vector<Term> variables = variables_of(*script.terms, script.assertions);
  if (!variables.empty() && !Values(rest).read(values)) return Unknown{"no readable model"};
  for (const Term variable : variables) {
    const auto found = values.find((*script.terms)[variable].name);
    if (found == values.end()) return Unknown{"a model that lacks a value"};
    model[variable] = found->second;
  }
  return checked_model(std::move(model), script, "it");
}

std::unique_ptr<Solver> process_solver(std::vector<std::string> command, std::string name) {
  return std::make_unique<ProcessSolver>(std::move(command), std::move(name));
}

std::vector<std::unique_ptr<Solver>> available_solvers() {
  std::vector<std::unique_ptr<Solver>> solvers;
  if (auto linked = linked_solver()) solvers.push_back(std::move(linked));
  if (on_path("cvc5")) {
    solvers.push_back(process_solver({"cvc5", "--lang", "smt2", "-q", "-"}, version_of_cvc5()));
  }
  return solvers;
}

std::vector<std::string> missing_solvers() {
  std::vector<std::string> out;
  if (!linked_solver()) out.emplace_back("Z3 is not built in");
  if (!on_path("cvc5")) out.emplace_back("cvc5 is not on the PATH");
  return out;
}

}  // namespace tierline::smt
