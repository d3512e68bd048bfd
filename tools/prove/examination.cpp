#include "tools/prove/examination.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tools/prove/built_in.hpp"

namespace tierline::prove {

namespace {

using prover::Outcome;

// Cases of the glance: a second for a large program, and most claims that do not hold fail in it.
constexpr uint64_t kGlance = 2'000;

// For each question about what nobody was found to come to; most are answered in a hundredth of it.
constexpr int kUnreachedMs = 1'000;

class Examiner {
 public:
  explicit Examiner(const ExaminationRequest& request) : request_(request) {
    for (const size_t claim : request.claims) {
      out_.report.results.emplace_back();
      out_.report.results.back().claim = claim;
    }
  }

  base::Result<Examination, bulk::RunError> run() {
    if (!request_.ask_solvers) return search_alone();
    if (auto error = glance()) return *error;
    prove();
    if (auto error = look_further()) return *error;
    ask_for_examples();
    return std::move(out_);
  }

 private:
  base::Result<Examination, bulk::RunError> search_alone() {
    auto found = search(looking_for(request_.claims, request_.cases));
    if (!found) return found.error();
    out_.report = std::move(found).value();
    return std::move(out_);
  }

  SearchRequest looking_for(std::vector<size_t> claims, uint64_t cases) const {
    return {request_.program, std::move(claims), cases, request_.seed, request_.stop};
  }

  std::optional<bulk::RunError> glance() {
    if (!request_.look_for_examples || request_.all_answers) return std::nullopt;
    auto found = search(looking_for(request_.claims, std::min(request_.cases, kGlance)));
    if (!found) return found.error();
    out_.report = std::move(found).value();
    return std::nullopt;
  }

  std::vector<ClaimProof> ask(const std::vector<size_t>& claims, prover::Wanted wanted) {
    auto proofs = prove_claims({request_.program, claims, request_.milliseconds,
                                request_.all_answers, request_.stop, wanted,
                                claims_that([](const SearchResult& one) { return one.speaks; })});
    for (const ClaimProof& proof : proofs) {
      out_.failures.insert(proof.failures.begin(), proof.failures.end());
    }
    return proofs;
  }

  void prove() {
    out_.proofs =
        ask(claims_that([](const SearchResult& result) {
              return result.verdict.outcome != Outcome::Refuted;
            }),
            request_.look_for_examples ? prover::Wanted::Proof : prover::Wanted::ProofOrExample);
    for (const ClaimProof& proof : out_.proofs) {
      SearchResult& result = of(proof.result.claim);
      const SearchResult seen = std::move(result);
      result = proof.result;
      result.counts = seen.counts;
      result.speaks = result.speaks || seen.speaks;
    }
  }

  /// What neither was proved nor found: perhaps solvers find it.
  void ask_for_examples() {
    const auto open = claims_that([&](const SearchResult& result) {
      return result.verdict.outcome == Outcome::Unknown && !doubted_.contains(result.claim);
    });
    if (!request_.look_for_examples || is_stopped() || open.empty()) return;
    for (ClaimProof& found : ask(open, prover::Wanted::Example)) {
      SearchResult& result = of(found.result.claim);
      *result.verdict.milliseconds += *found.result.verdict.milliseconds;
      keep(found);
      if (found.result.verdict.outcome != Outcome::Refuted) continue;
      found.result.verdict.milliseconds = result.verdict.milliseconds;
      found.result.counts = result.counts;
      result = std::move(found.result);
    }
  }

  /// Adds what solvers were asked to what they were asked before.
  void keep(const ClaimProof& found) {
    for (ClaimProof& proof : out_.proofs) {
      if (proof.result.claim != found.result.claim) continue;
      proof.attempts.insert(proof.attempts.end(), found.attempts.begin(), found.attempts.end());
    }
  }

  std::optional<bulk::RunError> look_further() {
    out_.report.stopped = is_stopped();
    SearchRequest further = looking_for({}, request_.cases);
    further.proved = claims_that([](const SearchResult& result) {
      return result.verdict.outcome == Outcome::Proved && !result.speaks;
    });
    further.claims = further.proved;
    if (request_.look_for_examples) {
      const auto open = claims_that(
          [](const SearchResult& result) { return result.verdict.outcome == Outcome::Unknown; });
      further.claims.insert(further.claims.end(), open.begin(), open.end());
    }
    if (out_.report.stopped || (further.claims.empty() && !request_.look_for_examples)) {
      return std::nullopt;
    }
    auto found = search(further);
    if (!found) return found.error();
    add(std::move(found).value());
    return std::nullopt;
  }

  /// What the longer search found beside what the solvers said.
  void add(SearchReport found) {
    for (SearchResult& one : found.results) add(std::move(one), found.cases);
    std::vector<SearchResult> results = std::move(out_.report.results);
    found.cases += out_.report.cases;
    out_.report = std::move(found);
    out_.report.results = std::move(results);
    if (!request_.look_for_examples) {
      out_.report.reaches.clear();
      return;
    }
    ask_about_unreached(*request_.program, std::min(request_.milliseconds, kUnreachedMs),
                        request_.stop, out_.report.reaches);
  }

  /// Where neither decides, both say why.
  void add(SearchResult one, uint64_t cases) {
    SearchResult& said = of(one.claim);
    if (one.verdict.outcome == Outcome::Refuted) {
      said = std::move(one);
    } else if (said.verdict.outcome == Outcome::Proved) {
      said.counts = one.counts;
      said.speaks = one.speaks;
      if (!said.speaks) doubt(said, cases);
    } else {
      const prover::Verdict verdict = std::move(said.verdict);
      said = std::move(one);
      said.verdict.milliseconds = verdict.milliseconds;
      if (!verdict.why.empty()) said.verdict.why += "; not proved: " + verdict.why;
    }
  }

  /// Nobody was found of whom a proved claim speaks.
  void doubt(SearchResult& said, uint64_t cases) {
    doubted_.insert(said.claim);
    prover::Verdict& verdict = said.verdict;
    const std::string nobody = said.counts.not_given > 0      ? "`given` held in none"
                               : said.counts.undetermined > 0 ? "nobody could be decided in any"
                                                              : "there was nothing to vary in any";
    verdict.outcome = Outcome::Unknown;
    verdict.why =
        fmt::format("nobody is known of whom it speaks: {} of {} cases; else it is proved by {}",
                    nobody, cases, verdict.by);
    verdict.by.clear();
  }

  template <class Test>
  std::vector<size_t> claims_that(const Test& test) const {
    std::vector<size_t> out;
    for (const SearchResult& result : out_.report.results) {
      if (test(result)) out.push_back(result.claim);
    }
    return out;
  }

  SearchResult& of(size_t claim) {
    return *std::find_if(out_.report.results.begin(), out_.report.results.end(),
                         [&](const SearchResult& one) { return one.claim == claim; });
  }

  bool is_stopped() const { return request_.stop != nullptr && request_.stop->load(); }

  const ExaminationRequest& request_;
  Examination out_;
  std::set<size_t> doubted_;  // claims that are proved, but nobody was found of whom they speak
};

}  // namespace

base::Result<Examination, bulk::RunError> examine(const ExaminationRequest& request) {
  return Examiner(request).run();
}

}  // namespace tierline::prove
