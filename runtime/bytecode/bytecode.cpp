// What the compiler makes of the declarations, once.
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bytecode {

Schema::Schema() = default;
Schema::Schema(const Schema&) = default;
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(const Schema&) = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Bytecode::Bytecode() = default;
Bytecode::Bytecode(const Bytecode&) = default;
Bytecode::Bytecode(Bytecode&&) noexcept = default;
Bytecode& Bytecode::operator=(const Bytecode&) = default;
Bytecode& Bytecode::operator=(Bytecode&&) noexcept = default;
Bytecode::~Bytecode() = default;

}  // namespace tierline::bytecode
