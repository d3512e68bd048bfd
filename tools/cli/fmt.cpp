// tierline fmt: the canonical layout. A file is rewritten only if its new text says the same, with
// every comment, and then in one rename.
#include <fmt/format.h>

#include "dsl/dsl.hpp"
#include "tools/bulk/input/file_bytes.hpp"
#include "tools/bulk/write/out_folder.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/output/diagnostics.hpp"

namespace tierline::cli {

namespace {

/// The worse of two outcomes: a file that cannot be read outweighs one that would change.
Exit worse(Exit a, Exit b) { return static_cast<int>(a) >= static_cast<int>(b) ? a : b; }

/// Our own formatter is not trusted with somebody's text: what it made must read the same.
bool says_the_same(const dsl::Parsed& before, const std::string& name, const std::string& text) {
  const dsl::Parsed after = dsl::parse(source::SourceSet({{name, text}}));
  return !after.diagnostics.has_errors() && dsl::same(before.ast, after.ast) &&
         before.ast.comments.size() == after.ast.comments.size();
}

Exit lay_out(const std::filesystem::path& path, const FmtArguments& arguments) {
  const auto bytes = bulk::read_bytes(path);
  if (!bytes) return unusable(bytes.error().message);
  const std::string name = path.string();
  const source::SourceSet sources({{name, bytes.value()}});
  const dsl::Parsed parsed = dsl::parse(sources);
  if (parsed.diagnostics.has_errors()) {
    print_error(rendered(parsed.diagnostics, sources, arguments.format, color_of_err()));
    return Exit::DoesNotHold;
  }
  const std::string text = dsl::format(sources.files()[0]);
  if (text == bytes.value()) return Exit::Fine;
  if (arguments.check) {
    print(fmt::format("{} would change\n", name));
    return Exit::DoesNotHold;
  }
  if (!says_the_same(parsed, name, text)) {
    return unusable(
        fmt::format("`{}` is left as it is: the formatter would have changed what it "
                    "says, which is our mistake",
                    name));
  }
  if (const auto error = bulk::write_whole(path, text)) return unusable(error->message);
  print(fmt::format("{} changed\n", name));
  return Exit::Fine;
}

}  // namespace

Exit execute(const FmtArguments& arguments) {
  Exit exit = Exit::Fine;
  for (const auto& path : arguments.files) exit = worse(exit, lay_out(path, arguments));
  return exit;
}

}  // namespace tierline::cli
