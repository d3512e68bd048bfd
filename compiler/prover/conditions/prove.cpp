#include "compiler/prover/conditions/prove.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "compiler/ir/passes.hpp"

namespace tierline::prover {

namespace {

using Clock = std::chrono::steady_clock;

// A lemma that holds is mostly seen in a few hundredths of a second; a solver that needs longer is
// lost.
constexpr int kLemmaMs = 1'000;

int64_t milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
}

/// An encoding, and what of the past it speaks of.
struct Way {
  Encoding encoding;
  std::optional<Ask> step = std::nullopt;
};

const Way kOneStep{{.name = "one step of the tier"}, Ask::WhatIsNear};

/// In the order in which they most often answer.
const std::vector<Way>& proofs() {
  static const std::vector<Way> list = {
      {{.name = "one unit apart", .unit_steps = true}},
      {{.name = "any two worlds"}},
      kOneStep,
      {{.name = "one unit apart, exact products", .products = Products::Exact, .unit_steps = true}},
      {{.name = "exact products", .products = Products::Exact}},
      {{.name = "one step of the tier, exact products", .products = Products::Exact},
       Ask::Everything},
  };
  return list;
}

/// For examples: accounts with a few entries, everything exact that can be.
const std::vector<Way>& searches() {
  static const std::vector<Way> list = {
      {{.name = "on the first day, up to 2 entries",
        .products = Products::Exact,
        .entries = 2,
        .first_day = true}},
      {{.name = "one step of the tier, up to 2 entries", .products = Products::Exact, .entries = 2},
       Ask::Everything},
      {{.name = "up to 1 entry", .products = Products::Exact, .entries = 1}},
      {{.name = "up to 3 entries", .products = Products::Exact, .entries = 3}},
  };
  return list;
}

/// A program that is lowered with what its tier step asks on other days.
struct Stepped {
  StepPlan plan;
  ir::Ir ir;
};

std::string text_of(const smt::Answer& answer) {
  if (std::holds_alternative<smt::Sat>(answer)) return "sat";
  if (std::holds_alternative<smt::Unsat>(answer)) return "unsat";
  return std::get<smt::Unknown>(answer).why;
}

bool is_answer(const smt::Answer& answer) { return !std::holds_alternative<smt::Unknown>(answer); }

/// One script before all solvers at once, each on a thread of its own. The first answer stops the
/// others, unless all are wanted.
class Race {
 public:
  Race(const smt::Script& script, const std::vector<std::unique_ptr<smt::Solver>>& solvers,
       const ProveOptions& options)
      : script_(script), solvers_(solvers), options_(options) {}

  struct Result {
    smt::Answer answer = smt::Unknown{"there is no solver"};
    std::string by;
    std::vector<Attempt> attempts;
    SolverFailures failures;
    bool contradiction = false;
  };

  Result run() {
    const std::stop_callback stop_all(options_.stop, [this] { stop_.request_stop(); });
    {
      std::vector<std::jthread> threads;
      for (const auto& solver : solvers_) threads.emplace_back([&] { ask(*solver); });
    }
    return std::move(result_);
  }

 private:
  void ask(smt::Solver& solver) {
    const auto begin = Clock::now();
    smt::Answer answer = solver.check(script_, options_.limits, stop_.get_token());
    const std::lock_guard lock(mutex_);
    result_.attempts.push_back({"", solver.name(), text_of(answer), milliseconds_since(begin), ""});
    const auto* unknown = std::get_if<smt::Unknown>(&answer);
    if (unknown != nullptr && unknown->failed) result_.failures[solver.name()] = unknown->why;
    if (is_answer(answer)) {
      if (!options_.all_answers) stop_.request_stop();
      if (is_answer(result_.answer)) {
        result_.contradiction = result_.contradiction || answer.index() != result_.answer.index();
        return;
      }
      result_.by = solver.name();
    } else if (is_answer(result_.answer)) {
      return;
    }
    result_.answer = std::move(answer);
  }

  const smt::Script& script_;
  const std::vector<std::unique_ptr<smt::Solver>>& solvers_;
  const ProveOptions& options_;
  std::stop_source stop_;
  std::mutex mutex_;
  Result result_;
};

class Prover {
 public:
  Prover(const Programs& programs, const Claim& claim,
         const std::vector<std::unique_ptr<smt::Solver>>& solvers, const ProveOptions& options)
      : programs_(programs), claim_(claim), solvers_(solvers), options_(options) {}

  Proof run() {
    const auto begin = Clock::now();
    decide();
    proof_.milliseconds = milliseconds_since(begin);
    return std::move(proof_);
  }

  bool tiers_move_alike() {
    const Encoding encoding{.name = "any two worlds"};
    Formula formula(programs_, claim_, encoding,
                    [&](const smt::Script& lemma) { return is_impossible(lemma, encoding); });
    return !formula.encoder().has_own_tiers();
  }

 private:
  void decide() {
    if (solvers_.empty()) {
      proof_.why = "there is no solver";
      return;
    }
    if (options_.wanted != Wanted::Example && look_for_proof()) return;
    if (options_.wanted != Wanted::Proof && look_for_example()) return;
    proof_.why = reason();
  }

  bool look_for_proof() {
    // Without a step nothing is known of the past, so it comes first where the past is asked for.
    const bool step_first = asks_for_past_tier(programs_.of(0), claim_);
    if (step_first && done(kOneStep, true)) return true;
    return std::any_of(proofs().begin(), proofs().end(), [&](const Way& way) {
      const bool tried = step_first && way.encoding.name == kOneStep.encoding.name;
      return !tried && done(way, true);
    });
  }

  bool look_for_example() {
    return std::any_of(searches().begin(), searches().end(),
                       [&](const Way& way) { return done(way, false); });
  }

  /// What the tier step asks, beside the program; nothing where the claim has nothing to do with
  /// it.
  const Stepped* stepped(Ask ask) {
    const bool one = claim_.kind == ClaimKind::Always && !programs_.are_two();
    const ir::Ir& ir = programs_.of(0);
    if (!one || !asks_for_held_tier(ir, claim_)) return nullptr;
    std::unique_ptr<Stepped>& known = stepped_[ask];
    if (!known) {
      StepPlan plan = plan_step(ir, claim_, ask);
      ir::Ir lowered = ir::lower(*ir.program, plan.asked);
      if (!lowered.too_large) lowered = ir::optimise(lowered);
      known = std::make_unique<Stepped>(Stepped{std::move(plan), std::move(lowered)});
    }
    return known->ir.too_large ? nullptr : known.get();
  }

  /// Whether nothing more is to be asked after this way.
  bool done(const Way& way, bool proves) {
    if (!way.step) return done(programs_, way.encoding, proves);
    const Stepped* step = stepped(*way.step);
    if (step == nullptr) return false;
    Encoding encoding = way.encoding;
    encoding.step = &step->plan;
    return done(step->ir, encoding, proves);
  }

  bool done(const Programs& programs, const Encoding& encoding, bool proves) {
    if (!Formula::fits(programs, claim_, encoding)) return false;
    if (options_.stop.stop_requested()) {
      stopped_ = true;
      return false;
    }
    Formula formula(programs, claim_, encoding,
                    [&](const smt::Script& lemma) { return is_impossible(lemma, encoding); });
    const std::set<std::string> approximate = formula.approximations();
    if (proves && is_idle(encoding, approximate)) return false;
    if (proves) constructs_.insert(approximate.begin(), approximate.end());
    const Race::Result result = ask(formula.question(), encoding, options_.limits.milliseconds);
    if (result.contradiction) {
      proof_.why = "the solvers contradict each other";
      return true;
    }
    if (std::holds_alternative<smt::Unsat>(result.answer)) {
      if (proves) settle(programs, result.by, encoding);
      return proves;
    }
    if (const auto* sat = std::get_if<smt::Sat>(&result.answer)) {
      return refute(formula, sat->model, result.by, approximate.empty() && !formula.left_out());
    }
    gave_up_ = std::get<smt::Unknown>(result.answer).why;
    return false;
  }

  /// Exact products change nothing where there are none.
  bool is_idle(const Encoding& encoding, const std::set<std::string>& approximate) {
    if (encoding.products == Products::Lemmas) {
      if (!approximate.contains(kProductOfUnknowns)) return false;
      products_ = true;
      return false;
    }
    return !products_;
  }

  /// A lemma is worth a moment, not more.
  bool is_impossible(const smt::Script& lemma, const Encoding& encoding) {
    const size_t before = proof_.attempts.size();
    const Encoding named{.name = encoding.name + ", lemma"};
    const Race::Result result = ask(lemma, named, std::min(options_.limits.milliseconds, kLemmaMs));
    const bool impossible = std::holds_alternative<smt::Unsat>(result.answer);
    // What failed to be a lemma is no evidence of anything.
    if (!impossible) proof_.attempts.resize(before);
    return impossible;
  }

  Race::Result ask(const smt::Script& script, const Encoding& encoding, int milliseconds) {
    ProveOptions options = options_;
    options.limits.milliseconds = milliseconds;
    Race::Result result = Race(script, solvers_, options).run();
    const std::string text = smt::print(script);
    for (Attempt& attempt : result.attempts) {
      attempt.encoding = encoding.name;
      attempt.script = text;
      proof_.attempts.push_back(attempt);
    }
    proof_.failures.insert(result.failures.begin(), result.failures.end());
    return result;
  }

  /// Unsat is a proof if the claim speaks of anything: of any two worlds, however far apart.
  void settle(const Programs& programs, const std::string& by, const Encoding& encoding) {
    proof_.speaks = options_.speaks;
    if ((options_.speaks && !options_.all_answers) || speaks_of_anybody(programs, encoding)) {
      proof_.outcome = Outcome::Proved;
      proof_.by = by + ", " + encoding.name;
    }
  }

  /// False where a solver sees that it speaks of nobody; `speaks` where its example is one.
  bool speaks_of_anybody(const Programs& programs, const Encoding& encoding) {
    Encoding far = encoding;
    far.unit_steps = false;
    far.name += ", premise";
    Formula formula(programs, claim_, far);
    const Race::Result premise = ask(formula.premise(), far, options_.limits.milliseconds);
    if (premise.contradiction) {
      proof_.why = "the solvers contradict each other";
      return false;
    }
    if (std::holds_alternative<smt::Unsat>(premise.answer)) {
      proof_.why = nothing_claimed();
      return false;
    }
    const auto* sat = std::get_if<smt::Sat>(&premise.answer);
    if (sat != nullptr && options_.meets && options_.meets(formula.example(sat->model))) {
      proof_.speaks = true;
    }
    return true;
  }

  std::string nothing_claimed() const {
    if (claim_.given) return "nothing is claimed: `given` can never hold";
    if (claim_.kind == ClaimKind::Always) return "nothing is claimed: no account can be decided";
    return "nothing is claimed: there are no two worlds that differ so and can both be decided";
  }

  bool refute(const Formula& formula, const smt::Model& model, const std::string& by, bool exact) {
    Counterexample example = formula.example(model);
    const bool replayed = options_.replay && options_.replay(example);
    if (replayed) {
      proof_.outcome = Outcome::Refuted;
      proof_.by = by;
    } else if (exact && !options_.replay) {
      proof_.why = "an example was found, but not replayed";
    } else if (exact) {
      unconfirmed_ = true;  // another one may be: facts must be such as data can have
    }
    if (replayed || exact || !proof_.example) proof_.example = std::move(example);
    return replayed || (exact && !options_.replay);
  }

  std::string reason() const {
    if (stopped_) return "it was stopped";
    if (unconfirmed_) return "an example was found, but the engine does not confirm it";
    std::string why = proof_.example ? "an example cannot be ruled out" : gave_up_;
    if (why.empty()) why = "no encoding decides it";
    std::string list;
    for (const std::string& construct : constructs_) {
      list += (list.empty() ? "" : ", ") + construct;
    }
    return list.empty() ? why : why + "; only bounds are known of " + list;
  }

  const Programs programs_;
  const Claim& claim_;
  std::map<Ask, std::unique_ptr<Stepped>> stepped_;
  const std::vector<std::unique_ptr<smt::Solver>>& solvers_;
  const ProveOptions& options_;
  Proof proof_;
  std::set<std::string> constructs_;
  std::string gave_up_;
  bool products_ = false;
  bool stopped_ = false;
  bool unconfirmed_ = false;  // what no approximation explains
};

}  // namespace

Proof prove(const Programs& programs, const Claim& claim,
            const std::vector<std::unique_ptr<smt::Solver>>& solvers, const ProveOptions& options) {
  return Prover(programs, claim, solvers, options).run();
}

bool tiers_move_alike(const Programs& programs, const Claim& claim,
                      const std::vector<std::unique_ptr<smt::Solver>>& solvers,
                      const ProveOptions& options) {
  return Prover(programs, claim, solvers, options).tiers_move_alike();
}

std::optional<Proof> same_term(const Programs& programs, const Claim& claim) {
  Formula formula(programs, claim, {.name = "any entries"});
  const smt::Script question = formula.question();
  const bool impossible = std::any_of(question.assertions.begin(), question.assertions.end(),
                                      [&](Term term) { return formula.terms().is_false(term); });
  if (!impossible) return std::nullopt;
  Proof proof;
  proof.outcome = Outcome::Proved;
  proof.by = kSameTerm;
  return proof;
}

}  // namespace tierline::prover
