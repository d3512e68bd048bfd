// tierline completion: the script that lets a shell finish a half-typed line.
#include "tools/cli/output/completion.hpp"

#include "tools/cli/commands.hpp"

namespace tierline::cli {

Exit execute(const CompletionArguments& arguments) {
  print(completion_script(arguments.shell, describe_commands()));
  return Exit::Fine;
}

}  // namespace tierline::cli
