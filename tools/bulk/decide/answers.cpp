#include "tools/bulk/decide/answers.hpp"

namespace tierline::bulk {

void add(AnswerFacts&& next, const SummaryBuilder& summary, AnswerFacts& all) {
  all.states.add(next.states, 0, next.states.size());
  all.reevaluated += next.reevaluated;
  summary.add(next.tally, all.tally);
  all.notes.add(std::move(next.notes));
}

}  // namespace tierline::bulk
