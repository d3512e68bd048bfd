#include "compiler/emit/schedule.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tierline::emit {

namespace {

using bytecode::Phase;
using ir::Ir;
using ir::Op;
using ir::Step;
using ir::StepId;

constexpr uint8_t kUnneeded = 4;

uint8_t number(Phase phase) { return static_cast<uint8_t>(phase); }

class Scheduler {
 public:
  explicit Scheduler(const Ir& ir)
      : ir_(ir),
        stage_(ir.steps.size(), 0),
        phase_(ir.steps.size(), kUnneeded),
        seen_in_(ir.steps.size(), kUnneeded),
        entry_root_(ir.steps.size(), false),
        computed_(ir.steps.size(), false) {}

  Schedule run() {
    find_stages();
    for (const ir::Tier& tier : ir_.tiers) {
      for (const ir::Requirement& need : tier.requirements) want(need.flag, Phase::Require);
    }
    want_status();
    join_require_sections();
    want_outputs(Phase::Decide);
    want_asks();
    want_rules();
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const bool constant = ir_.steps[i].op == Op::constant_;
      if (constant && phase_[i] != kUnneeded) schedule_.constants.push_back(StepId{i});
    }
    for (const Phase phase : {Phase::Require, Phase::Decide, Phase::Distance, Phase::Explain}) {
      lay_out(phase);
    }
    return std::move(schedule_);
  }

 private:
  /// A reduction has its value one stage after its entries.
  void find_stages() {
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const Step& step = ir_.steps[i];
      for (const StepId arg : step.args) {
        if (!arg.is_none()) stage_[i] = std::max(stage_[i], stage_[arg.index()]);
      }
      if (ir::is_reduction(step.op)) ++stage_[i];
      stages_ = std::max(stages_, stage_[i] + 1);
    }
  }

  /// Notes that a phase needs a step, and all that the step needs.
  void want(StepId root, Phase phase) {
    std::vector<StepId> work = {root};
    while (!work.empty()) {
      const StepId id = work.back();
      work.pop_back();
      const Step& step = ir_[id];
      const bool account = step.level == ir::kAccountLevel;
      // An account step of an earlier phase is there already; an entry step is not.
      if (account && phase_[id.index()] != kUnneeded) continue;
      if (seen_in_[id.index()] == number(phase)) continue;
      seen_in_[id.index()] = number(phase);
      if (phase_[id.index()] == kUnneeded) phase_[id.index()] = number(phase);
      for (const StepId arg : step.args) {
        if (!arg.is_none()) work.push_back(arg);
      }
    }
  }

  void want_status() {
    for (const StepId demand : ir_.tier_demands) want(demand, Phase::Require);
    if (!ir_.status) return;
    const ir::Status& status = *ir_.status;
    for (const StepId id :
         {status.exists, status.assessing, status.promote_on, status.promote_fault,
          status.holds_until, status.holds_fault, status.ends, status.ends_known}) {
      if (!id.is_none()) want(id, Phase::Require);
    }
  }

  /// Calls `visit` with every step that a decision is made of.
  template <class Visit>
  void for_each_decided(Visit visit) const {
    for (const ir::Output& output : ir_.outputs) visit(output.value);
    for (const ir::Split& split : ir_.splits) {
      visit(split.amount);
      visit(split.collected);
    }
    for (const StepId demand : ir_.demands) visit(demand);
  }

  void want_outputs(Phase phase) {
    for_each_decided([&](StepId id) { want(id, phase); });
  }

  void want_asks() {
    for (const ir::Tier& tier : ir_.tiers) {
      for (const ir::Requirement& need : tier.requirements) {
        for (const ir::Ask& ask : need.asks) {
          for (const StepId id : {ask.met, ask.distance, ask.known}) {
            if (!id.is_none()) want(id, Phase::Distance);
          }
        }
      }
    }
  }

  void want_rules() {
    const auto want_rule = [&](StepId condition) {
      if (condition.is_none()) return;
      want(condition, Phase::Explain);
      entry_root_[condition.index()] = ir_[condition].level != ir::kAccountLevel;
    };
    for (const ir::RuleGroup& group : ir_.groups) {
      want_rule(group.index);
      for (const ir::RuleEntry& entry : group.entries) want_rule(entry.condition);
    }
    for (const ir::RuleScope& scope : ir_.scopes) {
      for (const ir::RuleEdge& edge : scope.edges) want_rule(edge.condition);
    }
  }

  using Place = std::pair<uint32_t, uint32_t>;  // stage, ledger
  Place place_of(uint32_t reduction) const {
    return {stage_[reduction] - 1, ir_.steps[reduction].ref};
  }

  /// What the outputs need of a ledger that phase Require walks anyway is folded in the same walk,
  /// unless it depends on the tier: walking the entries is most of the work.
  void join_require_sections() {
    std::set<Place> walked;
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const bool reduces = phase_[i] == number(Phase::Require) && ir::is_reduction(ir_.steps[i].op);
      if (reduces) walked.insert(place_of(i));
    }
    if (walked.empty()) return;
    const std::vector<bool> tiered = find_tier_dependent();
    const std::vector<bool> needed = find_needed_by_outputs();
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      if (!needed[i] || tiered[i] || !ir::is_reduction(ir_.steps[i].op)) continue;
      if (walked.contains(place_of(i))) want(StepId{i}, Phase::Require);
    }
  }

  std::vector<bool> find_tier_dependent() const {
    std::vector<bool> tiered(ir_.steps.size(), false);
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      tiered[i] = ir_.steps[i].op == Op::tier_;
      for (const StepId arg : ir_.steps[i].args) {
        if (!arg.is_none() && tiered[arg.index()]) tiered[i] = true;
      }
    }
    return tiered;
  }

  std::vector<bool> find_needed_by_outputs() const {
    std::vector<bool> needed(ir_.steps.size(), false);
    for_each_decided([&](StepId id) { needed[id.index()] = true; });
    for (size_t i = ir_.steps.size(); i > 0; --i) {
      if (!needed[i - 1]) continue;
      for (const StepId arg : ir_.steps[i - 1].args) {
        if (!arg.is_none()) needed[arg.index()] = true;
      }
    }
    return needed;
  }

  /// The steps of a phase, sorted into stages and ledgers in one walk.
  void lay_out(Phase phase) {
    const size_t ledgers = ir_.program->ledgers.size();
    std::vector<Section> account(stages_);
    std::vector<std::vector<Section>> entries(stages_, std::vector<Section>(ledgers));
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const Step& step = ir_.steps[i];
      if (phase_[i] != number(phase) || step.op == Op::constant_) continue;
      if (ir::is_reduction(step.op)) {
        entries[stage_[i] - 1][step.ref].reductions.push_back(StepId{i});
      } else if (step.level == ir::kAccountLevel) {
        account[stage_[i]].steps.push_back(StepId{i});
      }
    }
    for (uint32_t stage = 0; stage < stages_; ++stage) {
      add(std::move(account[stage]), phase, ir::kAccountLevel);
      for (uint32_t ledger = 0; ledger < ledgers; ++ledger) {
        Section& section = entries[stage][ledger];
        std::vector<StepId> roots = section.reductions;
        if (phase == Phase::Explain) add_entry_rules(stage, ledger + 1, roots);
        section.steps = entry_steps_for(roots);
        add(std::move(section), phase, ledger + 1);
      }
    }
  }

  void add_entry_rules(uint32_t stage, uint32_t level, std::vector<StepId>& roots) const {
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const bool here = entry_root_[i] && !computed_[i] && stage_[i] == stage;
      if (here && ir_.steps[i].level == level) roots.push_back(StepId{i});
    }
  }

  std::vector<StepId> entry_steps_for(const std::vector<StepId>& roots) {
    std::set<StepId> needed;
    std::vector<StepId> work = roots;
    while (!work.empty()) {
      const StepId id = work.back();
      work.pop_back();
      const bool of_entry = ir_[id].level != ir::kAccountLevel;
      if (of_entry && !needed.insert(id).second) continue;
      if (!of_entry && !ir::is_reduction(ir_[id].op)) continue;
      for (const StepId arg : ir_[id].args) {
        if (!arg.is_none() && ir_[arg].level != ir::kAccountLevel) work.push_back(arg);
      }
    }
    for (const StepId id : needed) computed_[id.index()] = true;
    return {needed.begin(), needed.end()};
  }

  void add(Section section, Phase phase, uint32_t level) {
    if (section.steps.empty() && section.reductions.empty()) return;
    std::vector<Section>& sections = schedule_.sections;
    const bool goes_on = level == ir::kAccountLevel && !sections.empty() &&
                         sections.back().level == level && sections.back().phase == phase;
    if (goes_on) {
      std::vector<StepId>& steps = sections.back().steps;
      steps.insert(steps.end(), section.steps.begin(), section.steps.end());
      return;
    }
    section.phase = phase;
    section.level = level;
    sections.push_back(std::move(section));
  }

  const Ir& ir_;
  uint32_t stages_ = 1;
  std::vector<uint32_t> stage_;
  std::vector<uint8_t> phase_;    // the first that needs the step
  std::vector<uint8_t> seen_in_;  // the last phase in which want() met the step
  std::vector<bool> entry_root_;  // an entry step that the rule map asks for
  std::vector<bool> computed_;    // an entry step that stands in some section
  Schedule schedule_;
};

}  // namespace

Schedule schedule(const Ir& ir) { return Scheduler(ir).run(); }

}  // namespace tierline::emit
