// Diagnostic: one thing that is wrong with a text, with its place, what was seen, and what to do.
// Codes come from diagnostics.def only; words are built where the facts are known, rendered late.
// Made by: dsl, compiler/checked    Read by: dsl/source/render_text.cpp, dsl/source/render_json.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace tierline::source {

enum class Severity : uint8_t { Error, Warning };

/// One enumerator for each line of diagnostics.def.
enum class Code : uint16_t {
#define TIERLINE_DIAGNOSTIC(name, number, severity, title) name = number,
#include "dsl/source/diagnostics.def"
#undef TIERLINE_DIAGNOSTIC
};

Severity severity_of(Code code);
/// `TL0201`
std::string code_text(Code code);
/// The title of the diagnostic's page: a short noun phrase.
std::string_view title_of(Code code);

/// A second place worth looking at, and what is to be seen there.
struct Label {
  base::Span span;
  std::string text;
};

struct Diagnostic {
  Code code{};
  base::Span span;
  std::string message;  // lower case, no full stop, user text in backticks
  std::vector<Label> labels;
  std::string hint;  // what to write instead; may be empty

  Diagnostic&& label(base::Span where, std::string text) && {
    labels.push_back({where, std::move(text)});
    return std::move(*this);
  }
  Diagnostic&& advise(std::string text) && {
    hint = std::move(text);
    return std::move(*this);
  }
};

/// Diagnostics in the order found; `sort` puts them in the order of the text.
class Diagnostics {
 public:
  Diagnostic& add(Diagnostic diagnostic);
  Diagnostic& add(Code code, base::Span span, std::string message);
  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  const std::vector<Diagnostic>& items() const { return items_; }
  void append(Diagnostics other);
  void sort();

 private:
  std::vector<Diagnostic> items_;
  size_t errors_ = 0;
};

}  // namespace tierline::source
