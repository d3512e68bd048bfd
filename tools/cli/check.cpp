// tierline check: everything that is wrong with a program, and nothing else.
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/input/program.hpp"
#include "tools/cli/output/diagnostics.hpp"

namespace tierline::cli {

Exit execute(const CheckArguments& arguments) {
  const auto program = compile_text(arguments.program);
  if (!program) return unusable(program.error().message);
  const auto& [sources, compiled, files] = program.value();
  print(rendered(compiled.diagnostics, sources, arguments.format, color_of_out()));
  if (compiled.diagnostics.has_errors()) return Exit::DoesNotHold;
  if (arguments.format == Format::Text) {
    print(fmt::format("`{}`: no errors\n", compiled.bytecode->header.title));
  }
  return Exit::Fine;
}

}  // namespace tierline::cli
