// StepForm: steps of an Ir as functions of one of them, x, on a stretch of whole numbers. What a
// step comes to is a form, a truth, open (until the stretch is cut at an edge, or it is said
// whether a condition holds), or beyond what a form can say.
// Made by: step_form.cpp    Read by: certificate.cpp
// Tested by: tests/unit/compiler_prover/certificate
#pragma once

#include <map>

#include "compiler/ir/ir.hpp"
#include "compiler/prover/certificate/form.hpp"

namespace tierline::prover {

struct StepValue {
  enum class Kind : uint8_t { Number, Truth, AtEdge, OnCondition, Beyond };
  Kind kind = Kind::Beyond;
  Form form;             // Number
  bool truth = false;    // Truth
  BigInt edge;           // AtEdge: the stretch must be cut before it
  ir::StepId condition;  // OnCondition: somebody must say whether this step is `yes`

  bool is_open() const { return kind == Kind::AtEdge || kind == Kind::OnCondition; }
  friend bool operator==(const StepValue&, const StepValue&) = default;
};

class StepForm {
 public:
  /// `may_assume` says which conditions may be taken to hold or not, whatever x is.
  StepForm(const ir::Ir& ir, ir::StepId x, std::vector<bool> may_assume);

  void need(ir::StepId step);
  bool needs(ir::StepId step) const { return needed_[step.index()]; }
  void assume(std::map<ir::StepId, bool> conditions) { assumed_ = std::move(conditions); }

  /// Looks at every needed step, for x in this stretch.
  void look(const Stretch& stretch);
  const StepValue& operator[](ir::StepId step) const { return values_[step.index()]; }

 private:
  using Kind = StepValue::Kind;
  StepValue value_of(ir::StepId id) const;
  StepValue number_of(const ir::Step& step) const;
  StepValue divided(const ir::Step& step) const;
  StepValue extreme(const ir::Step& step) const;
  StepValue chosen(const ir::Step& step) const;
  StepValue truth_of(const ir::Step& step) const;
  StepValue both(const ir::Step& step, bool of_both) const;
  StepValue compared(const ir::Step& step) const;
  StepValue is_zero(const Form& difference) const;
  StepValue is_not_negative(const Form& difference) const;
  const StepValue& arg(const ir::Step& step, size_t i) const { return (*this)[step.args[i]]; }

  const ir::Ir& ir_;
  ir::StepId x_;
  std::vector<bool> may_assume_;
  std::vector<bool> needed_;
  std::map<ir::StepId, bool> assumed_;
  Stretch stretch_;
  std::vector<StepValue> values_;
};

}  // namespace tierline::prover
