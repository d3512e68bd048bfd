// tierline version: what this build is, and which bytecode files it reads.
#include <fmt/format.h>

#include "runtime/bytecode/bytecode.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/output/version.hpp"

namespace tierline::cli {

Exit execute(const VersionArguments& arguments) {
  print(arguments.format == Format::Json
            ? fmt::format("{{\"version\": \"{}\", \"bytecode_format\": {}}}\n", version(),
                          bytecode::kFormatVersion)
            : fmt::format("{}\nbytecode format {}\n", version_line(), bytecode::kFormatVersion));
  return Exit::Fine;
}

}  // namespace tierline::cli
