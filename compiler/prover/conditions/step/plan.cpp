#include "compiler/prover/conditions/step/plan.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "compiler/prover/conditions/inputs.hpp"

namespace tierline::prover {

using checked::ExprId;
using checked::ExprKind;
using ir::AskedMoment;
using ir::Op;
using ir::StepId;

namespace {

// Each day asked for repeats all that is asked of a day.
constexpr size_t kSaidMax = 6;

/// A field: of the account (level 0) or of the entries of a ledger.
using Fact = std::pair<uint32_t, uint32_t>;

/// What the steps under some roots look at.
struct Seen {
  std::set<Fact> facts;
  bool entries = false;
  bool tier = false;
  bool past = false;  // the tier of another day than today
};

const checked::Field& field_at(const ir::Ir& ir, uint32_t stored) {
  const checked::Record& account = ir.program->account;
  return account.fields[field_of(account, stored)];
}

Seen seen_from(const ir::Ir& ir, std::vector<StepId> work) {
  Seen seen;
  std::vector<bool> done(ir.steps.size());
  while (!work.empty()) {
    const StepId id = work.back();
    work.pop_back();
    if (done[id.index()]) continue;
    done[id.index()] = true;
    const ir::Step& step = ir[id];
    const bool field = step.op == Op::account_field_ || step.op == Op::account_known_ ||
                       step.op == Op::entry_field_ || step.op == Op::entry_known_;
    if (field) seen.facts.emplace(step.level, step.ref);
    seen.entries = seen.entries || ir::is_reduction(step.op);
    const bool held = step.op == Op::account_field_ && field_at(ir, step.ref).held.has_value();
    seen.past = seen.past || held || step.op == Op::tier_before_;
    seen.tier = seen.tier || seen.past || step.op == Op::tier_;
    for (const StepId arg : step.args) {
      if (!arg.is_none()) work.push_back(arg);
    }
  }
  return seen;
}

Seen seen_by(const ir::Ir& ir, const Claim& claim) {
  std::vector<StepId> roots = {ir.outputs[claim.subject].value};
  if (claim.given) roots.push_back(ir.outputs[*claim.given].value);
  return seen_from(ir, std::move(roots));
}

bool share(const std::set<Fact>& a, const std::set<Fact>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Fact& fact) { return b.contains(fact); });
}

/// The days after `at` in the expressions of a claim, as far as they are days of today's account.
class SaidDays {
 public:
  explicit SaidDays(const checked::CheckedProgram& program) : program_(program) {}

  std::vector<ExprId> find(const std::vector<ExprId>& roots) {
    std::vector<ExprId> work = roots;
    while (!work.empty()) {
      const ExprId id = work.back();
      work.pop_back();
      if (!seen_.insert(id).second) continue;
      const checked::Expr& expr = program_[id];
      if (expr.kind == ExprKind::Aggregate) continue;  // inside it an entry is at hand
      if (expr.kind == ExprKind::Call) add_definition(expr, work);
      const bool at = expr.kind == ExprKind::At;
      if (at && stands_alone(expr.kids[1])) found_.push_back(expr.kids[1]);
      // What is asked `at` a day has another today.
      work.insert(work.end(), expr.kids.begin() + (at ? 1 : 0), expr.kids.end());
    }
    return std::move(found_);
  }

 private:
  void add_definition(const checked::Expr& call, std::vector<ExprId>& work) {
    const checked::Define& define = program_.defines[call.ref];
    if (!define.parameters.empty()) return;
    work.push_back(define.value);
    for (const checked::Exception& one : define.exceptions) {
      work.push_back(one.value);
      if (one.when) work.push_back(*one.when);
    }
  }

  /// Whether it needs neither an argument nor an entry to be said. A definition brings its own.
  bool stands_alone(ExprId root) const {
    std::vector<ExprId> work = {root};
    while (!work.empty()) {
      const checked::Expr& expr = program_[work.back()];
      work.pop_back();
      if (expr.kind == ExprKind::Parameter || expr.kind == ExprKind::EntryField) return false;
      if (expr.kind == ExprKind::Aggregate) continue;
      work.insert(work.end(), expr.kids.begin(), expr.kids.end());
    }
    return true;
  }

  const checked::CheckedProgram& program_;
  std::set<ExprId> seen_;
  std::vector<ExprId> found_;
};

class Planner {
 public:
  Planner(const ir::Ir& ir, const Claim& claim, Ask ask)
      : ir_(ir), claim_(claim), facts_(seen_by(ir, claim).facts), ask_(ask) {}

  StepPlan run() {
    find_requirements();
    plan_.yesterday = add({.day = AskedMoment::Day::Today, .day_before = true}, wanted_, true);
    plan_.begun = any({}, true);
    plan_.before_begun = day_before(plan_.begun, {}, true);
    plan_.reached = any({}, true);
    size_t first = 0;
    for (const ir::Tier& tier : ir_.tiers) {
      const std::vector<bool> of_tier = among(first, first + tier.requirements.size());
      plan_.crossed.push_back(any(of_tier, true));
      plan_.before_crossed.push_back(day_before(plan_.crossed.back(), of_tier, false));
      first += tier.requirements.size();
    }
    for (size_t i = 0; i < plan_.alike.size(); ++i) plan_.met.push_back(last_met(i));
    add_held();
    add_said();
    return std::move(plan_);
  }

 private:
  void find_requirements() {
    std::vector<StepId> flags;
    for (const ir::Tier& tier : ir_.tiers) {
      for (const ir::Requirement& each : tier.requirements) {
        const auto known = std::find(flags.begin(), flags.end(), each.flag);
        plan_.alike.push_back(static_cast<size_t>(known - flags.begin()));
        flags.push_back(each.flag);
        graced_.push_back(each.keep == checked::Keep::Grace);
        wanted_.push_back(is_near(each.flag));
      }
    }
  }

  bool is_near(StepId flag) const {
    if (ask_ == Ask::Everything) return true;
    const Seen seen = seen_from(ir_, {flag});
    return !seen.entries || share(seen.facts, facts_);
  }

  std::vector<bool> among(size_t first, size_t end) const {
    std::vector<bool> out(wanted_.size());
    for (size_t i = first; i < end; ++i) out[i] = wanted_[i];
    return out;
  }

  size_t add(AskedMoment moment, std::vector<bool> flags, bool status) {
    moment.flags = std::move(flags);
    moment.status = status;
    plan_.asked.push_back(std::move(moment));
    return plan_.asked.size() - 1;
  }

  size_t any(std::vector<bool> flags, bool status) {
    return add({.day = AskedMoment::Day::Any, .ref = days_++}, std::move(flags), status);
  }

  size_t day_before(size_t of, std::vector<bool> flags, bool status) {
    AskedMoment moment = plan_.asked[of];
    moment.day_before = true;
    return add(std::move(moment), std::move(flags), status);
  }

  std::optional<size_t> last_met(size_t requirement) {
    if (!graced_[requirement]) return std::nullopt;
    const size_t first = plan_.alike[requirement];
    if (first < requirement && plan_.met[first]) return plan_.met[first];
    return any(among(requirement, requirement + 1), false);
  }

  /// The days of other tiers for which the claim asks.
  void add_held() {
    const checked::Record& account = ir_.program->account;
    for (uint32_t i = 0, stored = 0; i < account.fields.size(); ++i) {
      const checked::Field& field = account.fields[i];
      if (field.held && facts_.contains({ir::kAccountLevel, stored})) {
        plan_.said.push_back(add({.day = AskedMoment::Day::Said,
                                  .ref = field.held->day.value,
                                  .day_before = field.held->before},
                                 wanted_, true));
        plan_.held[i] = plan_.said.back();
      }
      stored += field.derived ? 0 : 1;
    }
  }

  void add_said() {
    const checked::CheckedProgram& program = *ir_.program;
    std::vector<ExprId> roots = {program.outputs[claim_.subject].value};
    if (claim_.given) roots.push_back(program.outputs[*claim_.given].value);
    for (const ExprId day : SaidDays(program).find(roots)) {
      if (plan_.said.size() >= kSaidMax) return;
      plan_.said.push_back(add({.day = AskedMoment::Day::Said, .ref = day.value}, wanted_, true));
    }
  }

  const ir::Ir& ir_;
  const Claim& claim_;
  const std::set<Fact> facts_;
  const Ask ask_;
  StepPlan plan_;
  std::vector<bool> graced_;  // by requirement
  std::vector<bool> wanted_;
  uint32_t days_ = 0;
};

}  // namespace

StepPlan plan_step(const ir::Ir& ir, const Claim& claim, Ask ask) {
  return Planner(ir, claim, ask).run();
}

bool asks_for_held_tier(const ir::Ir& ir, const Claim& claim) {
  return ir.program->status && seen_by(ir, claim).tier;
}

bool asks_for_past_tier(const ir::Ir& ir, const Claim& claim) {
  return ir.program->status && seen_by(ir, claim).past;
}

}  // namespace tierline::prover
