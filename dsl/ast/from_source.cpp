// From the texts of a program to its tree. The only source file that runs PEGTL: nine seconds of
// compiling are spent here, once.
// A failed must-rule throws, and is caught here; reading goes on at the next declaration, so one
// file can report many errors. Positions are offsets; no line is counted.
#include <algorithm>
#include <string_view>
#include <tao/pegtl.hpp>

#include "base/limits.hpp"
#include "dsl/ast/comments.hpp"
#include "dsl/ast/declaration_actions.hpp"
#include "dsl/ast/expression_actions.hpp"
#include "dsl/ast/rule_actions.hpp"
#include "dsl/dsl.hpp"
#include "dsl/grammar/messages.hpp"
#include "dsl/source/encoding.hpp"

namespace tierline::ast {

// Each declaration says where it began, so that an error can look back over all of it.
template <>
struct action<grammar::declaration> : grammar::pegtl::maybe_nothing {
  template <class Rule, grammar::pegtl::apply_mode A, grammar::pegtl::rewind_mode M,
            template <class...> class Action, template <class...> class Control, class Input>
  static bool match(Input& in, Builder& b) {
    b.declaration_begins(in.current());
    return grammar::pegtl::match<Rule, A, M, Action, Control>(in, b);
  }
};

}  // namespace tierline::ast

namespace tierline::dsl {
namespace {

using source::Code;
using source::Diagnostic;
using Input =
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf, const char*>;

// Beyond this many errors a file is not a program with mistakes but something else.
constexpr size_t kErrorsFoundMax = 10'000;

void shift(Diagnostic& diagnostic, uint32_t by) {
  const auto move = [by](base::Span& span) { span = {span.begin + by, span.end + by}; };
  move(diagnostic.span);
  for (source::Label& label : diagnostic.labels) {
    move(label.span);
  }
}

// Reads on from `at` to the end of the text, or to the first error: returns where to resume.
size_t read_on(std::string_view text, size_t at, uint32_t start, ast::Builder& builder,
               source::Diagnostics& diagnostics) {
  Input in(text.data() + at, text.data() + text.size(), "");
  try {
    tao::pegtl::parse<grammar::program_text, ast::action, grammar::control>(in, builder);
    return text.size();
  } catch (const grammar::Failure& failure) {
    const size_t declaration = builder.abandon();
    Diagnostic diagnostic = grammar::explain(text, declaration, failure);
    const size_t seen = std::max<size_t>(failure.offset, declaration + 1);
    shift(diagnostic, start);
    diagnostics.add(std::move(diagnostic));
    return grammar::next_declaration(text, seen);
  }
}

void read_file(const source::SourceSet& sources, size_t file, Parsed& parsed) {
  const std::string_view text = sources.files()[file].text;
  const uint32_t start = sources.start_of(file);
  if (std::optional<Diagnostic> broken = source::check_encoding(text)) {
    shift(*broken, start);
    parsed.diagnostics.add(*std::move(broken));
    return;
  }
  ast::collect_comments(text, start, parsed.ast.comments);
  ast::Builder builder(text, start, parsed.ast, parsed.diagnostics);
  size_t at = text.starts_with(source::kByteOrderMark) ? source::kByteOrderMark.size() : 0;
  while (at < text.size() && parsed.diagnostics.error_count() < kErrorsFoundMax) {
    at = read_on(text, at, start, builder, parsed.diagnostics);
  }
}

std::optional<Diagnostic> too_large(const source::SourceSet& sources) {
  if (sources.size_bytes() <= base::kSourceBytesMax) {
    return std::nullopt;
  }
  // A loader need not read further than to one byte too many, so the true size is not known here.
  return Diagnostic{
      Code::SourceTooLarge,
      {},
      "the program has more than " + std::to_string(base::kSourceBytesMax) +
          " bytes, which is all that can be read",
      {},
      "long lists belong into CSV files: `table t(Region, Tier) : EUR from \"t.csv\"`"};
}

}  // namespace

Parsed parse(const source::SourceSet& sources) {
  Parsed parsed;
  if (std::optional<Diagnostic> refusal = too_large(sources)) {
    parsed.diagnostics.add(*std::move(refusal));
    return parsed;
  }
  parsed.ast.exprs.reserve(sources.size_bytes() / 8);
  for (size_t file = 0; file < sources.files().size(); ++file) {
    read_file(sources, file, parsed);
  }
  parsed.diagnostics.sort();
  return parsed;
}

}  // namespace tierline::dsl
