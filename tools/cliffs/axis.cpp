#include "tools/cliffs/axis.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/bulk/facts/words.hpp"

namespace tierline::cliffs {

namespace {

using checked::CheckedProgram;
using checked::Expr;
using checked::ExprId;
using checked::ExprKind;
using checked::Kind;

bool can_be_walked(const checked::Field& field) {
  const bool ordered = field.type.kind == Kind::Number || field.type.kind == Kind::Day;
  return ordered && !field.key && !field.derived;
}

bool can_be_walked(const checked::Define& define) {
  return define.parameters.empty() && define.type.kind == Kind::Number && !define.type.optional;
}

/// What a number is made of, down to the one that has a name: `max(this_year, last_year)` is
/// walked along `this_year`, a quotient along its numerator.
class Resolver {
 public:
  explicit Resolver(const CheckedProgram& program) : program_(program) {}

  std::optional<Axis> number(ExprId id) const;
  void conditions(ExprId id, std::vector<Axis>& found) const;

 private:
  std::optional<Axis> define(uint32_t index) const;
  std::optional<Axis> first_of(const std::vector<ExprId>& kids) const;

  const CheckedProgram& program_;
};

std::optional<Axis> Resolver::first_of(const std::vector<ExprId>& kids) const {
  for (const ExprId kid : kids) {
    if (auto axis = number(kid)) return axis;
  }
  return std::nullopt;
}

/// A definition that only chooses or rounds stands for what it chooses from.
std::optional<Axis> Resolver::define(uint32_t index) const {
  const checked::Define& define = program_.defines[index];
  switch (program_[define.value].kind) {
    case ExprKind::Larger:
    case ExprKind::Smaller:
    case ExprKind::If:
    case ExprKind::Otherwise:
    case ExprKind::Divide:
    case ExprKind::Round:
      if (auto inner = number(define.value)) return inner;
      break;
    default:
      break;
  }
  if (!can_be_walked(define)) return std::nullopt;
  return Axis{define.name, AxisKind::Define, checked::kNone, index};
}

std::optional<Axis> Resolver::number(ExprId id) const {
  const Expr& expr = program_[id];
  switch (expr.kind) {
    case ExprKind::AccountField: {
      const checked::Field& field = program_.account.fields[expr.ref];
      if (field.type.kind != Kind::Number || !can_be_walked(field)) return std::nullopt;
      return Axis{field.name, AxisKind::AccountField, checked::kNone, expr.ref};
    }
    case ExprKind::Call:
      if (!program_.defines[expr.ref].parameters.empty()) return std::nullopt;
      return define(expr.ref);
    case ExprKind::If:
      return first_of({expr.kids[2], expr.kids[1]});
    case ExprKind::Add:
    case ExprKind::Subtract:
    case ExprKind::Multiply:
    case ExprKind::Divide:
    case ExprKind::Negate:
    case ExprKind::Otherwise:
    case ExprKind::Round:
    case ExprKind::Larger:
    case ExprKind::Smaller:
      return first_of(expr.kids);
    default:
      return std::nullopt;
  }
}

void Resolver::conditions(ExprId id, std::vector<Axis>& found) const {
  const Expr& expr = program_[id];
  switch (expr.kind) {
    case ExprKind::Compare:
      for (const ExprId kid : expr.kids) {
        if (auto axis = number(kid)) found.push_back(*std::move(axis));
      }
      return;
    case ExprKind::And:
    case ExprKind::Or:
    case ExprKind::Not:
      for (const ExprId kid : expr.kids) conditions(kid, found);
      return;
    case ExprKind::Call:
      if (program_.defines[expr.ref].parameters.empty()) {
        conditions(program_.defines[expr.ref].value, found);
      }
      return;
    default:
      return;
  }
}

/// The axis of bands: a number with a name where it has one, else the axis itself.
std::optional<Axis> axis_of(const CheckedProgram& program, uint32_t index) {
  const checked::Bands& bands = program.bands[index];
  if (auto axis = Resolver(program).number(bands.axis)) return axis;
  if (program[bands.axis].type.kind != Kind::Number) return std::nullopt;
  return Axis{bands.name, AxisKind::BandAxis, checked::kNone, index};
}

std::optional<Axis> field_named(const CheckedProgram& program, std::string_view name) {
  const auto in = [&](const checked::Record& record, uint32_t ledger, std::string_view field,
                      AxisKind kind) -> std::optional<Axis> {
    for (uint32_t i = 0; i < record.fields.size(); ++i) {
      if (record.fields[i].name != field || !can_be_walked(record.fields[i])) continue;
      return Axis{std::string(name), kind, ledger, i};
    }
    return std::nullopt;
  };
  const size_t dot = name.find('.');
  if (dot == std::string_view::npos) {
    return in(program.account, checked::kNone, name, AxisKind::AccountField);
  }
  for (uint32_t i = 0; i < program.ledgers.size(); ++i) {
    if (program.ledgers[i].name != name.substr(0, dot)) continue;
    return in(program.ledgers[i], i, name.substr(dot + 1), AxisKind::EntryField);
  }
  return std::nullopt;
}

/// Everything that can be named, for who named something else.
std::vector<std::string> known_names(const CheckedProgram& program) {
  std::vector<std::string> out;
  const auto add = [&](const checked::Record& record, const std::string& lead) {
    for (const checked::Field& field : record.fields) {
      if (can_be_walked(field)) out.push_back(lead + field.name);
    }
  };
  add(program.account, "");
  for (const checked::Record& ledger : program.ledgers) add(ledger, ledger.name + ".");
  for (const checked::Define& define : program.defines) {
    if (can_be_walked(define)) out.push_back(define.name);
  }
  for (uint32_t i = 0; i < program.bands.size(); ++i) {
    if (axis_of(program, i)) out.push_back(program.bands[i].name);
  }
  return out;
}

}  // namespace

std::vector<Axis> default_axes(const CheckedProgram& program) {
  std::vector<Axis> found;
  for (uint32_t i = 0; i < program.bands.size(); ++i) {
    if (auto axis = axis_of(program, i)) found.push_back(*std::move(axis));
  }
  for (const checked::Tier& tier : program.tiers) {
    for (const checked::Requirement& requirement : tier.requirements) {
      Resolver(program).conditions(requirement.condition, found);
    }
  }
  std::vector<Axis> out;
  for (Axis& axis : found) {
    if (std::find(out.begin(), out.end(), axis) == out.end()) out.push_back(std::move(axis));
  }
  return out;
}

base::Result<Axis, bulk::RunError> axis_named(const CheckedProgram& program,
                                              const std::string& name) {
  if (auto field = field_named(program, name)) return *std::move(field);
  for (uint32_t i = 0; i < program.defines.size(); ++i) {
    if (program.defines[i].name != name || !can_be_walked(program.defines[i])) continue;
    return Axis{name, AxisKind::Define, checked::kNone, i};
  }
  for (uint32_t i = 0; i < program.bands.size(); ++i) {
    if (program.bands[i].name != name) continue;
    if (auto axis = axis_of(program, i)) return *std::move(axis);
  }
  const std::vector<std::string> known = known_names(program);
  return bulk::RunError{fmt::format("the program has no number {} that can be walked along{}",
                                    bulk::shown(name),
                                    bulk::suggestion(name, {known.begin(), known.end()}))};
}

}  // namespace tierline::cliffs
