#include "tools/bulk/decide/decide_all.hpp"

#include <algorithm>
#include <chrono>

#include "tools/bulk/decide/answer_files.hpp"
#include "tools/bulk/decide/portion_decider.hpp"
#include "tools/bulk/threads/ordered.hpp"

namespace tierline::bulk {

namespace {

/// Takes the answers in key order.
class Taker {
 public:
  Taker(const RunRequest& request, const SummaryBuilder& summary, AnswerSink& sink)
      : request_(request), summary_(summary), sink_(sink) {
    begin_checkpoint();
  }

  /// False: something cannot be written.
  bool take(Answers&& answers) {
    for (size_t i = 0; i < sink_.files.size(); ++i) {
      std::string& lines = answers.lines[i];
      if (sink_.journal) pending_.pieces[i].push_back({lines.size(), hash_of(lines)});
      sink_.files[i].take(std::move(lines));
    }
    ++sink_.portions;
    if (sink_.journal) {
      ++pending_.portions;
      AnswerFacts copy = answers.facts;
      add(std::move(copy), summary_, pending_.facts);
    }
    add(std::move(answers.facts), summary_, sink_.facts);
    if (is_due()) checkpoint();
    return !has_failed();
  }

  void checkpoint() {
    if (!sink_.journal || pending_.portions == 0) return;
    for (OutFile& file : sink_.files) file.flush();
    if (has_failed()) return;  // the lines are not there
    sink_.journal->add(pending_);
    sink_.noted = sink_.portions;
    begin_checkpoint();
  }

 private:
  using Clock = std::chrono::steady_clock;

  bool has_failed() const {
    return std::any_of(sink_.files.begin(), sink_.files.end(),
                       [](const OutFile& file) { return file.has_failed(); });
  }

  void begin_checkpoint() {
    pending_ = {};
    pending_.pieces.resize(sink_.files.size());
    pending_.facts = no_answers(request_, summary_);
    begun_ = Clock::now();
  }

  /// When is never seen in a result: it says only how much would have to be done again.
  bool is_due() const { return sink_.journal && Clock::now() - begun_ >= request_.checkpoint; }

  const RunRequest& request_;
  const SummaryBuilder& summary_;
  AnswerSink& sink_;
  Checkpoint pending_;
  Clock::time_point begun_;
};

}  // namespace

AnswerFacts no_answers(const RunRequest& request, const SummaryBuilder& summary) {
  AnswerFacts facts;
  facts.states = LineStates(state_files(request.program->schema));
  facts.tally = summary.nothing();
  return facts;
}

bool decide_all(const RunRequest& request, const Data& data, const SummaryBuilder& summary,
                const PreviousRun* previous, AnswerSink& sink) {
  Taker taker(request, summary, sink);
  size_t next = sink.portions;
  const size_t count = data.portions();
  const auto next_portion = [&]() -> std::optional<size_t> {
    if (next == count || is_stopped(request)) return std::nullopt;
    return next++;
  };
  using Decided = base::Result<Answers, RunError>;
  const auto make_worker = [&] {
    return [&data, decider = std::make_unique<PortionDecider>(request, data, summary, previous)](
               size_t i) -> Decided {
      const auto portion = data.portion(i);
      if (!portion) return portion.error();
      return decider->decide(portion.value());
    };
  };
  // A portion that was stopped in the middle is not taken: it would have too few lines.
  const auto take = [&](Decided&& decided) {
    if (is_stopped(request)) return false;
    if (!decided) sink.error = decided.error();
    if (!decided) return false;
    Answers answers = std::move(decided).value();
    if (request.progress != nullptr) request.progress->accounts += answers.facts.states.size();
    return taker.take(std::move(answers));
  };
  const size_t threads = std::min(request.threads, std::max<size_t>(1, count - sink.portions));
  const bool all = run_in_order<size_t, Decided>(threads, next_portion, make_worker, take);
  taker.checkpoint();
  return all && sink.portions == count;
}

}  // namespace tierline::bulk
