#include "compiler/prover/certificate/step_form.hpp"

#include <utility>

namespace tierline::prover {

using ir::Op;
using ir::Step;
using ir::StepId;
using ir::Storage;

namespace {

StepValue number(Form form) {
  StepValue out;
  out.kind = StepValue::Kind::Number;
  out.form = std::move(form);
  return out;
}

StepValue truth(bool value) {
  StepValue out;
  out.kind = StepValue::Kind::Truth;
  out.truth = value;
  return out;
}

StepValue at_edge(BigInt edge) {
  StepValue out;
  out.kind = StepValue::Kind::AtEdge;
  out.edge = std::move(edge);
  return out;
}

bool is_leaf(const Step& step) {
  return ir::is_reduction(step.op) || step.level != ir::kAccountLevel || step.args[0].is_none();
}

}  // namespace

StepForm::StepForm(const ir::Ir& ir, StepId x, std::vector<bool> may_assume)
    : ir_(ir),
      x_(x),
      may_assume_(std::move(may_assume)),
      needed_(ir.steps.size()),
      values_(ir.steps.size()) {}

void StepForm::need(StepId step) {
  std::vector<StepId> work = {step};
  while (!work.empty()) {
    const StepId id = work.back();
    work.pop_back();
    if (needed_[id.index()]) continue;
    needed_[id.index()] = true;
    if (id == x_ || is_leaf(ir_[id])) continue;
    for (const StepId kid : ir_[id].args) {
      if (!kid.is_none()) work.push_back(kid);
    }
  }
}

/// Steps read earlier steps only, so one pass is enough.
void StepForm::look(const Stretch& stretch) {
  stretch_ = stretch;
  for (uint32_t i = 0; i < needed_.size(); ++i) {
    if (needed_[i]) values_[i] = value_of(StepId{i});
  }
}

StepValue StepForm::value_of(StepId id) const {
  const Step& step = ir_[id];
  if (id == x_) return number({{1, 0}, {}});
  if (step.type.kind == Storage::Number) return number_of(step);
  if (step.type.kind != Storage::Bool) return {};
  const auto said = assumed_.find(id);
  if (said != assumed_.end()) return truth(said->second);
  StepValue out = truth_of(step);
  if (out.kind != Kind::Beyond || !may_assume_[id.index()]) return out;
  out.kind = Kind::OnCondition;
  out.condition = id;
  return out;
}

// ---- numbers ----

StepValue StepForm::number_of(const Step& step) const {
  if (step.op == Op::constant_) return number({{0, ir_.constants[step.ref].number}, {}});
  if (is_leaf(step)) return {};
  if (step.op == Op::select_) return chosen(step);
  for (const StepId kid : step.args) {
    if (!kid.is_none() && (*this)[kid].kind != Kind::Number) {
      return (*this)[kid].is_open() ? (*this)[kid] : StepValue{};
    }
  }
  const Form& a = arg(step, 0).form;
  switch (step.op) {
    case Op::add_:
      return number(add(a, arg(step, 1).form));
    case Op::sub_:
      return number(add(a, scale(arg(step, 1).form, -1)));
    case Op::negate_:
      return number(scale(a, -1));
    case Op::mul_:
      if (arg(step, 1).form.is_constant()) {
        return number(scale(a, arg(step, 1).form.line.constant));
      }
      if (a.is_constant()) return number(scale(arg(step, 1).form, a.line.constant));
      return {};
    case Op::divide_:
      return divided(step);
    case Op::maximum_:
    case Op::minimum_:
      return extreme(step);
    default:
      return {};
  }
}

StepValue StepForm::divided(const Step& step) const {
  const Form& form = arg(step, 0).form;
  const Form& by = arg(step, 1).form;
  if (!by.is_constant()) return {};
  const auto mode = static_cast<decimal::Rounding>(step.mode);
  if (by.line.constant == 0) return number({});
  const auto zero = crossing(form.line);
  const bool crosses = zero && stretch_.from < *zero && *zero <= stretch_.to;
  if (crosses && minds_the_sign(mode)) return at_edge(*zero);
  auto made = divide(form, by.line.constant, mode, stretch_);
  return made ? number(*std::move(made)) : StepValue{};
}

StepValue StepForm::extreme(const Step& step) const {
  const Form& a = arg(step, 0).form;
  const Form& b = arg(step, 1).form;
  StepValue is_a = is_not_negative(add(a, scale(b, -1)));
  if (is_a.kind != Kind::Truth) return is_a;
  return number(is_a.truth == (step.op == Op::maximum_) ? a : b);
}

StepValue StepForm::chosen(const Step& step) const {
  const StepValue& when = arg(step, 0);
  if (when.kind == Kind::Truth) return arg(step, when.truth ? 1 : 2);
  return arg(step, 1) == arg(step, 2) || when.kind == Kind::Beyond
             ? (arg(step, 1) == arg(step, 2) ? arg(step, 1) : StepValue{})
             : when;
}

// ---- truths ----

StepValue StepForm::truth_of(const Step& step) const {
  if (step.op == Op::constant_) return truth(ir_.constants[step.ref].number != 0);
  if (is_leaf(step)) return {};
  switch (step.op) {
    case Op::and_:
      return both(step, true);
    case Op::or_:
      return both(step, false);
    case Op::not_:
      return arg(step, 0).kind == Kind::Truth ? truth(!arg(step, 0).truth) : arg(step, 0);
    case Op::select_:
      return chosen(step);
    case Op::equal_:
    case Op::not_equal_:
    case Op::less_:
    case Op::less_equal_:
      return compared(step);
    default:
      return {};
  }
}

/// One side may settle it alone; else what is not known of either is not known of it.
StepValue StepForm::both(const Step& step, bool of_both) const {
  const StepValue& a = arg(step, 0);
  const StepValue& b = arg(step, 1);
  for (const StepValue* side : {&a, &b}) {
    if (side->kind == Kind::Truth && side->truth != of_both) return *side;
  }
  if (a.kind == Kind::Truth) return b;
  if (b.kind == Kind::Truth || a.is_open()) return a;
  return b.is_open() ? b : StepValue{};
}

StepValue StepForm::compared(const Step& step) const {
  for (const size_t side : {size_t{0}, size_t{1}}) {
    const StepValue& value = arg(step, side);
    if (value.is_open()) return value;
    if (value.kind != Kind::Number) return {};
  }
  Form difference = add(arg(step, 1).form, scale(arg(step, 0).form, -1));
  if (step.op == Op::less_equal_) return is_not_negative(difference);
  if (step.op == Op::less_) {
    difference.line.constant -= 1;
    return is_not_negative(difference);
  }
  StepValue out = is_zero(difference);
  if (out.kind == Kind::Truth && step.op == Op::not_equal_) out.truth = !out.truth;
  return out;
}

StepValue StepForm::is_not_negative(const Form& difference) const {
  if (!difference.roundings.empty()) return {};
  const auto edge = crossing(difference.line);
  if (!edge) return truth(difference.line.constant >= 0);
  const bool rises = difference.line.slope > 0;
  if (stretch_.to < *edge) return truth(!rises);
  if (*edge <= stretch_.from) return truth(rises);
  return at_edge(*edge);
}

StepValue StepForm::is_zero(const Form& difference) const {
  if (!difference.roundings.empty()) return {};
  const Line& line = difference.line;
  if (line.slope == 0) return truth(line.constant == 0);
  if (line.constant % line.slope != 0) return truth(false);
  const BigInt zero = -line.constant / line.slope;
  if (zero < stretch_.from || stretch_.to < zero) return truth(false);
  if (stretch_.from == stretch_.to) return truth(true);
  return at_edge(stretch_.from < zero ? zero : BigInt(zero + 1));
}

}  // namespace tierline::prover
