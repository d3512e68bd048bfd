// The facts about each code come from diagnostics.def; here they are only looked up.
#include "dsl/source/diagnostic.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace tierline::source {
namespace {

struct Entry {
  Code code;
  Severity severity;
  std::string_view title;
};

constexpr Entry kEntries[] = {
#define TIERLINE_DIAGNOSTIC(name, number, severity, title) {Code::name, Severity::severity, title},
#include "dsl/source/diagnostics.def"
#undef TIERLINE_DIAGNOSTIC
};

const Entry* find(Code code) {
  const auto* entry = std::find_if(std::begin(kEntries), std::end(kEntries),
                                   [code](const Entry& one) { return one.code == code; });
  return entry == std::end(kEntries) ? nullptr : entry;
}

}  // namespace

Severity severity_of(Code code) {
  const Entry* entry = find(code);
  return entry ? entry->severity : Severity::Error;
}

std::string code_text(Code code) {
  char text[16];
  std::snprintf(text, sizeof text, "TL%04u", static_cast<unsigned>(code));
  return text;
}

std::string_view title_of(Code code) {
  const Entry* entry = find(code);
  return entry ? entry->title : std::string_view{};
}

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  if (severity_of(diagnostic.code) == Severity::Error) {
    ++errors_;
  }
  return items_.emplace_back(std::move(diagnostic));
}

Diagnostic& Diagnostics::add(Code code, base::Span span, std::string message) {
  return add(Diagnostic{
      .code = code, .span = span, .message = std::move(message), .labels = {}, .hint = {}});
}

void Diagnostics::append(Diagnostics other) {
  errors_ += other.errors_;
  items_.insert(items_.end(), std::make_move_iterator(other.items_.begin()),
                std::make_move_iterator(other.items_.end()));
}

void Diagnostics::sort() {
  std::stable_sort(items_.begin(), items_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span < b.span; });
}

}  // namespace tierline::source
