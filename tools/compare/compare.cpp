#include "tools/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/compare/scenario_cases.hpp"
#include "tools/prove/stop_watch.hpp"

namespace tierline::compare {

namespace {

using prover::Outcome;

// So many cases find most differences that a search will find, in some seconds for a large program;
// a solver is as long lost on a single question.
constexpr uint64_t kFirstCases = 32'768;

class Comparing {
 public:
  explicit Comparing(const Request& request)
      : request_(request),
        programs_(*request.programs),
        equality_(programs_.alignment),
        search_(programs_, request.seed, request.stop),
        stop_(request.stop) {}

  base::Result<Report, bulk::RunError> run() {
    if (equality_.too_large()) return bulk::RunError{"the programs are too large to be compared"};
    if (request_.by != By::Proof) {
      if (auto error = search_.check()) return *error;
    }
    if (request_.by != By::Search) solvers_ = smt::available_solvers();
    if (equality_.nobody_is_left(solvers_, limits())) {
      return bulk::RunError{
          "nobody is left to compare: there is no partner who is not left out and for "
          "whom both programs decide"};
    }
    begin();
    if (request_.by != By::Proof) search_.look_at(scenario_cases(programs_), open());
    if (request_.by == By::Both) searched(std::min(kFirstCases, request_.cases));
    if (request_.by != By::Search) ask_solvers();
    if (request_.by != By::Proof) searched(request_.cases);
    conclude();
    return std::move(report_);
  }

 private:
  smt::Limits limits() const {
    smt::Limits limits;
    limits.milliseconds = request_.milliseconds;
    return limits;
  }

  /// Nothing is asked of what neither program can come to. What is one text needs no search.
  void begin() {
    for (size_t i = 0; i < programs_.alignment.items.size(); ++i) {
      const Item& item = programs_.alignment.items[i];
      if (item.what == Compared::Answer && !equality_.can_be_without_answer()) continue;
      items_.push_back(i);
      ItemResult& result = report_.results.emplace_back();
      result.item = item;
      if (request_.by == By::Search) continue;
      if (auto proof = equality_.same_text(item)) settle(*std::move(proof), result);
    }
  }

  std::vector<size_t> open() const {
    std::vector<size_t> out;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (report_.results[i].outcome == Outcome::Unknown) out.push_back(items_[i]);
    }
    return out;
  }

  // ---- by search ----

  void searched(uint64_t cases) {
    search_.run(open(), cases);
    for (size_t i = 0; i < items_.size(); ++i) {
      ItemResult& result = report_.results[i];
      const std::optional<Case>& found = search_.found(items_[i]);
      if (result.outcome == Outcome::Unknown && found) show(*found, "search", result);
    }
  }

  /// Makes the case small; it counts if both programs as they are confirm it.
  void show(const Case& found, const std::string& by, ItemResult& result) {
    const Case small = search_.smallest(result.item, found);
    take(prove::example_of(programs_.alignment.programs[1], programs_.aligned[1].schema, small), by,
         result);
  }

  void take(Counterexample example, const std::string& by, ItemResult& result) {
    Replayed replayed = replay(programs_, result.item, example);
    if (!replayed.differ) {
      result.why = "a difference was found, but the programs do not confirm it: " +
                   (replayed.problem.empty() ? "they come to the same" : replayed.problem);
      return;
    }
    result.outcome = Outcome::Refuted;
    result.by = by;
    result.why.clear();
    result.example = std::move(example);
    result.replayed = std::move(replayed);
  }

  // ---- by solvers ----

  void ask_solvers() {
    for (ItemResult& result : report_.results) {
      if (result.outcome != Outcome::Unknown) continue;
      if (solvers_.empty()) {
        result.why = "there is no solver";
      } else if (stop_.token().stop_requested()) {
        result.why = "interrupted";
      } else {
        settle(equality_.prove(result.item, solvers_, options_for(result.item)), result);
      }
    }
  }

  prover::ProveOptions options_for(const Item& item) const {
    prover::ProveOptions options;
    options.limits = limits();
    options.stop = stop_.token();
    options.replay = [this, &item](const Counterexample& example) {
      return replay(programs_, item, example).differ;
    };
    return options;
  }

  void settle(prover::Proof proof, ItemResult& result) {
    report_.failures.insert(proof.failures.begin(), proof.failures.end());
    if (proof.outcome == Outcome::Refuted) {
      if (const auto found = case_of(programs_, *proof.example)) show(*found, proof.by, result);
      if (result.outcome != Outcome::Refuted) take(*std::move(proof.example), proof.by, result);
      return;
    }
    result.outcome = proof.outcome;
    result.by = std::move(proof.by);
    result.why = std::move(proof.why);
  }

  void conclude() {
    report_.cases = search_.cases();
    report_.stopped = search_.is_stopped();
    for (size_t i = 0; i < items_.size(); ++i) {
      ItemResult& result = report_.results[i];
      if (result.outcome != Outcome::Unknown || request_.by == By::Proof) continue;
      const std::string why = std::move(result.why);
      const uint64_t same = search_.same(items_[i]);
      result.by = "search";
      result.why = same > 0 ? fmt::format("the same in {} cases", same)
                            : fmt::format("none of {} cases could be compared", report_.cases);
      if (!why.empty()) result.why += "; not proved: " + why;
    }
  }

  const Request& request_;
  const Comparable& programs_;
  prover::Equality equality_;
  SearchPair search_;
  prove::StopWatch stop_;
  prover::Equality::Solvers solvers_;
  std::vector<size_t> items_;  // of the alignment, one for each result
  Report report_;
};

}  // namespace

base::Result<Report, bulk::RunError> compare(const Request& request) {
  return Comparing(request).run();
}

}  // namespace tierline::compare
