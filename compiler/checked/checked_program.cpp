// What the compiler makes of the declaration, once.
#include "compiler/checked/checked_program.hpp"

namespace tierline::checked {

CheckedProgram::CheckedProgram() = default;
CheckedProgram::CheckedProgram(const CheckedProgram&) = default;
CheckedProgram::CheckedProgram(CheckedProgram&&) noexcept = default;
CheckedProgram& CheckedProgram::operator=(const CheckedProgram&) = default;
CheckedProgram& CheckedProgram::operator=(CheckedProgram&&) noexcept = default;
CheckedProgram::~CheckedProgram() = default;

}  // namespace tierline::checked
