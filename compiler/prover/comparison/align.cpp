// Facts first, then each program written onto them, then what both decide, and for whom.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/prover/comparison/common_outputs.hpp"

namespace tierline::prover {

namespace {

using checked::CheckedProgram;
using checked::Day;
using checked::Expr;
using checked::ExprId;
using checked::ExprKind;

ExprId join(CheckedProgram& program, ExprId a, ExprId b) {
  Expr both;
  both.kind = ExprKind::And;
  both.kids = {a, b};
  return put(program, std::move(both));
}

/// today RELATION day
ExprId compare_today(CheckedProgram& program, checked::Relation relation, Day day) {
  Expr today;
  today.kind = ExprKind::Today;
  today.type.kind = checked::Kind::Day;
  Expr constant;
  constant.kind = ExprKind::Constant;
  constant.type.kind = checked::Kind::Day;
  constant.constant.number = {day, 0};
  Expr compare;
  compare.kind = ExprKind::Compare;
  compare.relation = relation;
  compare.kids = {put(program, std::move(today)), put(program, std::move(constant))};
  return put(program, std::move(compare));
}

std::string days_text(const CheckedProgram& program) {
  const std::string from =
      program.in_force_from ? "from " + calendar::to_text(*program.in_force_from) : "";
  const std::string until =
      program.in_force_until ? "until " + calendar::to_text(*program.in_force_until) : "";
  if (from.empty() && until.empty()) return "always";
  return from + (from.empty() || until.empty() ? "" : " ") + until;
}

void find_days(const Sides& sides, Alignment& out, Remarks& remarks) {
  out.first_day = calendar::kDayMin;
  out.last_day = calendar::kDayMax;
  for (const CheckedProgram* side : sides) {
    out.first_day = std::max(out.first_day, side->in_force_from.value_or(out.first_day));
    out.last_day = std::min(out.last_day, side->in_force_until.value_or(out.last_day));
  }
  const std::string days[] = {days_text(*sides[0]), days_text(*sides[1])};
  if (days[0] == days[1]) return;
  const std::string in_force = fmt::format("OLD is in force {}, NEW {}", days[0], days[1]);
  if (out.last_day < out.first_day) {
    remarks.problems.push_back(in_force + ": there is no day to compare");
  } else {
    remarks.notes.push_back(in_force + ": only days of both are compared");
  }
}

/// Who is compared, and on which days, as an output of both: OLD says yes to all.
void add_given(const std::vector<ExprId>& except, Alignment& out) {
  CheckedProgram& program = out.programs[1];
  ExprId given = constant_yes(program);
  if (out.first_day != calendar::kDayMin) {
    given = join(program, given,
                 compare_today(program, checked::Relation::GreaterEqual, out.first_day));
  }
  if (out.last_day != calendar::kDayMax) {
    given =
        join(program, given, compare_today(program, checked::Relation::LessEqual, out.last_day));
  }
  for (const ExprId condition : except) {
    Expr other;
    other.kind = ExprKind::Not;
    other.kids = {condition};
    given = join(program, given, put(program, std::move(other)));
  }
  out.given = program.outputs.size();
  out.programs[0].outputs.push_back({"given", constant_yes(out.programs[0]), {}, {}});
  program.outputs.push_back({"given", given, {}, {}});
}

}  // namespace

Alignment align(const CheckedProgram& first, const CheckedProgram& second,
                const std::vector<ExprId>& except) {
  const Sides sides = {&first, &second};
  Alignment out;
  Remarks remarks;
  find_days(sides, out, remarks);
  const JoinedFacts facts = join_facts(sides, remarks);
  if (remarks.problems.empty()) {
    Shared shared;
    for (size_t side = 0; side < 2; ++side) {
      out.programs[side] = onto_facts(*sides[side], side, facts, shared);
    }
    keep_common_outputs(sides, shared, out, remarks);
    add_given(except, out);
    for (CheckedProgram& program : out.programs) shared.fill(program);
    out.items.push_back({"an answer", Compared::Answer, 0});
  }
  out.notes = std::move(remarks.notes);
  out.problems = std::move(remarks.problems);
  return out;
}

}  // namespace tierline::prover
