// A model as facts. What the formula does not speak of gets the plainest value that is accepted.
#include "compiler/prover/conditions/formula.hpp"

namespace tierline::prover {

namespace {

using checked::Constant;
using checked::Field;

class Example {
 public:
  Example(const checked::CheckedProgram& program, const Claim& claim, const Encoding& encoding,
          const Terms& terms, const Inputs& inputs, const smt::Model& model)
      : program_(program),
        claim_(claim),
        encoding_(encoding),
        terms_(terms),
        inputs_(inputs),
        model_(model) {
    today_ = program.in_force_from.value_or(0);
    if (inputs.day() && is_said(*inputs.day())) today_ = static_cast<Day>(value(*inputs.day()));
  }

  Counterexample make() const {
    Counterexample made;
    made.today = today_;
    made.worlds.push_back(world(0));
    const bool one_world = claim_.kind == ClaimKind::Always || claim_.how == Varied::Program;
    if (!one_world) made.worlds.push_back(world(1));
    return made;
  }

 private:
  World world(int number) const {
    World made;
    made.facts.push_back(record(program_.account, {number, UINT32_MAX, 0, 0}));
    made.facts.back().ledger = checked::kNone;
    for (uint32_t ledger = 0; ledger < program_.ledgers.size(); ++ledger) {
      add_entries(number, ledger, made);
    }
    return made;
  }

  void add_entries(int number, uint32_t ledger, World& made) const {
    const uint32_t few = encoding_.entries.value_or(0);
    for (uint32_t entry = 0; entry < few; ++entry) {
      const auto present = inputs_.presences().find({ledger, entry});
      if (present == inputs_.presences().end() || value(present->second) == 0) continue;
      add_entry({number, ledger, entry, 0}, made);
    }
    const bool more = number == 1 && claim_.how == Varied::NewEntry && claim_.ledger == ledger;
    if (more) add_entry({number, ledger, encoding_.entries.value_or(1), 0}, made);
  }

  void add_entry(const Place& place, World& made) const {
    made.facts.push_back(record(program_.ledgers[place.ledger], place));
    made.facts.back().ledger = place.ledger;
  }

  checked::Facts record(const checked::Record& record, Place place) const {
    checked::Facts facts;
    for (uint32_t i = 0; i < record.fields.size(); ++i) {
      place.field = i;
      if (record.fields[i].derived || record.fields[i].held) continue;
      if (auto known = constant(record.fields[i], place)) facts.values.push_back({i, *known});
    }
    return facts;
  }

  /// In the second world what does not differ is as in the first.
  const Input* find(Place place) const {
    auto found = inputs_.fields().find(place);
    if (found != inputs_.fields().end()) return &found->second;
    place.world = 0;
    found = inputs_.fields().find(place);
    return found != inputs_.fields().end() ? &found->second : nullptr;
  }

  std::optional<Constant> constant(const Field& field, const Place& place) const {
    const Input* input = find(place);
    if (input == nullptr || !is_said(input->value)) return plain(field, place);
    if (!terms_.is_true(input->known) && value(input->known) == 0) return std::nullopt;
    return of(field, value(input->value));
  }

  Constant of(const Field& field, const BigInt& number) const {
    Constant made;
    if (field.type.kind == checked::Kind::Text) {
      made.text = inputs_.text_of(number);
    } else {
      const bool scaled = field.type.kind == checked::Kind::Number;
      made.number = {number, scaled ? field.type.scale : 0};
    }
    return made;
  }

  std::optional<Constant> plain(const Field& field, const Place& place) const {
    if (field.type.optional) return std::nullopt;
    if (field.default_value) return field.default_value;
    Constant made;
    if (field.type.kind == checked::Kind::Text) made.text = "A";
    if (field.type.kind == checked::Kind::Day) made.number = {plain_day(field, place), 0};
    if (field.bounds.low && *field.bounds.low > made.number) made.number = *field.bounds.low;
    if (field.bounds.high && *field.bounds.high < made.number) made.number = *field.bounds.high;
    return made;
  }

  /// Today; or the day on which the entry begins, so that it does not end before.
  BigInt plain_day(const Field& field, Place place) const {
    if (place.ledger == UINT32_MAX || field.name != "until") return today_;
    place.field = program_.ledgers[place.ledger].on_field;
    const Input* on = find(place);
    return on != nullptr && is_said(on->value) ? value(on->value) : BigInt(today_);
  }

  /// A variable of which the formula does not speak in the end has no value in the model.
  bool is_said(Term variable) const {
    return terms_.is_constant(variable) || model_.contains(variable);
  }

  BigInt value(Term variable) const { return smt::evaluate(terms_, {variable}, model_)[0]; }

  const checked::CheckedProgram& program_;
  const Claim& claim_;
  const Encoding& encoding_;
  const Terms& terms_;
  const Inputs& inputs_;
  const smt::Model& model_;
  Day today_ = 0;
};

}  // namespace

Counterexample Formula::example(const smt::Model& model) const {
  return Example(program_, claim_, encoding_, terms_, encoder_.inputs(), model).make();
}

}  // namespace tierline::prover
