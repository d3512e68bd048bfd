#include "compiler/prover/reach.hpp"

#include <algorithm>

namespace tierline::prover {

namespace {

using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Relation;

class Reaches {
 public:
  explicit Reaches(ClaimProgram& out) : out_(out), program_(out.program) {}

  void run() {
    add_tiers();
    add_requirements();
    add_bands();
    add_exceptions();
    add_rows();
  }

 private:
  void add_tiers();
  void add_requirements();
  void add_bands();
  void add_exceptions();
  void add_rows();
  void add_both(ReachKind kind, const std::string& name, ExprId condition);
  void add(ReachKind kind, std::string name, ExprId condition);
  ExprId negation(ExprId condition);
  ExprId put(Expr expr);
  std::optional<ExprId> within(const checked::Bands& bands, const checked::Band& band);
  ExprId compare(Relation relation, ExprId axis, const checked::Decimal& edge);
  size_t output_of(const std::string& name, ExprId value);

  ClaimProgram& out_;
  checked::CheckedProgram& program_;
};

ExprId Reaches::put(Expr expr) {
  program_.exprs.push_back(std::move(expr));
  return ExprId{static_cast<uint32_t>(program_.exprs.size() - 1)};
}

size_t Reaches::output_of(const std::string& name, ExprId value) {
  program_.outputs.push_back({name, value, program_[value].type, program_[value].span});
  return program_.outputs.size() - 1;
}

ExprId Reaches::negation(ExprId condition) {
  Expr out;
  out.kind = ExprKind::Not;
  out.kids = {condition};
  return put(out);
}

void Reaches::add(ReachKind kind, std::string name, ExprId condition) {
  const size_t output = output_of("reach of " + name, condition);
  const size_t never = output_of("never " + name, negation(condition));
  out_.reaches.push_back({std::move(name), output, 1, never, kind});
}

/// A condition that is never met asks too much; one that always is asks nothing.
void Reaches::add_both(ReachKind kind, const std::string& name, ExprId condition) {
  add(kind, name + " met", condition);
  const Reach met = out_.reaches.back();
  out_.reaches.push_back({name + " not met", met.output, 0, met.output, kind});
}

void Reaches::add_tiers() {
  const auto& words = program_.enums[0].words;
  if (program_.tiers.empty()) return;
  Expr tier;
  tier.kind = ExprKind::TierNow;
  tier.type.kind = checked::Kind::Enum;
  tier.type.enum_id = checked::kTierEnum;
  const ExprId now = put(tier);
  const size_t output = output_of("reach of tiers", now);
  for (size_t word = 0; word < words.size(); ++word) {
    Expr other;
    other.kind = ExprKind::Constant;
    other.type = tier.type;
    other.constant.number = {word, 0};
    Expr differs;
    differs.kind = ExprKind::Compare;
    differs.relation = Relation::NotEqual;
    differs.kids = {now, put(other)};
    const std::string name = "tier " + words[word];
    const size_t never = output_of("never " + name, put(differs));
    out_.reaches.push_back({name, output, static_cast<int64_t>(word), never, ReachKind::Tier});
  }
}

/// Tells the dated versions of a requirement apart.
std::string days_text(const checked::Requirement& requirement) {
  std::string out;
  if (requirement.from) out += " from " + calendar::to_text(*requirement.from);
  if (requirement.until) out += " until " + calendar::to_text(*requirement.until);
  return out;
}

/// Each requirement where it is written; those that a tier inherits are the same.
void Reaches::add_requirements() {
  std::vector<ExprId> seen;
  for (const checked::Tier& tier : program_.tiers) {
    for (const checked::Requirement& one : tier.requirements) {
      if (std::find(seen.begin(), seen.end(), one.condition) != seen.end()) continue;
      seen.push_back(one.condition);
      add_both(
          ReachKind::Requirement,
          "requirement " + one.name + " of " + program_.enums[0].words[tier.word] + days_text(one),
          one.condition);
    }
  }
}

ExprId Reaches::compare(Relation relation, ExprId axis, const checked::Decimal& edge) {
  Expr constant;
  constant.kind = ExprKind::Constant;
  constant.type = program_[axis].type;
  constant.type.kind = checked::Kind::Number;
  constant.type.scale = edge.scale;
  constant.constant.number = edge;
  constant.bounds = {edge, edge};
  Expr out;
  out.kind = ExprKind::Compare;
  out.relation = relation;
  out.kids = {axis, put(constant)};
  return put(out);
}

/// The axis lies between the band's edges; nothing of a band that has none.
std::optional<ExprId> Reaches::within(const checked::Bands& bands, const checked::Band& band) {
  std::optional<ExprId> out;
  if (band.lower) {
    const Relation above = band.lower->inclusive ? Relation::GreaterEqual : Relation::Greater;
    out = compare(above, bands.axis, band.lower->value);
  }
  if (!band.upper) return out;
  const Relation below = band.upper->inclusive ? Relation::LessEqual : Relation::Less;
  const ExprId upper = compare(below, bands.axis, band.upper->value);
  if (!out) return upper;
  Expr both;
  both.kind = ExprKind::And;
  both.kids = {*out, upper};
  return put(both);
}

void Reaches::add_bands() {
  for (const checked::Bands& bands : program_.bands) {
    for (const checked::Band& band : bands.bands) {
      const auto inside = within(bands, band);
      if (inside) add(ReachKind::Band, "band " + bands.name + " " + band.label, *inside);
    }
  }
}

void Reaches::add_exceptions() {
  for (const checked::Define& define : program_.defines) {
    if (!define.parameters.empty()) continue;
    for (const checked::Exception& one : define.exceptions) {
      const std::string name = "exception " + one.name + " of " + define.name;
      if (one.when) add_both(ReachKind::Exception, name, *one.when);
    }
  }
}

void Reaches::add_rows() {
  for (RowFound& row : find_rows(program_, out_.large_tables)) {
    add(ReachKind::Row, std::move(row.name), row.condition);
  }
}

}  // namespace

void add_reaches(ClaimProgram& out) { Reaches(out).run(); }

}  // namespace tierline::prover
