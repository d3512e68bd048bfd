#include "tools/cli/input/opened.hpp"

#include "tools/cli/output/diagnostics.hpp"

namespace tierline::cli {

base::Result<TextProgram, Exit> open_text(const std::filesystem::path& path, Format format,
                                          const std::vector<source::SourceFile>& more) {
  auto program = compile_text(path, more);
  if (!program) return unusable(program.error().message);
  const auto& diagnostics = program.value().compiled.diagnostics;
  if (!diagnostics.items().empty()) {
    print_error(rendered(diagnostics, program.value().sources, format, color_of_err()));
  }
  if (diagnostics.has_errors()) return Exit::DoesNotHold;
  return std::move(program).value();
}

base::Result<Program, Exit> open_program(const std::filesystem::path& path, Format format) {
  if (is_compiled(path)) {
    auto bytecode = read_compiled(path);
    if (!bytecode) return unusable(bytecode.error().message);
    return Program{std::move(bytecode).value(), {}};
  }
  auto text = open_text(path, format);
  if (!text) return text.error();
  return Program{std::move(*std::move(text).value().compiled.bytecode),
                 std::move(text).value().files};
}

}  // namespace tierline::cli
