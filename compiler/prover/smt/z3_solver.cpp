// The linked solver reads the printed script, as every other does, and its answer is read as text.
// It works in a copy of this process: its time limit is a wish that some of its algorithms do not
// hear, and an end from outside is not.
#include <z3++.h>

#include <sstream>

#include "compiler/prover/smt/child.hpp"
#include "compiler/prover/smt/solver.hpp"

namespace tierline::smt {

namespace {

std::string version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned build = 0;
  unsigned revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  std::ostringstream text;
  text << "z3 " << major << "." << minor << "." << build;
  return text.str();
}

std::string value_of(const z3::expr& value) {
  if (value.is_bool()) return value.is_true() ? "true" : "false";
  const std::string number = Z3_get_numeral_string(value.ctx(), value);
  return number[0] == '-' ? "(- " + number.substr(1) + ")" : number;
}

/// As `(get-value ...)` prints them; a variable that may have any value gets 0.
std::string values_of(const z3::model& found, const Script& script) {
  std::map<std::string, std::string> values;
  for (const Term variable : variables_of(*script.terms, script.assertions)) {
    const Node& node = (*script.terms)[variable];
    values[node.name] = node.sort == Sort::Bool ? "false" : "0";
  }
  for (unsigned i = 0; i < found.num_consts(); ++i) {
    const z3::func_decl decl = found.get_const_decl(i);
    const auto known = values.find(decl.name().str());
    if (known != values.end()) known->second = value_of(found.get_const_interp(decl));
  }
  std::string text = "(";
  for (const auto& [name, value] : values) text += "(" + symbol(name) + " " + value + ")";
  return text + ")";
}

std::string solve(const Script& script, const Limits& limits) {
  z3::set_param("memory_max_size", limits.megabytes);
  z3::context context;
  z3::solver solver(context);
  z3::params params(context);
  params.set("timeout", static_cast<unsigned>(limits.milliseconds));
  solver.set(params);
  solver.from_string(print(script).c_str());
  const z3::check_result result = solver.check();
  if (result == z3::unsat) return "unsat\n";
  if (result == z3::unknown) return solver.reason_unknown() + "\n";
  return "sat\n" + values_of(solver.get_model(), script) + "\n";
}

class LinkedSolver : public Solver {
 public:
  const std::string& name() const override { return name_; }

  Answer check(const Script& script, const Limits& limits, std::stop_token stop) override {
    const auto work = [&]() -> std::string {
      try {
        return solve(script, limits);
      } catch (const z3::exception& error) {
        return std::string(error.msg()) + "\n";
      }
    };
    const auto printed =
        run_apart(name_, work, {limits.milliseconds + kGraceMs, limits.megabytes}, stop);
    if (!printed) return Unknown{printed.error().why, !printed.error().ended};
    Answer answer = read_answer(printed.value(), script, Ask::AnswerAndValues);
    if (auto* unknown = std::get_if<Unknown>(&answer)) unknown->why = name_ + ": " + unknown->why;
    return answer;
  }

 private:
  // Its own time limit comes first, so that it can say what it was doing.
  static constexpr int kGraceMs = 200;

  std::string name_ = version();
};

}  // namespace

std::unique_ptr<Solver> linked_solver() { return std::make_unique<LinkedSolver>(); }

}  // namespace tierline::smt
