// Cases: RapidCheck's view of the generators. A case is the draws behind one program and behind
// each question to it, so RapidCheck shrinks any failure by leaving out draws and making them
// smaller. Made by: cases.cpp    Read by: tests/property
#pragma once

#include <rapidcheck.h>

#include <iosfwd>
#include <string>
#include <vector>

#include "tests/generators/facts.hpp"
#include "tests/generators/program.hpp"

namespace tierline::generators {

struct Case {
  int size = 0;
  Status status = Status::AtTimes;
  Draws program;
  std::vector<Draws> questions;
};

/// Shown as the program and the questions that the draws stand for.
void showValue(const Case& one, std::ostream& out);

/// Cases of so many questions each.
rc::Gen<Case> cases(size_t questions, Status status = Status::AtTimes);

/// Everything that a law looks at.
struct Built {
  ProgramSource source;
  compiler::Compiled compiled;
  std::vector<Question> questions;
  std::string refused;  // why the compiler did not take the program; else empty
};
Built build(const Case& one);

}  // namespace tierline::generators
