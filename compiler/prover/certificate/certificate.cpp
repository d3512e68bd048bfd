#include "compiler/prover/certificate/certificate.hpp"

#include <algorithm>

#include "compiler/prover/certificate/step_form.hpp"
#include "compiler/prover/conditions/inputs.hpp"

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;

namespace {

constexpr size_t kConditionsMax = 6;  // 64 branches
constexpr size_t kCasesMax = 20'000;  // of a branch
constexpr int kFarDigits = 80;        // more than a sum of amounts can have

using Kind = StepValue::Kind;

/// What of a claim is put as cases: `more` minus `less`, or the subject alone.
struct Target {
  Stated stated{};
  StepId value;  // NeverFalls, or none
  bool mirrored = false;
  StepId less;  // NeverBelowZero
  StepId more;
  bool strictly = false;

  std::vector<StepId> roots() const {
    return stated == Stated::NeverFalls ? std::vector{value} : std::vector{less, more};
  }
};

class Certifier {
 public:
  Certifier(const ir::Ir& ir, const Claim& claim) : ir_(ir), claim_(claim) {}

  std::optional<Target> target() const;
  std::vector<StepId> candidates(const Target& target) const;
  std::optional<Certificate> certificate(const Target& target, StepId x) const;

 private:
  struct Cut {
    std::vector<CertificateCase> cases;
    StepId asked;  // a condition that must be said first
    bool failed = false;
  };

  bool two_worlds() const { return claim_.kind != ClaimKind::Always; }
  bool is_varied(StepId id) const;
  bool is_candidate(StepId id) const;
  bool is_sum_of_varied(const Step& step) const;
  bool is_tier(const Step& step) const;
  std::vector<bool> depends_on_change(StepId x) const;
  std::vector<StepId> conjuncts() const;
  std::optional<Stretch> range_of(StepId x) const;
  std::optional<Stretch> narrowed(StepId x, const Stretch& all) const;
  StepValue value_of(const StepForm& forms, const Target& target) const;
  Cut cut(StepForm& forms, const Target& target, const Stretch& range) const;
  std::string name_of(StepId x) const;
  std::map<StepId, bool> known_facts() const;
  const checked::Field* summed_field(const Step& step) const;

  const ir::Ir& ir_;
  const Claim& claim_;
};

std::optional<Target> Certifier::target() const {
  StepId root = ir_.outputs[claim_.subject].value;
  Target out;
  if (two_worlds()) {
    if (claim_.kind == ClaimKind::Same || ir_[root].type.kind != ir::Storage::Number) return {};
    out.stated = Stated::NeverFalls;
    out.value = root;
    out.mirrored = claim_.kind == ClaimKind::NeverRises;
    return out;
  }
  bool turned = false;
  for (; ir_[root].op == Op::not_; turned = !turned) root = ir_[root].args[0];
  const Step& step = ir_[root];
  if (step.op != Op::less_ && step.op != Op::less_equal_) return std::nullopt;
  if (ir_[step.args[0]].type.kind != ir::Storage::Number) return std::nullopt;
  out.stated = Stated::NeverBelowZero;
  out.less = step.args[turned ? 1 : 0];
  out.more = step.args[turned ? 0 : 1];
  out.strictly = (step.op == Op::less_) != turned;
  return out;
}

// ---- which number ----

/// The field of the entries that a sum adds up as it stands.
const checked::Field* Certifier::summed_field(const Step& step) const {
  if (step.op != Op::reduce_sum_ || ir_[step.args[0]].op != Op::entry_field_) return nullptr;
  const checked::Record& ledger = ir_.program->ledgers[step.ref];
  return &ledger.fields[field_of(ledger, ir_[step.args[0]].ref)];
}

/// A fact that the two worlds need not share.
bool Certifier::is_varied(StepId id) const {
  const Step& step = ir_[id];
  const bool of_account = step.op == Op::account_field_ || step.op == Op::account_known_;
  if (claim_.how == Varied::AccountField) {
    return of_account && field_of(ir_.program->account, step.ref) == claim_.varied;
  }
  if (ir::is_reduction(step.op)) return claim_.how == Varied::NewEntry && step.ref == claim_.ledger;
  if (step.op != Op::entry_field_ && step.op != Op::entry_known_) return false;
  if (step.level != claim_.ledger + 1) return false;
  const checked::Record& ledger = ir_.program->ledgers[claim_.ledger];
  return claim_.how == Varied::EntryField && field_of(ledger, step.ref) == claim_.varied;
}

/// The tier of today, of the day before, or of another day.
bool Certifier::is_tier(const Step& step) const {
  if (step.op == Op::tier_ || step.op == Op::tier_before_) return true;
  if (step.op != Op::account_field_) return false;
  const checked::Record& account = ir_.program->account;
  return account.fields[field_of(account, step.ref)].held.has_value();
}

/// What may differ between the worlds although x is the same; the tier if anything moves it.
std::vector<bool> Certifier::depends_on_change(StepId x) const {
  std::vector<bool> out(ir_.steps.size());
  bool tier = false;
  for (int round = 0; round < 2; ++round) {
    for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
      const Step& step = ir_.steps[i];
      out[i] = is_varied(StepId{i});
      if (is_tier(step)) out[i] = tier;
      for (const StepId kid : step.args) out[i] = out[i] || (!kid.is_none() && out[kid.index()]);
    }
    for (const ir::Tier& one : ir_.tiers) {
      for (const ir::Requirement& asked : one.requirements) tier = tier || out[asked.flag.index()];
    }
    // What else moves tiers is taken for changed as well: it seldom is any matter of money.
    if (ir_.status) {
      const ir::Status& s = *ir_.status;
      for (const StepId one : {s.exists, s.assessing, s.promote_on, s.holds_until, s.ends}) {
        tier = tier || (!one.is_none() && out[one.index()]);
      }
    }
  }
  out[x.index()] = false;  // it is what the cases are about
  return out;
}

/// A sum that rises with the field of its entries, whichever count.
bool Certifier::is_sum_of_varied(const Step& step) const {
  const checked::Field* field = summed_field(step);
  if (field == nullptr || step.ref != claim_.ledger) return false;
  if (claim_.how == Varied::NewEntry)
    return field->bounds.low && field->bounds.low->coefficient >= 0;
  return field_of(ir_.program->ledgers[step.ref], ir_[step.args[0]].ref) == claim_.varied;
}

/// The numbers that a claim may be about: of two worlds, the one that rises from one to the other.
bool Certifier::is_candidate(StepId id) const {
  const Step& step = ir_[id];
  if (step.type.kind != ir::Storage::Number || step.level != ir::kAccountLevel) return false;
  const bool field = step.op == Op::account_field_;
  if (!two_worlds()) return field || step.op == Op::reduce_sum_;
  if (claim_.how == Varied::AccountField) return field && is_varied(id);
  return is_sum_of_varied(step) && !depends_on_change(id)[step.args[1].index()];
}

std::vector<StepId> Certifier::candidates(const Target& target) const {
  StepForm forms(ir_, StepId{}, {});
  for (const StepId root : target.roots()) forms.need(root);
  std::vector<StepId> out;
  for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
    if (forms.needs(StepId{i}) && is_candidate(StepId{i})) out.push_back(StepId{i});
  }
  return out;
}

std::string Certifier::name_of(StepId x) const {
  const Step& step = ir_[x];
  if (step.op == Op::account_field_) {
    return ir_.program->account.fields[field_of(ir_.program->account, step.ref)].name;
  }
  const std::string ledger = ir_.program->ledgers[step.ref].name;
  const checked::Field* field = summed_field(step);
  return "a sum over " + ledger + (field != nullptr ? "." + field->name : "");
}

// ---- how far it reaches ----

std::optional<Stretch> Certifier::range_of(StepId x) const {
  const BigInt far = decimal::power_of_ten(kFarDigits);
  Stretch out{-far, far};
  const Step& step = ir_[x];
  const checked::Bounds* bounds = nullptr;
  if (step.op == Op::account_field_) {
    bounds = &ir_.program->account.fields[field_of(ir_.program->account, step.ref)].bounds;
  } else if (const checked::Field* field = summed_field(step)) {
    if (field->bounds.low && field->bounds.low->coefficient >= 0) out.from = 0;
  }
  if (bounds == nullptr) return out;
  using decimal::Rounding;
  if (bounds->low)
    out.from = decimal::round(*bounds->low, step.type.scale, Rounding::Ceiling).coefficient;
  if (bounds->high)
    out.to = decimal::round(*bounds->high, step.type.scale, Rounding::Floor).coefficient;
  if (out.from > out.to) return std::nullopt;
  return out;
}

std::vector<StepId> Certifier::conjuncts() const {
  std::vector<StepId> out;
  if (!claim_.given) return out;
  std::vector<StepId> work = {ir_.outputs[*claim_.given].value};
  while (!work.empty()) {
    const StepId id = work.back();
    work.pop_back();
    if (ir_[id].op == Op::and_) {
      work.push_back(ir_[id].args[0]);
      work.push_back(ir_[id].args[1]);
    } else {
      out.push_back(id);
    }
  }
  return out;
}

/// As far as `given` speaks of x alone; what it says of other things is not needed.
std::optional<Stretch> Certifier::narrowed(StepId x, const Stretch& all) const {
  Stretch range = all;
  for (const StepId said : conjuncts()) {
    StepForm forms(ir_, x, std::vector<bool>(ir_.steps.size()));
    forms.need(said);
    forms.look(range);
    const StepValue whole = forms[said];
    if (whole.kind != Kind::AtEdge) continue;
    // One edge: it holds on one side of it. With more it is left unsaid.
    Stretch below = range;
    Stretch above = range;
    below.to = whole.edge - 1;
    above.from = whole.edge;
    forms.look(below);
    const StepValue low = forms[said];
    forms.look(above);
    const StepValue high = forms[said];
    if (low.kind != Kind::Truth || high.kind != Kind::Truth || low.truth == high.truth) continue;
    range = low.truth ? below : above;
  }
  return range;
}

// ---- cases ----

StepValue Certifier::value_of(const StepForm& forms, const Target& target) const {
  if (target.stated == Stated::NeverFalls) {
    StepValue out = forms[target.value];
    if (target.mirrored) out.form = scale(out.form, -1);
    return out;
  }
  const StepValue& less = forms[target.less];
  const StepValue& more = forms[target.more];
  for (const StepValue* side : {&less, &more}) {
    if (side->kind != Kind::Number) return side->is_open() ? *side : StepValue{};
  }
  StepValue out = more;
  out.form = add(more.form, scale(less.form, -1));
  if (target.strictly) out.form.line.constant -= 1;
  return out;
}

Certifier::Cut Certifier::cut(StepForm& forms, const Target& target, const Stretch& range) const {
  Cut out;
  std::vector<Stretch> work = {range};
  while (!work.empty()) {
    const Stretch at = work.back();
    work.pop_back();
    forms.look(at);
    StepValue value = value_of(forms, target);
    if (value.kind == Kind::AtEdge) {
      work.push_back({value.edge, at.to});
      work.push_back({at.from, value.edge - 1});
    } else if (value.kind == Kind::Number) {
      const bool same = !out.cases.empty() && out.cases.back().value == value.form;
      if (same) out.cases.back().stretch.to = at.to;
      if (!same) out.cases.push_back({at, std::move(value.form)});
    } else {
      out.asked = value.condition;
      out.failed = value.kind == Kind::Beyond;
      return out;
    }
    out.failed = out.cases.size() + work.size() > kCasesMax;
    if (out.failed) return out;
  }
  return out;
}

/// What is supposed is known where the claim varies it, and nowhere else; and what rises is there.
std::map<StepId, bool> Certifier::known_facts() const {
  std::map<StepId, bool> out;
  for (uint32_t i = 0; i < ir_.steps.size(); ++i) {
    const Step& step = ir_.steps[i];
    if (step.op != Op::account_known_) continue;
    const uint32_t field = field_of(ir_.program->account, step.ref);
    const bool varied =
        two_worlds() && claim_.how == Varied::AccountField && claim_.varied == field;
    if (varied || ir_.program->account.fields[field].supposed) {
      out[StepId{i}] = varied;
    }
  }
  return out;
}

std::optional<Certificate> Certifier::certificate(const Target& target, StepId x) const {
  const auto all = range_of(x);
  const auto range = all ? narrowed(x, *all) : std::nullopt;
  if (!range) return std::nullopt;
  std::vector<bool> may_assume(ir_.steps.size(), true);
  if (two_worlds()) {
    may_assume = depends_on_change(x);
    may_assume.flip();
  }
  StepForm forms(ir_, x, std::move(may_assume));
  for (const StepId root : target.roots()) forms.need(root);
  Certificate out{name_of(x), ir_[x].type.scale, target.stated, *range, 0, {}};
  std::vector<StepId> conditions;
  for (size_t branch = 0; branch < size_t{1} << conditions.size(); ++branch) {
    std::map<StepId, bool> assumed = known_facts();
    for (size_t i = 0; i < conditions.size(); ++i) assumed[conditions[i]] = (branch >> i) % 2 != 0;
    forms.assume(std::move(assumed));
    Cut made = cut(forms, target, *range);
    if (made.failed) return std::nullopt;
    if (made.asked.is_none()) {
      out.branches.push_back(std::move(made.cases));
      continue;
    }
    if (conditions.size() == kConditionsMax) return std::nullopt;
    conditions.push_back(made.asked);
    out.branches.clear();
    branch = SIZE_MAX;  // from the beginning
  }
  out.conditions = conditions.size();
  return out;
}

}  // namespace

std::optional<Certificate> certify(const ir::Ir& ir, const Claim& claim,
                                   const std::function<bool(const Certificate&)>& accepts) {
  const Certifier certifier(ir, claim);
  const auto target = certifier.target();
  if (!target) return std::nullopt;
  for (const StepId x : certifier.candidates(*target)) {
    auto made = certifier.certificate(*target, x);
    if (made && accepts(*made)) return made;
  }
  return std::nullopt;
}

}  // namespace tierline::prover
