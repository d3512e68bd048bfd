// Folding computes in unbounded integers, as the widest machine would; opcodes.def gives the
// meaning.
#include <algorithm>

#include "compiler/ir/passes.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::ir {

namespace {

using calendar::Day;

/// A constant result: a number, or a text.
using Folded = std::optional<Constant>;

class Folding {
 public:
  Folding(const Builder& build, const Step& step, const Ir& ir)
      : build_(build), step_(step), ir_(ir) {}

  Folded compute() const {
    if (step_.op == Op::text_select_) return Constant{0, text(number(0) != 0 ? 1 : 2)};
    if (step_.op == Op::cell_) return cell();
    const std::optional<BigInt> result = compute_number();
    if (!result) return std::nullopt;
    return Constant{*result, ""};
  }

 private:
  const BigInt& number(size_t i) const { return build_.value(step_.args[i]); }
  const std::string& text(size_t i) const { return build_.text(step_.args[i]); }
  Day day(size_t i) const { return static_cast<Day>(number(i)); }

  std::optional<BigInt> compute_number() const {
    switch (step_.op) {
      case Op::add_:
        return BigInt(number(0) + number(1));
      case Op::sub_:
        return BigInt(number(0) - number(1));
      case Op::mul_:
        return BigInt(number(0) * number(1));
      case Op::negate_:
        return BigInt(-number(0));
      case Op::divide_: {
        BigInt result;
        decimal::divide_rounded<BigInt>(number(0), number(1),
                                        static_cast<decimal::Rounding>(step_.mode), result);
        return result;
      }
      case Op::maximum_:
        return std::max(number(0), number(1));
      case Op::minimum_:
        return std::min(number(0), number(1));
      case Op::ordinal_:
        return number(0);
      case Op::equal_:
        return truth(number(0) == number(1));
      case Op::not_equal_:
        return truth(number(0) != number(1));
      case Op::less_:
        return truth(number(0) < number(1));
      case Op::less_equal_:
        return truth(number(0) <= number(1));
      case Op::text_equal_:
        return truth(text(0) == text(1));
      case Op::and_:
        return truth(number(0) != 0 && number(1) != 0);
      case Op::or_:
        return truth(number(0) != 0 || number(1) != 0);
      case Op::not_:
        return truth(number(0) == 0);
      case Op::select_:
        return number(0) != 0 ? number(1) : number(2);
      case Op::days_between_:
        return BigInt(number(0) - number(1));
      case Op::year_number_:
        return BigInt(calendar::year_number(day(0), 1));
      case Op::period_first_:
        return BigInt(period().first);
      case Op::period_last_:
        return BigInt(period().last);
      case Op::find_number_:
        return find(list().numbers, number(0));
      case Op::find_text_:
        return find(list().texts, text(0));
      case Op::interval_:
        return interval();
      case Op::cell_known_:
        return truth(find_cell() != nullptr);
      default:
        return std::nullopt;  // inputs, reductions; day arithmetic is left to the machine
    }
  }

  static BigInt truth(bool value) { return value ? 1 : 0; }

  calendar::Period period() const {
    const auto unit = static_cast<calendar::Unit>(step_.mode & (kPeriodBefore - 1));
    const auto month = static_cast<int>(step_.ref);
    return (step_.mode & kPeriodBefore) != 0 ? calendar::period_before(unit, day(0), month)
                                             : calendar::period_of(unit, day(0), month);
  }

  const List& list() const { return ir_.lists[step_.ref]; }

  template <class T>
  static BigInt find(const std::vector<T>& items, const T& wanted) {
    const auto at = std::lower_bound(items.begin(), items.end(), wanted);
    return at == items.end() || *at != wanted ? BigInt(-1) : BigInt(at - items.begin());
  }

  BigInt interval() const {
    const std::vector<BigInt>& days = list().numbers;
    return std::upper_bound(days.begin(), days.end(), number(0)) - days.begin();
  }

  const checked::TableCell* find_cell() const {
    const auto& cells = ir_.program->tables[step_.ref].cells;
    if (number(0) < 0 || number(0) >= cells.size()) return nullptr;
    const auto& cell = cells[static_cast<size_t>(number(0))];
    return cell ? &*cell : nullptr;
  }

  Folded cell() const {
    const checked::TableCell* found = find_cell();
    if (found == nullptr) return Constant{0, ""};
    const checked::Decimal scaled =
        decimal::round(found->value.number, step_.type.scale, decimal::Rounding::Down);
    return Constant{step_.type.kind == Storage::Text ? BigInt(0) : scaled.coefficient,
                    found->value.text};
  }

  const Builder& build_;
  const Step& step_;
  const Ir& ir_;
};

bool has_operands(const Step& step) { return !step.args[0].is_none(); }

bool all_constant(const Builder& build, const Step& step) {
  return std::all_of(std::begin(step.args), std::end(step.args),
                     [&](StepId arg) { return arg.is_none() || build.is_constant(arg); });
}

}  // namespace

StepId folded(Builder& build, const Step& step, const Ir& ir) {
  if (!has_operands(step) || is_reduction(step.op) || !all_constant(build, step)) return {};
  const Folded result = Folding(build, step, ir).compute();
  return result ? build.constant(step.type, result->number, result->text) : StepId{};
}

}  // namespace tierline::ir
