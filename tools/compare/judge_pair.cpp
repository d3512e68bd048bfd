#include "tools/compare/judge_pair.hpp"

namespace tierline::compare {

JudgePair::JudgePair(const Comparable& programs)
    : programs_(programs),
      judges_{prove::Judge(programs.aligned[0]), prove::Judge(programs.aligned[1])},
      given_judge_(programs.given) {}

void JudgePair::decide(const Case& one) {
  for (size_t side = 0; side < 2; ++side) {
    judges_[side].decide(one.first, one.today, decisions_[side]);
  }
  given_ = given(one);
}

/// A decision that could not be made does not say either whether the partner is compared.
JudgePair::Given JudgePair::given(const Case& one) {
  const decision::Decision* said = &decisions_[1];
  size_t output = programs_.alignment.given;
  if (said->fault) {
    given_judge_.decide(one.first, one.today, asked_);
    if (asked_.fault) return Given::Unsaid;
    said = &asked_;
    output = 0;
  }
  return said->outputs[output].number != 0 ? Given::Yes : Given::No;
}

Finding JudgePair::finding(const Item& item) const {
  if (given_ == Given::No) return Finding::NotGiven;
  const decision::Decision& first = decisions_[0];
  const decision::Decision& second = decisions_[1];
  if (item.what == Compared::Answer && given_ == Given::Yes) {
    return first.fault.has_value() == second.fault.has_value() ? Finding::Holds : Finding::Fails;
  }
  if (first.fault || second.fault) return Finding::Undetermined;
  const bool same = item.what == Compared::Split
                        ? first.parts[item.index] == second.parts[item.index]
                        : first.outputs[item.index] == second.outputs[item.index];
  return same ? Finding::Holds : Finding::Fails;
}

}  // namespace tierline::compare
