// Scene: the place at which reading stopped, as dsl/grammar/explain*.cpp look at it, and the words
// that their diagnostics share.
// Read by: dsl/grammar/explain.cpp, dsl/grammar/explain_literals.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dsl/grammar/explain.hpp"
#include "dsl/source/tokens.hpp"

namespace tierline::dsl::grammar {

// What is known about the place at which reading stopped.
struct Scene {
  std::string_view text;
  size_t declaration;  // where the declaration that failed begins
  size_t previous;     // the end of the token before
  source::Token seen;  // the token on which reading stopped
  Expectation expected;

  std::string_view seen_text() const { return text_of(text, seen); }
  bool seen_on_a_new_line() const {
    return text.substr(previous, seen.begin - previous).find('\n') != std::string_view::npos;
  }
};

/// Each of these makes a diagnostic, or passes.
using Explanation = std::optional<source::Diagnostic> (*)(const Scene&);

std::string quote(std::string_view text);
base::Span span_of(const source::Token& token);
source::Diagnostic make(source::Code code, base::Span span, std::string message,
                        std::string_view hint = {});

// In dsl/grammar/explain_literals.cpp: characters, texts, numbers and dates.
std::optional<source::Diagnostic> stray_character(const Scene& scene);
std::optional<source::Diagnostic> open_text(const Scene& scene);
std::optional<source::Diagnostic> number_form(const Scene& scene);
std::optional<source::Diagnostic> number_without_zero(const Scene& scene);
std::optional<source::Diagnostic> percent_alone(const Scene& scene);
std::optional<source::Diagnostic> date_form(const Scene& scene);

}  // namespace tierline::dsl::grammar
