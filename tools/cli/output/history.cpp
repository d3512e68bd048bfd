#include "tools/cli/output/history.hpp"

#include <fmt/format.h>

namespace tierline::cli {

std::string clause_of(const timeline::Change& change, const bytecode::Bytecode& program) {
  return change.clause == bytecode::kNone ? "" : program.clauses[change.clause].id;
}

std::string change_line(const timeline::Change& change, const bytecode::Bytecode& program) {
  const std::vector<std::string>& words = program.schema.enums[0].words;
  const std::string clause = clause_of(change, program);
  return fmt::format("{}  {} -> {}  {}{}", calendar::to_text(change.day), words[change.from],
                     words[change.to], timeline::describe(change, program),
                     clause.empty() ? "" : fmt::format("  ({})", clause));
}

}  // namespace tierline::cli
