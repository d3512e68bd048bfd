#include "tools/reference/evaluate.hpp"

#include "tools/reference/walker.hpp"

namespace tierline::reference {

namespace {

void evaluate_outputs(const checked::CheckedProgram& program, Walker& walker, Day today,
                      Result& result) {
  for (const checked::Output& output : program.outputs) {
    result.outputs.push_back(walker.value(output.value, {.today = today}));
    result.because.push_back(walker.take_decided());
  }
  for (const checked::Split& split : program.splits) {
    result.parts.push_back(walker.split(split, today));
    result.because.push_back(walker.take_decided());
  }
}

/// Does a part of the work, and says what fault ended it.
template <class Work>
std::optional<FaultKind> attempt(Result& result, Work work) {
  try {
    work();
  } catch (const NoAnswer& fault) {
    return fault.kind;
  } catch (const BrokenPromise& promise) {
    result.broken = promise.what;
  }
  return {};
}

}  // namespace

Result evaluate(const checked::CheckedProgram& program, const Facts& facts, Day today, Held held) {
  Result result;
  Walker walker(program, facts);
  walker.hold(held);
  attempt(result, [&] { result.tier = walker.tier(today); });  // no output need ask for it
  walker.take_decided();
  result.fault = attempt(result, [&] { evaluate_outputs(program, walker, today, result); });
  if (!result.fault) return result;
  result.outputs.clear();
  result.parts.clear();
  result.because.clear();
  return result;
}

}  // namespace tierline::reference
