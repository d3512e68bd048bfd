#include "tests/reference/evaluate.hpp"

#include "tests/reference/rounding.hpp"
#include "tests/reference/walker.hpp"

namespace tierline::reference {

namespace {

void evaluate_outputs(const checked::CheckedProgram& program, Walker& walker, Day today,
                      Result& result) {
  for (const checked::Output& output : program.outputs) {
    result.outputs.push_back(walker.value(output.value, {.today = today}));
    result.because.push_back(walker.take_decided());
  }
}

}  // namespace

Result evaluate(const checked::CheckedProgram& program, const Facts& facts, Day today) {
  static const std::string rationals = check_rationals();
  Result result;
  result.broken = rationals;
  Walker walker(program, facts);
  try {
    result.tier = walker.tier(today);
  } catch (const NoAnswer&) {
    // No output need ask for the tier.
  } catch (const BrokenPromise& promise) {
    result.broken = promise.what;
  }
  walker.take_decided();
  try {
    evaluate_outputs(program, walker, today, result);
  } catch (const NoAnswer& fault) {
    result.outputs.clear();
    result.because.clear();
    result.fault = fault.kind;
  } catch (const BrokenPromise& promise) {
    result.broken = promise.what;
  }
  return result;
}

}  // namespace tierline::reference
