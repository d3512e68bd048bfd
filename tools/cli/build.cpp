// tierline build: a program as one file, ready to run without its text.
#include <fmt/format.h>

#include "tools/bulk/write/out_folder.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input/opened.hpp"

namespace tierline::cli {

Exit execute(const BuildArguments& arguments) {
  const auto program = open_text(arguments.program, arguments.format);
  if (!program) return program.error();
  const std::string bytes = bytecode::write(*program.value().compiled.bytecode);
  if (const auto error = bulk::write_whole(arguments.out, bytes)) return unusable(error->message);
  const std::string digest = bytecode::digest(*program.value().compiled.bytecode);
  if (arguments.format == Format::Json) {
    print(fmt::format("{{\"bytes\": {}, \"sha256\": \"{}\"}}\n", bytes.size(), digest));
  } else {
    print(fmt::format("{}: {} bytes, sha256 {}\n", arguments.out.string(), bytes.size(), digest));
  }
  return Exit::Fine;
}

}  // namespace tierline::cli
