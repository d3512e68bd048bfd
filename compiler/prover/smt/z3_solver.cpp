// The linked solver reads the printed script, as every other does.
// A context belongs to one call; another thread may only interrupt it.
#include <z3++.h>

#include <sstream>

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

/// "(- 5)" does not occur: numerals come with their sign in front.
BigInt value_of(const z3::expr& value) {
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  return BigInt(Z3_get_numeral_string(value.ctx(), value));
}

Model model_of(const z3::model& found, const Script& script) {
  std::map<std::string, Term> names;
  for (const Term variable : variables_of(*script.terms, script.assertions)) {
    names.emplace((*script.terms)[variable].name, variable);
  }
  Model model;
  for (unsigned i = 0; i < found.num_consts(); ++i) {
    const z3::func_decl decl = found.get_const_decl(i);
    const auto named = names.find(decl.name().str());
    if (named != names.end()) model[named->second] = value_of(found.get_const_interp(decl));
  }
  return model;
}

class LinkedSolver : public Solver {
 public:
  const std::string& name() const override { return name_; }

  Answer check(const Script& script, const Limits& limits, std::stop_token stop) override {
    try {
      return ask(script, limits, stop);
    } catch (const z3::exception& error) {
      return Unknown{name_ + ": " + error.msg()};
    }
  }

 private:
  Answer ask(const Script& script, const Limits& limits, const std::stop_token& stop) {
    z3::context context;
    z3::solver solver(context);
    z3::params params(context);
    params.set("timeout", static_cast<unsigned>(limits.milliseconds));
    params.set("max_memory", static_cast<unsigned>(limits.megabytes));
    solver.set(params);
    solver.from_string(print(script).c_str());
    const std::stop_callback interrupt(stop, [&] { context.interrupt(); });
    if (stop.stop_requested()) return Unknown{name_ + " was stopped"};
    const z3::check_result result = solver.check();
    if (result == z3::unsat) return Unsat{};
    if (result == z3::unknown) return Unknown{name_ + ": " + solver.reason_unknown()};
    return checked_model(model_of(solver.get_model(), script), script, name_);
  }

  std::string name_ = version();
};

}  // namespace

std::unique_ptr<Solver> linked_solver() { return std::make_unique<LinkedSolver>(); }

}  // namespace tierline::smt
