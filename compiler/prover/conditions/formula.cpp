#include "compiler/prover/conditions/formula.hpp"

#include <algorithm>

#include "compiler/prover/conditions/in_time.hpp"

namespace tierline::prover {

using ir::Op;
using ir::StepId;

namespace {

bool is_input(Op op) {
  switch (op) {
    case Op::account_field_:
    case Op::account_known_:
    case Op::entry_field_:
    case Op::entry_known_:
    case Op::today_:
    case Op::tier_:
    case Op::tier_before_:
      return true;
    default:
      return false;
  }
}

std::set<StepId> inputs_of(const ir::Ir& ir, const std::vector<StepId>& roots) {
  std::set<StepId> inputs;
  std::vector<bool> seen(ir.steps.size());
  std::vector<StepId> work = roots;
  while (!work.empty()) {
    const StepId id = work.back();
    work.pop_back();
    if (seen[id.index()]) continue;
    seen[id.index()] = true;
    if (is_input(ir[id].op)) inputs.insert(id);
    for (const StepId arg : ir[id].args) {
      if (!arg.is_none()) work.push_back(arg);
    }
    if (ir[id].op != Op::tier_) continue;
    for (const ir::Tier& tier : ir.tiers) {
      for (const ir::Requirement& asked : tier.requirements) work.push_back(asked.flag);
    }
  }
  return inputs;
}

bool has_order(checked::Kind kind) { return kind != checked::Kind::Text; }

bool places_all_at_once(const checked::CheckedProgram& program) {
  return program.status && program.status->launch_at_once && program.in_force_from;
}

}  // namespace

bool Formula::fits(const Programs& programs, const Claim& claim, const Encoding& encoding) {
  const checked::CheckedProgram& program = *programs.of(0).program;
  const checked::CheckedProgram& other = *programs.of(1).program;
  if (encoding.first_day) {
    if (!places_all_at_once(program) || !places_all_at_once(other)) return false;
    if (program.in_force_from != other.in_force_from) return false;
  }
  if (!encoding.unit_steps) return true;
  if (claim.kind == ClaimKind::Always || claim.how != Varied::AccountField) return false;
  const checked::Type& type = program.account.fields[claim.varied].type;
  return has_order(type.kind) && !(type.optional && claim.kind == ClaimKind::Same);
}

Formula::Formula(const Programs& programs, const Claim& claim, const Encoding& encoding,
                 const Impossible& impossible)
    : programs_(programs),
      ir_(programs.of(0)),
      program_(*ir_.program),
      claim_(claim),
      encoding_(encoding),
      encoder_(programs, encoding, terms_) {
  const std::vector<StepId> first = roots_of(0);
  const std::vector<StepId> second = roots_of(1);
  // Lemmas about exact products are asked for in vain.
  const bool lemmas = encoding.products == Products::Lemmas && !encoding.entries;
  const bool compares = two_worlds() && impossible && lemmas;
  if (two_worlds()) compare_tiers(compares ? impossible : Impossible());
  encoder_.encode(0, claim_, first);
  if (two_worlds()) encoder_.encode(1, claim_, second);
  if (two_worlds()) assume_difference();
  // On every day; what follows is of the day that is asked for.
  if (compares) compare_tiers_in_time(impossible);
  assume_of_both(first, second);
  if (encoding.first_day) assume_first_day();
  if (encoding.entries) {
    assume_shape_of_entries();
    assume_texts();
  }
  if (compares) compare_entries(impossible);
}

/// The value that is claimed something of, and after it what is assumed.
std::vector<StepId> Formula::roots_of(int world) const {
  const ir::Ir& program = programs_.of(world);
  std::vector<StepId> roots = {program.outputs[claim_.subject].value};
  if (claim_.given) roots.push_back(program.outputs[*claim_.given].value);
  const std::vector<StepId> demands = demands_for(world, roots);
  roots.insert(roots.end(), demands.begin(), demands.end());
  return roots;
}

/// In a formula about any number of entries only what speaks of the same facts is worth asking; for
/// an example every demand counts.
std::vector<StepId> Formula::demands_for(int world, const std::vector<StepId>& roots) const {
  const ir::Ir& program = programs_.of(world);
  std::vector<StepId> chosen;
  const std::set<StepId> spoken_of = inputs_of(program, roots);
  for (const StepId demand : program.demands) {
    const std::set<StepId> asked = inputs_of(program, {demand});
    const bool near = std::includes(spoken_of.begin(), spoken_of.end(), asked.begin(), asked.end());
    if (near || encoding_.entries) chosen.push_back(demand);
  }
  if (encoding_.first_day || encoding_.step != nullptr) {
    chosen.insert(chosen.end(), program.tier_demands.begin(), program.tier_demands.end());
  }
  return chosen;
}

/// What of `given` does not change from day to day holds on the days before as well.
void Formula::assume_what_lasts() {
  if (!claim_.given) return;
  for (int world = 0; world < 2; ++world) {
    const ir::Ir& program = programs_.of(world);
    std::vector<StepId> work = {program.outputs[*claim_.given].value};
    while (!work.empty()) {
      const StepId part = work.back();
      work.pop_back();
      if (program[part].op == Op::and_) {
        work.insert(work.end(), {program[part].args[0], program[part].args[1]});
      } else if (is_timeless(program, part)) {
        encoder_.encode(world, claim_, {part});
        assumptions_.push_back(encoder_.value(world, part));
      }
    }
  }
}

/// What moves the tiers of two programs may be said in other words; then a solver sees whether it
/// is the same. It must be the same on every day, so only what lasts is assumed.
void Formula::compare_tiers(const Impossible& impossible) {
  const bool moves = program_.status.has_value();
  const bool other_moves = programs_.of(1).program->status.has_value();
  if (encoding_.first_day || (!moves && !other_moves)) return;
  if (moves != other_moves) return encoder_.separate_tiers();
  if (!programs_.are_two() || !impossible) return encoder_.compare_tiers(claim_);
  assume_what_lasts();
  encoder_.compare_tiers(claim_, [&](Term a, Term b) {
    compare_entries(impossible);
    std::vector<Term> roots = assumptions_;
    roots.push_back(terms_.negation(terms_.equal(a, b)));
    smt::Script lemma = script(std::move(roots));
    lemma.comments.push_back("unsat: both programs move the tier alike");
    return impossible(lemma);
  });
  compared_ = SIZE_MAX;  // more entries are looked at than move the tier
}

/// Of two programs each assumes what its own text says; of one, both worlds the same.
void Formula::assume_of_both(const std::vector<StepId>& first, const std::vector<StepId>& second) {
  if (!programs_.are_two()) {
    for (size_t i = 1; i < first.size(); ++i) assume(first[i]);
    return;
  }
  for (size_t i = 1; i < first.size(); ++i) {
    assumptions_.push_back(encoder_.value(0, first[i]));
  }
  for (size_t i = 1; i < second.size(); ++i) {
    assumptions_.push_back(encoder_.value(1, second[i]));
  }
}

void Formula::assume(StepId step) {
  const Term zero = encoder_.value(0, step);
  if (!two_worlds()) return assumptions_.push_back(zero);
  const Term one = encoder_.value(1, step);
  // The worlds between two that are far apart need not keep what these two keep.
  if (encoding_.unit_steps && zero != one) {
    left_out_ = true;
    return;
  }
  assumptions_.push_back(zero);
  assumptions_.push_back(one);
}

void Formula::assume_first_day() {
  const Term first = terms_.number(*program_.in_force_from);
  assumptions_.push_back(terms_.equal(encoder_.inputs().today(), first));
}

/// An entry does not end before it begins: such a record is rejected.
void Formula::assume_shape_of_entries() {
  const std::map<Place, Input> fields = encoder_.inputs().fields();
  for (const auto& [place, on] : fields) {
    if (place.ledger == UINT32_MAX) continue;
    const checked::Record& ledger = program_.ledgers[place.ledger];
    if (ledger.on_field != place.field) continue;
    for (uint32_t i = 0; i < ledger.fields.size(); ++i) {
      const checked::Field& field = ledger.fields[i];
      if (field.name != "until" || field.type.kind != checked::Kind::Day || field.derived) continue;
      Place end = place;
      end.field = i;
      const auto until = fields.find(end);
      if (until == fields.end()) continue;
      const Term in_order = terms_.at_most(on.value, until->second.value);
      assumptions_.push_back(terms_.implies(until->second.known, in_order));
    }
  }
}

/// An empty text is read as an absent one, so no example may have it.
void Formula::assume_texts() {
  const std::map<Place, Input> fields = encoder_.inputs().fields();
  const Term empty = encoder_.inputs().text("");
  for (const auto& [place, input] : fields) {
    const bool account = place.ledger == UINT32_MAX;
    const checked::Record& record = account ? program_.account : program_.ledgers[place.ledger];
    if (record.fields[place.field].type.kind != checked::Kind::Text) continue;
    const Term some = terms_.negation(terms_.equal(input.value, empty));
    assumptions_.push_back(terms_.implies(input.known, some));
  }
}

// ---- two worlds ----

void Formula::assume_difference() {
  if (claim_.how == Varied::Program) return;
  if (claim_.how == Varied::EntryField) return assume_entry_fields();
  if (claim_.how == Varied::NewEntry) return;
  const Input zero = encoder_.varied(0, claim_);
  const Input one = encoder_.varied(1, claim_);
  if (claim_.kind == ClaimKind::Same && !terms_.is_true(zero.known)) {
    const Term both = terms_.both(zero.known, one.known);
    const Term apart = terms_.both(both, terms_.negation(terms_.equal(zero.value, one.value)));
    const Term half = terms_.negation(terms_.same(zero.known, one.known));
    return assumptions_.push_back(terms_.either(apart, half));
  }
  assumptions_.push_back(zero.known);
  assumptions_.push_back(one.known);
  assume_account_field(zero.value, one.value);
}

void Formula::assume_account_field(Term zero, Term one) {
  if (terms_[zero].sort == smt::Sort::Bool) {
    const bool ordered = claim_.kind != ClaimKind::Same || encoding_.unit_steps;
    if (ordered) assumptions_.push_back(terms_.both(terms_.negation(zero), one));
    if (!ordered) assumptions_.push_back(terms_.negation(terms_.same(zero, one)));
  } else if (encoding_.unit_steps) {
    assumptions_.push_back(terms_.equal(one, terms_.add(zero, terms_.number(1))));
  } else if (claim_.kind == ClaimKind::Same) {
    assumptions_.push_back(terms_.negation(terms_.equal(zero, one)));
  } else {
    assumptions_.push_back(terms_.below(zero, one));
  }
}

/// Of values that are both there the second is not below the first.
Term Formula::ordered(const Input& zero, const Input& one) {
  const auto number = [&](Term term) {
    return terms_[term].sort == smt::Sort::Int
               ? term
               : terms_.choose(term, terms_.number(1), terms_.number(0));
  };
  const Term rises = terms_.at_most(number(zero.value), number(one.value));
  return terms_.both(terms_.same(zero.known, one.known), terms_.implies(zero.known, rises));
}

void Formula::assume_entry_fields() {
  if (!encoding_.entries || claim_.kind == ClaimKind::Same) return;
  for (uint32_t entry = 0; entry < *encoding_.entries; ++entry) {
    Place place;
    place.ledger = static_cast<uint32_t>(claim_.ledger);
    place.entry = entry;
    place.field = static_cast<uint32_t>(claim_.varied);
    const Input zero = encoder_.inputs().at(place, false);
    place.world = 1;
    assumptions_.push_back(ordered(zero, encoder_.inputs().at(place, false)));
  }
}

/// If no entry adds more in one world than in the other, all of them together do not.
void Formula::compare_entries(const Impossible& impossible) {
  if (claim_.how == Varied::NewEntry) return;  // what the new entry adds is known exactly
  if (compared_ == assumptions_.size()) return;
  const std::vector<Term> known = known_of_any_entry();
  for (const Encoder::Compared& compared : encoder_.compared_reductions()) {
    const auto follows = [&](int less, int more) {
      const Term ordered = terms_.at_most(compared.all[less], compared.all[more]);
      const auto& said = assumptions_;
      if (std::find(said.begin(), said.end(), ordered) != said.end()) return true;
      std::vector<Term> roots = known;
      roots.push_back(terms_.below(compared.part[more], compared.part[less]));
      smt::Script lemma = script(std::move(roots));
      lemma.comments.push_back("unsat: no entry adds less in one world than in the other");
      if (!impossible(lemma)) return false;
      assumptions_.push_back(ordered);
      return true;
    };
    // Two programs may add the same; of two worlds one has more.
    if (!follows(0, 1) || programs_.are_two()) follows(1, 0);
  }
  compared_ = assumptions_.size();
}

/// What may be taken for granted of any one entry in both worlds.
std::vector<Term> Formula::known_of_any_entry() {
  std::vector<Term> known = assumptions_;
  for (const Term assumption : assumptions_) {
    const std::vector<Term> said = encoder_.aggregates().said_of_entries(assumption);
    known.insert(known.end(), said.begin(), said.end());
  }
  if (claim_.how != Varied::EntryField || claim_.kind == ClaimKind::Same) return known;
  Place place;
  place.ledger = static_cast<uint32_t>(claim_.ledger);
  place.field = static_cast<uint32_t>(claim_.varied);
  const Input zero = encoder_.inputs().at(place, true);
  place.world = 1;
  known.push_back(ordered(zero, encoder_.inputs().at(place, true)));
  return known;
}

Term Formula::violated() {
  const Term zero = encoder_.value(0, ir_.outputs[claim_.subject].value);
  if (!two_worlds()) return terms_.negation(zero);
  const Term one = encoder_.value(1, programs_.of(1).outputs[claim_.subject].value);
  const bool truth = terms_[zero].sort == smt::Sort::Bool;
  switch (claim_.kind) {
    case ClaimKind::NeverFalls:
      return truth ? terms_.both(zero, terms_.negation(one)) : terms_.below(one, zero);
    case ClaimKind::NeverRises:
      return truth ? terms_.both(one, terms_.negation(zero)) : terms_.below(zero, one);
    default:
      return terms_.negation(terms_.equal(zero, one));
  }
}

// ---- scripts ----

smt::Script Formula::script(std::vector<Term> roots) {
  smt::Script made;
  made.terms = &terms_;
  made.assertions = encoder_.definitions().close(std::move(roots));
  made.comments = {"claim: " + claim_.name, "encoding: " + encoding_.name};
  return made;
}

smt::Script Formula::question() {
  std::vector<Term> roots = assumptions_;
  roots.push_back(violated());
  smt::Script made = script(std::move(roots));
  made.comments.push_back("unsat: there are no facts for which the claim does not hold");
  return made;
}

smt::Script Formula::premise() {
  smt::Script made = script(assumptions_);
  made.comments.push_back("unsat: there are no facts of which the claim speaks");
  return made;
}

std::set<std::string> Formula::approximations() {
  return encoder_.definitions().approximations(question().assertions);
}

}  // namespace tierline::prover
