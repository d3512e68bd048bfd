#include "tools/compare/scenario_cases.hpp"

#include <algorithm>

namespace tierline::compare {

namespace {

using checked::CheckedProgram;

/// The facts of one program, in the fields and words of the aligned ones. Both are known by name.
class Renamed {
 public:
  Renamed(const CheckedProgram& from, const bytecode::Schema& to) : from_(from), to_(to) {}

  std::optional<Counterexample> at(const std::vector<checked::Facts>& facts,
                                   checked::Day today) const {
    Counterexample out;
    out.today = today;
    out.worlds.emplace_back();
    bool has_account = false;
    for (const checked::Facts& one : facts) {
      auto renamed = of_record(one);
      if (!renamed) return std::nullopt;
      has_account = has_account || renamed->ledger == checked::kNone;
      out.worlds.front().facts.push_back(*std::move(renamed));
    }
    if (!has_account) out.worlds.front().facts.emplace_back();  // all of it has defaults
    return out;
  }

 private:
  std::optional<checked::Facts> of_record(const checked::Facts& facts) const {
    const bool account = facts.ledger == checked::kNone;
    const checked::Record& record = account ? from_.account : from_.ledgers[facts.ledger];
    checked::Facts out;
    const bytecode::RecordInfo* info = &to_.account;
    if (!account) {
      const auto ledger = named(to_.ledgers, record.name);
      if (!ledger) return std::nullopt;
      out.ledger = *ledger;
      info = &to_.ledgers[*ledger];
    }
    for (const checked::FactValue& value : facts.values) {
      const checked::Field& field = record.fields[value.field];
      const auto place = named(info->fields, field.name);
      if (!place) return std::nullopt;
      auto renamed = of_value(field, value.value, info->fields[*place]);
      if (!renamed) return std::nullopt;
      out.values.push_back({*place, *std::move(renamed)});
    }
    return out;
  }

  std::optional<checked::Constant> of_value(const checked::Field& from,
                                            const checked::Constant& value,
                                            const bytecode::FieldInfo& to) const {
    checked::Constant out = value;
    if (from.type.kind != checked::Kind::Enum) return out;
    const auto& words = from_.enums[from.type.enum_id.index()].words;
    const auto position = static_cast<size_t>(value.number.coefficient);
    const auto& all = to_.enums[to.type.enum_index].words;
    const auto at = std::find(all.begin(), all.end(), words[position]);
    if (at == all.end()) return std::nullopt;
    out.number.coefficient = at - all.begin();
    return out;
  }

  template <class Named>
  static std::optional<uint32_t> named(const std::vector<Named>& all, const std::string& name) {
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    if (at == all.end()) return std::nullopt;
    return static_cast<uint32_t>(at - all.begin());
  }

  const CheckedProgram& from_;
  const bytecode::Schema& to_;
};

}  // namespace

std::vector<prove::Case> scenario_cases(const Comparable& programs) {
  std::vector<prove::Case> out;
  for (const Original& original : programs.originals) {
    const Renamed renamed(*original.checked, programs.aligned[1].schema);
    for (const checked::Scenario& scenario : original.checked->scenarios) {
      if (!scenario.supposed.empty()) continue;
      for (const checked::ScenarioStep& step : scenario.steps) {
        const auto example = renamed.at(scenario.facts, step.today);
        auto found = example ? case_of(programs, *example) : std::nullopt;
        if (found) out.push_back(*std::move(found));
      }
    }
  }
  return out;
}

}  // namespace tierline::compare
