#include "tools/compare/scenario_cases.hpp"

#include "tools/prove/partner_of.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::compare {

std::vector<prove::Case> scenario_cases(const Comparable& programs) {
  std::vector<prove::Case> out;
  for (const Original& original : programs.originals) {
    for (const checked::Scenario& scenario : original.checked->scenarios) {
      if (!scenario.supposed.empty()) continue;
      const auto partner = prove::partner_of(programs.aligned[1].schema,
                                             prove::records_of(*original.checked, scenario.facts));
      if (!partner) continue;
      for (const checked::ScenarioStep& step : scenario.steps) {
        out.push_back({step.today, partner.value(), std::nullopt});
      }
    }
  }
  return out;
}

}  // namespace tierline::compare
