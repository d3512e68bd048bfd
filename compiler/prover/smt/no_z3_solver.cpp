// Stands for z3_solver.cpp in a build without the library.
#include "compiler/prover/smt/solver.hpp"

namespace tierline::smt {

std::unique_ptr<Solver> linked_solver() { return nullptr; }

}  // namespace tierline::smt
