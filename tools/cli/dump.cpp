// tierline dump: what one stage of the pipeline makes of a program, for people who look inside.
#include <fmt/format.h>

#include "compiler/checked/print.hpp"
#include "compiler/ir/from_checked.hpp"
#include "dsl/dsl.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"
#include "tools/cli/output/diagnostics.hpp"

namespace tierline::cli {

namespace {

std::string stage_text(const compiler::Compiled& compiled, Stage stage) {
  switch (stage) {
    case Stage::Ast:
      return dsl::dump(compiled.ast);
    case Stage::Checked:
      return checked::print(*compiled.checked);
    case Stage::Ir:
      return ir::print(ir::lower(*compiled.checked));
    case Stage::Bytecode:
      return bytecode::disassemble(*compiled.bytecode);
  }
  return "";
}

/// A compiled file has no earlier stage left.
Exit dump_compiled(const DumpArguments& arguments) {
  if (arguments.stage != Stage::Bytecode) {
    return unusable(fmt::format("`{}` is compiled: only --stage bytecode can be shown of it",
                                arguments.program.string()));
  }
  const auto bytecode = read_compiled(arguments.program);
  if (!bytecode) return unusable(bytecode.error().message);
  print(bytecode::disassemble(bytecode.value()));
  return Exit::Fine;
}

}  // namespace

Exit execute(const DumpArguments& arguments) {
  if (is_compiled(arguments.program)) return dump_compiled(arguments);
  const auto program = compile_text(arguments.program);
  if (!program) return unusable(program.error().message);
  const auto& [sources, compiled, files] = program.value();
  const bool broken = compiled.diagnostics.has_errors();
  if (!compiled.diagnostics.items().empty()) {
    print_error(rendered(compiled.diagnostics, sources, arguments.format, color_of_err()));
  }
  // The tree is there whatever is wrong, and that is when people want to see it.
  if (!broken || arguments.stage == Stage::Ast) print(stage_text(compiled, arguments.stage));
  return broken ? Exit::DoesNotHold : Exit::Fine;
}

}  // namespace tierline::cli
