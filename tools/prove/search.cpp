#include "tools/prove/search.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/generate/interests.hpp"
#include "tools/prove/cases.hpp"
#include "tools/prove/edge.hpp"
#include "tools/prove/partner_of.hpp"
#include "tools/prove/spread.hpp"

namespace tierline::prove {

namespace {

constexpr uint64_t kChangePurpose = UINT64_MAX - 2;
constexpr uint64_t kEdgePurpose = UINT64_MAX - 3;

// One case in so many is led to an edge of one claim, which takes the time of some forty others.
constexpr uint64_t kEdgeEvery = 32;

/// Whether what the claim varies is more in the second world than in the first.
bool is_risen(const prover::Claim& claim, const Case& worlds) {
  const size_t field = claim.varied;
  if (claim.how == prover::Varied::AccountField) {
    return worlds.first.account[field].value < worlds.second->account[field].value;
  }
  const auto& before = worlds.first.ledgers[claim.ledger];
  const auto& after = worlds.second->ledgers[claim.ledger];
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i] != after[i]) return before[i][field].value < after[i][field].value;
  }
  return false;
}

/// The outputs by which partners are told apart: all but those of claims that are not asked about,
/// or are proved. What these come to would fill the pool with differences that nobody looks for.
bytecode::Schema kinds_of(const SearchRequest& request) {
  bytecode::Schema out = request.program->bytecode.schema;
  const prover::ClaimProgram& program = request.program->claims;
  const auto is_in = [](const std::vector<size_t>& all, size_t one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (size_t i = 0; i < program.claims.size(); ++i) {
    if (is_in(request.claims, i) && !is_in(request.proved, i)) continue;
    out.outputs[program.claims[i].subject].type.kind = bytecode::ValueKind::Text;
    if (const auto given = program.claims[i].given) {
      out.outputs[*given].type.kind = bytecode::ValueKind::Text;
    }
  }
  return out;
}

class Search {
 public:
  explicit Search(const SearchRequest& request)
      : request_(request),
        bytecode_(request.program->bytecode),
        kinds_(kinds_of(request)),
        cases_(bytecode_, generate::find_interests(bytecode_), kinds_, asked_days(bytecode_.header),
               request.seed),
        judge_(bytecode_, held_in_schema(request.program->claims)) {
    const prover::ClaimProgram& program = request.program->claims;
    for (size_t i = 0, stored = 0; i < program.program.account.fields.size(); ++i) {
      const checked::Field& field = program.program.account.fields[i];
      if (field.supposed) supposed_.push_back(stored);
      if (field.held) held_.push_back(stored);
      stored += field.derived ? 0U : 1U;
    }
    for (const size_t claim : request.claims) {
      claims_.push_back(in_schema(program.claims[claim], program.program));
      report_.results.push_back({claim, {}, {}, {}, false});
      const auto& proved = request.proved;
      is_proved_.push_back(std::find(proved.begin(), proved.end(), claim) != proved.end());
    }
    for (size_t i = 0; i < request.program->claims.reaches.size(); ++i) {
      report_.reaches.push_back({i, {}, {}});
    }
  }

  std::optional<bulk::RunError> check() const { return cases_.check(); }
  SearchReport run();
  std::optional<SearchResult> made_small(const prover::Counterexample& example);

 private:
  void run_block(uint64_t block);
  void run_case(PartnerDraw& draw, uint64_t number);
  Case of_facts_alone(Case drawn) const;
  std::optional<Partner> supposing(const prover::Claim& claim, const Partner& base,
                                   PartnerDraw& draw, Stream& stream) const;
  void note_reached(const Case& one);
  Finding look(size_t claim, const Case& base, PartnerDraw& draw, uint64_t number, Case& found);
  void look_at_edge(PartnerDraw& draw, uint64_t number);
  std::vector<int64_t> kind_of(const Case& one);
  void count(SearchResult& result, Finding finding) const;
  void refute(size_t claim, Case found);
  void conclude();
  bool is_settled(size_t claim) const;
  bool is_done() const;
  bool is_stopped() const {
    return request_.stop != nullptr && request_.stop->load(std::memory_order_relaxed);
  }

  const SearchRequest& request_;
  const bytecode::Bytecode& bytecode_;
  bytecode::Schema kinds_;
  Cases cases_;
  Judge judge_;
  std::vector<prover::Claim> claims_;
  std::vector<bool> is_proved_;   // of each of them
  std::vector<size_t> supposed_;  // fields of the account that are definitions
  std::vector<size_t> held_;      // and those that are tiers of other days: nobody draws them
  decision::Decision decision_;   // of the partner at hand
  decision::Decision other_;
  SearchReport report_;
};

void Search::count(SearchResult& result, Finding finding) const {
  result.counts.held += finding == Finding::Holds ? 1U : 0U;
  result.speaks = result.speaks || finding == Finding::Holds;
  result.counts.not_given += finding == Finding::NotGiven ? 1U : 0U;
  result.counts.undetermined += finding == Finding::Undetermined ? 1U : 0U;
}

/// Nothing is supposed of a partner, unless a claim does.
Case Search::of_facts_alone(Case drawn) const {
  for (const size_t field : supposed_) drawn.first.account[field] = Fact{false, 0, ""};
  for (const size_t field : held_) drawn.first.account[field] = Fact{};
  return drawn;
}

/// The partner of whom a claim supposes something, with some value for that.
std::optional<Partner> Search::supposing(const prover::Claim& claim, const Partner& base,
                                         PartnerDraw& draw, Stream& stream) const {
  const bool supposes =
      claim.how == prover::Varied::AccountField &&
      std::find(supposed_.begin(), supposed_.end(), claim.varied) != supposed_.end();
  if (!supposes) return base;
  auto value = draw.draw_fact(stream, bytecode_.schema.account, claim.varied);
  if (!value || !value->known) return std::nullopt;
  Partner out = base;
  out.account[claim.varied] = *std::move(value);
  return out;
}

void Search::note_reached(const Case& one) {
  if (decision_.fault) return;
  const prover::ClaimProgram& program = request_.program->claims;
  for (ReachResult& result : report_.reaches) {
    if (result.example) continue;
    const prover::Reach& reach = program.reaches[result.reach];
    if (decision_.outputs[reach.output].number != reach.value) continue;
    const auto comes_there = [&](const Case& other) {
      judge_.decide(other.first, other.today, other_);
      return !other_.fault && other_.outputs[reach.output].number == reach.value;
    };
    const Case small = shrink(bytecode_.schema, cases_.days(), one, comes_there);
    result.example = example_of(program.program, bytecode_.schema, small);
  }
}

/// What a claim comes to for the partner whose decision is at hand.
Finding Search::look(size_t claim, const Case& base, PartnerDraw& draw, uint64_t number,
                     Case& found) {
  const prover::Claim& what = claims_[claim];
  found = base;
  if (what.kind == prover::ClaimKind::Always) return judge(what, decision_, nullptr);
  Stream stream(request_.seed, number, kChangePurpose - claim);
  const auto partner = supposing(what, base.first, draw, stream);
  auto worlds =
      partner ? cases_.changer().worlds(what, base.today, *partner, draw, stream) : std::nullopt;
  if (!worlds) {
    ++report_.results[claim].counts.not_varied;
    return Finding::NotGiven;
  }
  found = *std::move(worlds);
  const bool first_known = found.first == base.first;
  const bool second_known = *found.second == base.first;
  if (!first_known && !second_known) return judge_.judge(what, found);
  judge_.decide(first_known ? *found.second : found.first, base.today, other_);
  return judge(what, first_known ? decision_ : other_, first_known ? &other_ : &decision_);
}

void Search::run_case(PartnerDraw& draw, uint64_t number) {
  const Case base = of_facts_alone(cases_.draw(draw, number));
  judge_.decide(base.first, base.today, decision_);
  cases_.pool().offer(base.today, base.first, decision_);
  note_reached(base);
  for (size_t claim = 0; claim < claims_.size(); ++claim) {
    SearchResult& result = report_.results[claim];
    if (is_settled(claim)) continue;
    Case found;
    const uint64_t not_varied = result.counts.not_varied;
    const Finding finding = look(claim, base, draw, number, found);
    if (result.counts.not_varied != not_varied) continue;
    count(result, finding);
    if (finding == Finding::Fails) refute(claim, std::move(found));
  }
  if (number % kEdgeEvery == 0 && !claims_.empty()) look_at_edge(draw, number);
}

/// Every yes or no, every word, and the signs of the numbers that are decided.
std::vector<int64_t> Search::kind_of(const Case& one) {
  judge_.decide(one.first, one.today, other_);
  std::vector<int64_t> out = {other_.fault ? 1 : 0};
  for (size_t i = 0; i < other_.outputs.size(); ++i) {
    const bytecode::BigInt& number = other_.outputs[i].number;
    const bool counted = is_counted(bytecode_.schema.outputs[i].type.kind);
    out.push_back(counted ? number.sign() : static_cast<int64_t>(number));
  }
  return out;
}

/// What a claim says of two worlds mostly fails at an edge, and hardly anybody is drawn a unit
/// below one: halving what the claim varies leads there. Each claim has its turn.
void Search::look_at_edge(PartnerDraw& draw, uint64_t number) {
  const size_t claim = number / kEdgeEvery % claims_.size();
  const prover::Claim& what = claims_[claim];
  const bool of_entry = what.how == prover::Varied::EntryField;
  const bool varies = of_entry || what.how == prover::Varied::AccountField;
  if (what.kind == prover::ClaimKind::Always || !varies || is_settled(claim)) return;
  if (cases_.pool().is_empty()) return;
  Stream stream(request_.seed, number, kEdgePurpose);
  const Case from = of_facts_alone(cases_.pool().pick(stream));
  const Movable only{of_entry ? std::optional<size_t>(what.ledger) : std::nullopt, what.varied};
  const auto kind = [this](const Case& one) { return kind_of(one); };
  const auto edge = find_edge(bytecode_.schema, from, kind, draw, stream, only);
  if (!edge) return;
  for (const auto& [first, second] :
       {std::pair{&edge->first, &edge->second}, std::pair{&edge->second, &edge->first}}) {
    Case found = *first;
    found.second = second->first;
    if (!is_risen(what, found)) continue;
    const Finding finding = judge_.judge(what, found);
    count(report_.results[claim], finding);
    if (finding == Finding::Fails) return refute(claim, std::move(found));
  }
}

/// Makes it small, and looks at what is left as everybody will: through the readers of data.
void Search::refute(size_t claim, Case found) {
  const prover::Claim& what = claims_[claim];
  const auto fails = [&](const Case& one) { return judge_.judge(what, one) == Finding::Fails; };
  const Case apart = spread(bytecode_.schema, what, std::move(found), fails);
  const Case small = shrink(bytecode_.schema, cases_.days(), apart, fails);
  const prover::ClaimProgram& program = request_.program->claims;
  SearchResult& result = report_.results[claim];
  prover::Counterexample example = example_of(program.program, bytecode_.schema, small);
  result.replayed = replay(*request_.program, program.claims[result.claim], example);
  if (result.replayed.finding != Finding::Fails) return;
  result.verdict.example = std::move(example);
  result.verdict.outcome = prover::Outcome::Refuted;
  result.verdict.by = "search";
}

std::optional<SearchResult> Search::made_small(const prover::Counterexample& example) {
  std::vector<Partner> partners;
  for (const prover::World& world : example.worlds) {
    auto partner =
        partner_of(bytecode_.schema, records_of(request_.program->claims.program, world.facts));
    if (!partner) return std::nullopt;
    partners.push_back(std::move(partner).value());
  }
  Case found{example.today, partners.front(), std::nullopt};
  if (partners.size() > 1) found.second = partners.back();
  if (judge_.judge(claims_.front(), found) != Finding::Fails) return std::nullopt;
  refute(0, std::move(found));
  SearchResult& result = report_.results.front();
  return result.verdict.example ? std::optional(std::move(result)) : std::nullopt;
}

bool Search::is_settled(size_t claim) const {
  const SearchResult& result = report_.results[claim];
  return result.verdict.example || (is_proved_[claim] && result.speaks);
}

bool Search::is_done() const {
  const auto refuted = [](const SearchResult& one) { return one.verdict.example.has_value(); };
  const auto& results = report_.results;
  if (request_.end_at_first && std::any_of(results.begin(), results.end(), refuted)) return true;
  if (is_stopped()) return true;
  for (size_t claim = 0; claim < results.size(); ++claim) {
    if (!is_settled(claim)) return false;
  }
  return std::all_of(report_.reaches.begin(), report_.reaches.end(),
                     [](const ReachResult& one) { return one.example.has_value(); });
}

void Search::run_block(uint64_t block) {
  const uint64_t first = block * Cases::kPerDay;
  const uint64_t end = std::min(request_.cases, first + Cases::kPerDay);
  PartnerDraw draw = cases_.draw_of(block);
  for (uint64_t number = first; number < end && !is_done(); ++number) {
    run_case(draw, number);
    ++report_.cases;
  }
}

/// What is missing for more than `unknown`, or even for that.
std::string why_unknown(const SearchResult& result, uint64_t cases) {
  const Counts& counts = result.counts;
  if (!result.replayed.problem.empty()) return result.replayed.problem;
  if (counts.held > 0) return fmt::format("not refuted in {} cases", counts.held);
  if (counts.not_given > 0) return fmt::format("`given` held in none of {} cases", cases);
  if (counts.undetermined > 0) return fmt::format("none of {} cases had an answer", cases);
  return fmt::format("none of {} cases had anything to vary", cases);
}

void Search::conclude() {
  report_.stopped = is_stopped();
  for (SearchResult& result : report_.results) {
    if (result.verdict.example) continue;
    result.verdict.by = "search";
    result.verdict.why = why_unknown(result, report_.cases);
  }
}

SearchReport Search::run() {
  const uint64_t blocks = (request_.cases + Cases::kPerDay - 1) / Cases::kPerDay;
  for (uint64_t block = 0; block < blocks && !is_done(); ++block) run_block(block);
  conclude();
  return std::move(report_);
}

}  // namespace

std::optional<SearchResult> made_small(const Provable& program, size_t claim,
                                       const prover::Counterexample& example) {
  const SearchRequest request{&program, {claim}};
  return Search(request).made_small(example);
}

base::Result<SearchReport, bulk::RunError> search(const SearchRequest& request) {
  Search search(request);
  if (auto error = search.check()) return *error;
  return search.run();
}

}  // namespace tierline::prove
