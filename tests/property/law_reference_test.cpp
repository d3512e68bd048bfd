// reference = scalar: for any program and any facts the engine and the slow judge give the same
// values, the same faults and name the same deciding rules; and every promise that the checker made
// of a value (digits, bounds, presence) holds.
//
// To see it red: in runtime/ops or compiler/ir change one meaning (`from` for `above` in a band, a
// rounding mode, `<=` for `<` in the visibility of entries) and run this test; it prints a small
// program and one account.
#include "tests/generators/cases.hpp"
#include "tests/property/judge.hpp"
#include "tests/property/law.hpp"

namespace tierline {
namespace {

constexpr size_t kQuestions = 10;

TEST(LawReference, ReferenceEqualsScalar) {
  const auto cases = generators::cases(kQuestions);
  law::holds("the engine decides what the slow judge decides", law::pairs() / kQuestions, [&] {
    const generators::Built built = generators::build(*cases);
    if (!built.refused.empty()) RC_FAIL("a generated program was refused:\n" + built.refused);
    const std::string found =
        law::disagreement(*built.compiled.checked, *built.compiled.bytecode, built.questions);
    if (!found.empty()) RC_FAIL(found);
  });
}

}  // namespace
}  // namespace tierline
