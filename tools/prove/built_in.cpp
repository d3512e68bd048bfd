#include "tools/prove/built_in.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "compiler/prover/conditions/prove.hpp"
#include "tools/prove/stop_watch.hpp"

namespace tierline::prove {

namespace {

using checked::CheckedProgram;
using prover::Outcome;
using prover::ReachKind;

constexpr std::string_view kCompiler = "the compiler";

size_t count_dated_rules(const CheckedProgram& program) {
  size_t out = 0;
  const auto is_dated = [](const auto& rule) { return rule.from || rule.until; };
  for (const checked::Define& define : program.defines) {
    out += static_cast<size_t>(
        std::count_if(define.exceptions.begin(), define.exceptions.end(), is_dated));
  }
  for (const checked::Tier& tier : program.tiers) {
    out += static_cast<size_t>(
        std::count_if(tier.requirements.begin(), tier.requirements.end(), is_dated));
  }
  return out;
}

/// Those of the program itself; the values of claims have a blank in their name.
size_t count_amounts(const CheckedProgram& program) {
  return static_cast<size_t>(
      std::count_if(program.outputs.begin(), program.outputs.end(), [](const auto& output) {
        return output.type.kind == checked::Kind::Number &&
               output.type.unit.measure == checked::Measure::Money &&
               output.name.find(' ') == std::string::npos;
      }));
}

/// Twins of tables stand behind the program's own, and have a blank in their name.
size_t count_tables(const CheckedProgram& program) {
  return static_cast<size_t>(
      std::count_if(program.tables.begin(), program.tables.end(),
                    [](const auto& table) { return table.name.find(' ') == std::string::npos; }));
}

void add_compiled(const CheckedProgram& program, std::vector<BuiltIn>& out) {
  const auto add = [&](std::string claim) {
    out.push_back({std::move(claim), Outcome::Proved, std::string(kCompiler), ""});
  };
  if (!program.tiers.empty()) add("every account has exactly one tier on every day");
  const size_t tables = count_tables(program);
  const size_t dated = count_dated_rules(program);
  if (tables + program.bands.size() + dated > 0) {
    add(fmt::format("no gap and no overlap (tables: {}, bands: {}, dated rules: {})", tables,
                    program.bands.size(), dated));
  }
  const size_t amounts = count_amounts(program);
  if (amounts > 0) {
    add(fmt::format("decided amounts have their currency's digits (amounts: {})", amounts));
  }
}

std::string_view claim_of(ReachKind kind) {
  switch (kind) {
    case ReachKind::Tier:
      return "every tier is reached by somebody";
    case ReachKind::Requirement:
      return "every requirement is met by somebody, and not by all";
    case ReachKind::Band:
      return "every band decides for somebody";
    case ReachKind::Exception:
      return "every exception decides for somebody, and not for all";
    case ReachKind::Row:
      return "every row of a table decides for somebody";
  }
  return "";
}

BuiltIn judged(const Provable& program, const SearchReport& report, ReachKind kind) {
  BuiltIn out{std::string(claim_of(kind)), Outcome::Proved, "search", ""};
  const auto say = [&](const std::string& what) {
    out.why += (out.why.empty() ? "" : "; ") + what;
  };
  for (const ReachResult& one : report.reaches) {
    const prover::Reach& reach = program.claims.reaches[one.reach];
    if (reach.kind != kind || one.example) continue;
    if (!one.nobody_by.empty()) {
      out.outcome = Outcome::Refuted;
      out.by = one.nobody_by;
      say("nobody comes to " + reach.name);
    } else {
      if (out.outcome == Outcome::Proved) out.outcome = Outcome::Unknown;
      say("not reached: " + reach.name);
    }
  }
  if (kind != ReachKind::Row || program.claims.large_tables.empty()) return out;
  if (out.outcome == Outcome::Proved) out.outcome = Outcome::Unknown;
  for (const std::string& table : program.claims.large_tables) {
    say(fmt::format("`{}` has too many rows to look for", table));
  }
  return out;
}

bool is_there(const Provable& program, ReachKind kind) {
  const auto& reaches = program.claims.reaches;
  return std::any_of(reaches.begin(), reaches.end(),
                     [&](const prover::Reach& reach) { return reach.kind == kind; });
}

}  // namespace

void ask_about_unreached(const Provable& program, int milliseconds, const std::atomic<bool>* stop,
                         std::vector<ReachResult>& reaches) {
  const auto solvers = smt::available_solvers();
  const bool none = std::all_of(reaches.begin(), reaches.end(),
                                [](const auto& one) { return one.example.has_value(); });
  if (solvers.empty() || none) return;
  const ir::Ir ir = ir::optimise(ir::lower(program.claims.program));
  const StopWatch watch(stop);
  for (ReachResult& one : reaches) {
    if (one.example || watch.token().stop_requested()) continue;
    const prover::Reach& reach = program.claims.reaches[one.reach];
    prover::Claim never;
    never.name = "nobody comes to " + reach.name;
    never.kind = prover::ClaimKind::Always;
    never.subject = reach.never;
    prover::ProveOptions options;
    options.limits.milliseconds = milliseconds;
    options.stop = watch.token();
    options.replay = [&](const prover::Counterexample& example) {
      return replay(program, never, example).finding == Finding::Fails;
    };
    prover::Proof proof = prover::prove(ir, never, solvers, options);
    if (proof.outcome == Outcome::Proved) one.nobody_by = std::move(proof.by);
    if (proof.outcome == Outcome::Refuted) one.example = std::move(proof.example);
  }
}

std::vector<BuiltIn> built_in_claims(const Provable& program, const SearchReport& report) {
  std::vector<BuiltIn> out;
  add_compiled(program.claims.program, out);
  for (const ReachKind kind : {ReachKind::Tier, ReachKind::Requirement, ReachKind::Band,
                               ReachKind::Exception, ReachKind::Row}) {
    if (!is_there(program, kind)) continue;
    if (report.reaches.empty()) {
      out.push_back({std::string(claim_of(kind)), Outcome::Unknown, "", "nobody was looked for"});
    } else {
      out.push_back(judged(program, report, kind));
    }
  }
  return out;
}

}  // namespace tierline::prove
