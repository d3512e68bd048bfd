#include "compiler/compile.hpp"

#include "base/digest.hpp"
#include "compiler/emit/from_ir.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"

namespace tierline::compiler {

namespace {

/// Digests texts with their names and lengths, so that no two programs share one.
class ProgramDigest {
 public:
  void add(const std::string& name, const std::string& text) {
    digest_.add(name + '\n' + std::to_string(text.size()) + '\n');
    digest_.add(text);
  }
  std::string finish() { return digest_.finish_hex(); }

 private:
  base::Digest digest_;
};

std::string digest_of(const source::SourceSet& sources,
                      const std::vector<checked::LoadedFile>& files) {
  ProgramDigest digest;
  for (const source::SourceFile& file : sources.files()) digest.add(file.name, file.text);
  for (const checked::LoadedFile& file : files) digest.add(file.name, file.contents);
  return digest.finish();
}

void add_too_large(source::Diagnostics& diagnostics) {
  diagnostics.add(source::Code::ProgramTooLarge, {},
                  "definitions that call each other unfold to more steps than a program may have");
}

}  // namespace

Compiled compile(const ProgramText& program) {
  Compiled made;
  dsl::Parsed parsed = dsl::parse(program.sources);
  made.ast = std::move(parsed.ast);
  made.diagnostics = std::move(parsed.diagnostics);
  if (made.diagnostics.has_errors()) return made;

  checked::Checked checked = checked::check(made.ast, program.load);
  made.diagnostics.append(std::move(checked.diagnostics));
  made.checked = std::move(checked.program);
  if (!made.checked || made.diagnostics.has_errors()) return made;

  made.bytecode = to_bytecode(*made.checked, digest_of(program.sources, checked.files));
  if (!made.bytecode) add_too_large(made.diagnostics);
  return made;
}

std::optional<bytecode::Bytecode> to_bytecode(const checked::CheckedProgram& program,
                                              std::string_view digest) {
  const ir::Ir ir = ir::optimise(ir::lower(program));
  if (ir.too_large) return std::nullopt;
  bytecode::Bytecode out = emit::emit(ir, std::string(digest));
  if (bytecode::over_limits(out)) return std::nullopt;
  return out;
}

}  // namespace tierline::compiler
