// Facts: the parts of a bytecode that are data: header, schema, lists, tables, calendars, clauses.
// Made by: facts.cpp    Read by: from_ir.cpp    Tested by: tests/unit/compiler_emit
#pragma once

#include <map>
#include <string>

#include "compiler/ir/ir.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::emit {

/// Gives each text of the program one index in Bytecode::texts.
class Texts {
 public:
  explicit Texts(bytecode::Bytecode& out) : out_(out) {}
  uint32_t index_of(const std::string& text);

 private:
  bytecode::Bytecode& out_;
  std::map<std::string, uint32_t> indexes_;
};

void add_facts(const ir::Ir& ir, Texts& texts, bytecode::Bytecode& out);

}  // namespace tierline::emit
