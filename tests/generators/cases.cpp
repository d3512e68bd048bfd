#include "tests/generators/cases.hpp"

#include <ostream>

namespace tierline::generators {

namespace {

// More than a question ever takes; draws that were never asked for shrink away at once.
constexpr size_t kDrawsPerQuestion = 480;

Draws question_draws(uint64_t seed) {
  Draws draws(kDrawsPerQuestion);
  for (size_t i = 0; i < draws.size(); ++i) {
    draws[i] = static_cast<uint32_t>(mixed(seed + i * 0x9e3779b97f4a7c15U) >> 32);
  }
  return draws;
}

Case make_case(uint64_t seed, int size, size_t questions, Status status) {
  Case out{.size = size, .status = status, .program = {}, .questions = {}};
  Choices choices = Choices::fresh(seed);
  make_program(choices, size, status);
  out.program = choices.draws();
  for (size_t i = 0; i < questions; ++i) out.questions.push_back(question_draws(mixed(seed ^ i)));
  return out;
}

rc::Seq<Draws> smaller(const Draws& draws) {
  return rc::seq::concat(rc::shrink::removeChunks(draws),
                         rc::shrink::eachElement(draws, [](uint32_t draw) {
                           return rc::shrink::towards<uint32_t>(draw, 0);
                         }));
}

rc::Seq<Case> shrink_case(const Case& one) {
  const auto with_questions = [one](std::vector<Draws> questions) {
    Case out = one;
    out.questions = std::move(questions);
    return out;
  };
  const auto with_program = [one](Draws program) {
    Case out = one;
    out.program = std::move(program);
    return out;
  };
  return rc::seq::concat(
      rc::seq::map(rc::shrink::removeChunks(one.questions), with_questions),
      rc::seq::map(smaller(one.program), with_program),
      rc::seq::map(rc::shrink::eachElement(one.questions, smaller), with_questions));
}

}  // namespace

rc::Gen<Case> cases(size_t questions, Status status) {
  const auto made = rc::gen::withSize([questions, status](int size) {
    return rc::gen::noShrink(
        rc::gen::map(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<uint64_t>()),
                     [=](uint64_t seed) { return make_case(seed, size, questions, status); }));
  });
  return rc::gen::shrink(made, shrink_case);
}

Built build(const Case& one) {
  Built built;
  Choices choices = Choices::replay(one.program);
  built.source = make_program(choices, one.size, one.status);
  built.compiled = compile(built.source, built.refused);
  if (!built.compiled.checked || !built.compiled.bytecode) return built;
  const checked::CheckedProgram& program = *built.compiled.checked;
  const Landmarks found = landmarks(program);
  for (const Draws& draws : one.questions) {
    Choices data = Choices::replay(draws);
    built.questions.push_back(make_question(program, found, data));
  }
  return built;
}

void showValue(const Case& one, std::ostream& out) {
  const Built built = build(one);
  out << "\n" << built.source.text;
  for (const auto& [name, contents] : built.source.files) {
    out << "---- " << name << " ----\n" << contents;
  }
  out << built.refused;
  for (const Question& question : built.questions) {
    out << "----\n" << to_text(*built.compiled.checked, question);
  }
}

}  // namespace tierline::generators
