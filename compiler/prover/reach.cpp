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
  }

 private:
  void add_tiers();
  void add_requirements();
  void add_bands();
  void add_exceptions();
  void add_both(const std::string& name, ExprId condition);
  void add(std::string name, ExprId value, int64_t reached);
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

void Reaches::add(std::string name, ExprId value, int64_t reached) {
  const size_t output = output_of("reach of " + name, value);
  out_.reaches.push_back({std::move(name), output, reached});
}

/// A condition that is never met asks too much; one that always is asks nothing.
void Reaches::add_both(const std::string& name, ExprId condition) {
  add(name + " met", condition, 1);
  out_.reaches.push_back({name + " not met", out_.reaches.back().output, 0});
}

void Reaches::add_tiers() {
  const auto& words = program_.enums[0].words;
  if (program_.tiers.empty()) return;
  Expr tier;
  tier.kind = ExprKind::TierNow;
  tier.type.kind = checked::Kind::Enum;
  tier.type.enum_id = checked::kTierEnum;
  const size_t output = output_of("reach of tiers", put(tier));
  for (size_t word = 0; word < words.size(); ++word) {
    out_.reaches.push_back({"tier " + words[word], output, static_cast<int64_t>(word)});
  }
}

/// Each requirement where it is written; those that a tier inherits are the same.
void Reaches::add_requirements() {
  std::vector<ExprId> seen;
  for (const checked::Tier& tier : program_.tiers) {
    for (const checked::Requirement& one : tier.requirements) {
      if (std::find(seen.begin(), seen.end(), one.condition) != seen.end()) continue;
      seen.push_back(one.condition);
      add_both("requirement " + one.name + " of " + program_.enums[0].words[tier.word],
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
      if (inside) add("band " + bands.name + " " + band.label, *inside, 1);
    }
  }
}

void Reaches::add_exceptions() {
  for (const checked::Define& define : program_.defines) {
    if (!define.parameters.empty()) continue;
    for (const checked::Exception& one : define.exceptions) {
      if (one.when) add_both("exception " + one.name + " of " + define.name, *one.when);
    }
  }
}

}  // namespace

void add_reaches(ClaimProgram& out) { Reaches(out).run(); }

}  // namespace tierline::prover
