#include "compiler/prover/translation/translation.hpp"

#include <algorithm>

#include "compiler/ir/from_checked.hpp"
#include "compiler/prover/conditions/inputs.hpp"

namespace tierline::prover {

namespace {

/// Compares what the bytecode says of the facts with what the program says.
class Facts {
 public:
  Facts(const checked::CheckedProgram& program, const bytecode::Bytecode& code)
      : program_(program), code_(code) {}

  std::vector<std::string> run() {
    expect(code_.header.in_force_from == program_.in_force_from, "the first day");
    record(program_.account, code_.schema.account, false);
    expect(code_.schema.ledgers.size() == program_.ledgers.size(), "how many ledgers");
    for (size_t i = 0; i < program_.ledgers.size() && i < code_.schema.ledgers.size(); ++i) {
      record(program_.ledgers[i], code_.schema.ledgers[i], true);
    }
    for (size_t i = 0; i < program_.enums.size() && i < code_.schema.enums.size(); ++i) {
      expect(code_.schema.enums[i].words == program_.enums[i].words,
             "the words of " + program_.enums[i].name);
    }
    calendars();
    tiers();
    status();
    outputs();
    return std::move(found_);
  }

 private:
  void expect(bool same, const std::string& what) {
    if (!same) found_.push_back(what);
  }

  void record(const checked::Record& asked, const bytecode::RecordInfo& found, bool ledger) {
    uint32_t stored = 0;
    for (uint32_t i = 0; i < asked.fields.size(); ++i) {
      if (asked.fields[i].derived) continue;
      const std::string name = asked.name + "." + asked.fields[i].name;
      if (stored >= found.fields.size())
        return expect(false, "field " + name + ", which is missing");
      field(asked.fields[i], found.fields[stored], name);
      if (ledger && i == asked.on_field)
        expect(found.on_field == stored, "the day of " + asked.name);
      ++stored;
    }
    expect(stored == found.fields.size(), "how many fields " + asked.name + " has");
  }

  void field(const checked::Field& asked, const bytecode::FieldInfo& found,
             const std::string& name) {
    const bool number = asked.type.kind == checked::Kind::Number;
    const int scale = number ? asked.type.scale : 0;
    const auto bound = [&](const auto& side, decimal::Rounding mode) {
      return side ? std::optional<BigInt>(decimal::round(*side, scale, mode).coefficient)
                  : std::nullopt;
    };
    expect(found.name == asked.name, "the name of field " + name);
    expect(found.optional == asked.type.optional, "whether field " + name + " may be absent");
    expect(static_cast<int>(found.type.scale) == scale, "the digits of field " + name);
    if (!number && asked.type.kind != checked::Kind::Day) return;
    expect(found.low == bound(asked.bounds.low, decimal::Rounding::Ceiling),
           "the least value of field " + name);
    expect(found.high == bound(asked.bounds.high, decimal::Rounding::Floor),
           "the greatest value of field " + name);
  }

  void calendars() {
    expect(code_.calendars.size() == program_.calendars.size(), "how many calendars");
    for (size_t i = 0; i < program_.calendars.size() && i < code_.calendars.size(); ++i) {
      const checked::CalendarInfo& asked = program_.calendars[i];
      const bytecode::CalendarDays& found = code_.calendars[i];
      const bool weekend = std::equal(asked.weekend.begin(), asked.weekend.end(),
                                      found.weekend.begin(), found.weekend.end(),
                                      [](int a, uint32_t b) { return a == static_cast<int>(b); });
      expect(weekend && asked.holidays == found.holidays &&
                 asked.working_days == found.working_days && asked.first == found.first &&
                 asked.last == found.last,
             "calendar " + asked.name);
    }
  }

  void tiers() {
    expect(code_.tiers.size() == program_.tiers.size(), "how many tiers");
    for (size_t i = 0; i < program_.tiers.size() && i < code_.tiers.size(); ++i) {
      const checked::Tier& asked = program_.tiers[i];
      const bytecode::Tier& found = code_.tiers[i];
      const std::string name = program_.enums[0].words[asked.word];
      expect(found.word == asked.word, "the place of tier " + name);
      if (found.requirements.size() != asked.requirements.size()) {
        expect(false, "the requirements of tier " + name);
        continue;
      }
      for (size_t k = 0; k < asked.requirements.size(); ++k) {
        const checked::Requirement& need = asked.requirements[k];
        const bytecode::Requirement& made = found.requirements[k];
        expect(static_cast<int>(made.keep) == static_cast<int>(need.keep) &&
                   static_cast<int>(made.grace_days) == need.grace_days,
               "how requirement " + name + "." + need.name + " is kept");
      }
    }
  }

  void status() {
    expect(code_.status.has_value() == program_.status.has_value(), "whether there is a status");
    if (!code_.status || !program_.status) return;
    expect(code_.status->launch_at_once == program_.status->launch_at_once, "the launch");
    expect(code_.status->demote_limit == program_.status->demote_limit, "how far a tier falls");
  }

  void outputs() {
    expect(code_.outputs.size() == program_.outputs.size(), "how many outputs");
    expect(code_.splits.size() == program_.splits.size(), "how many splits");
    for (size_t i = 0; i < program_.outputs.size() && i < code_.schema.outputs.size(); ++i) {
      const checked::Output& asked = program_.outputs[i];
      const bytecode::OutputInfo& found = code_.schema.outputs[i];
      const bool number = asked.type.kind == checked::Kind::Number;
      expect(found.name == asked.name, "the name of output " + asked.name);
      expect(static_cast<int>(found.type.scale) == (number ? asked.type.scale : 0),
             "the digits of output " + asked.name);
    }
  }

  const checked::CheckedProgram& program_;
  const bytecode::Bytecode& code_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> differences_of_facts(const checked::CheckedProgram& program,
                                              const bytecode::Bytecode& code) {
  return Facts(program, code).run();
}

bool Translation::proved() const {
  return differences.empty() &&
         std::all_of(equalities.begin(), equalities.end(),
                     [](const ProvedPart& part) { return part.proof.outcome == Outcome::Proved; });
}

Translation validate_translation(const checked::CheckedProgram& program,
                                 const bytecode::Bytecode& code,
                                 const std::vector<std::unique_ptr<smt::Solver>>& solvers,
                                 const ProveOptions& options) {
  Translation made;
  if (const auto fault = bytecode::validate(code)) {
    made.differences.push_back("it is not valid: " + fault->message);
    return made;
  }
  made.differences = differences_of_facts(program, code);
  if (!made.differences.empty()) return made;
  const ir::Ir lowered = ir::lower(program);
  const std::unique_ptr<Joined> joined = join(lowered, code);
  for (const Claim& claim : joined->claims) {
    // Most of a good translation is the same term on both sides.
    std::optional<Proof> proof = same_term(joined->ir, claim);
    if (!proof) proof = prove(joined->ir, claim, solvers, options);
    made.equalities.push_back({claim.name, std::move(*proof)});
  }
  return made;
}

}  // namespace tierline::prover
