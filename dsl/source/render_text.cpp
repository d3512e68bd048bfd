// A line of the program may be very long, may hold tabs and any character in comments; what is
// shown is a window around the place, without control characters, so that the carets stand right.
#include "dsl/source/render_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/limits.hpp"

namespace tierline::source {
namespace {

// Code points of a line to the left of the place, and in all.
constexpr size_t kLeftMax = 60;
constexpr size_t kShownMax = 100;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kPlain = "\x1b[0m";

// One stretch of text with marks under it: a place and what is to be seen there.
struct Mark {
  base::Span span;
  std::string_view text;
  char sign;
};

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

size_t bytes_of(std::string_view text, size_t code_points) {
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!continues_code_point(text[at]) && code_points-- == 0) {
      break;
    }
  }
  return at;
}

size_t code_points_of(std::string_view text) {
  return text.size() -
         static_cast<size_t>(std::count_if(text.begin(), text.end(), continues_code_point));
}

std::string without_controls(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      c = c == '\t' ? ' ' : '?';
    }
  }
  return shown;
}

class Renderer {
 public:
  Renderer(const SourceSet& sources, Color color) : sources_(sources), color_(color) {}

  void add(const Diagnostic& diagnostic) {
    headline(diagnostic);
    excerpts(diagnostic);
    if (!diagnostic.hint.empty()) {
      out_ += painted(kBold, "hint:") + " " + diagnostic.hint + "\n";
    }
  }
  void add_line(std::string_view text) { out_.append(text).push_back('\n'); }
  std::string take() { return std::move(out_); }

 private:
  std::string painted(std::string_view paint, std::string_view text) const {
    return color_ == Color::Never ? std::string(text)
                                  : std::string(paint) + std::string(text) + std::string(kPlain);
  }

  std::string_view name_of(size_t file) const {
    return file < sources_.files().size() ? std::string_view(sources_.files()[file].name)
                                          : std::string_view("program");
  }

  void headline(const Diagnostic& diagnostic) {
    const Position at = sources_.position(diagnostic.span.begin);
    const bool is_error = severity_of(diagnostic.code) == Severity::Error;
    out_ += painted(kBold, without_controls(name_of(at.file)) + ":" + std::to_string(at.line) +
                               ":" + std::to_string(at.column) + ":") +
            " " +
            painted(is_error ? kRed : kYellow,
                    (is_error ? "error " : "warning ") + code_text(diagnostic.code) + ":") +
            " " + without_controls(diagnostic.message) + "\n";
  }

  void excerpts(const Diagnostic& diagnostic) {
    std::vector<Mark> marks{{diagnostic.span, {}, '^'}};
    for (const Label& label : diagnostic.labels) {
      marks.push_back({label.span, label.text, '-'});
    }
    const size_t width = line_number_width(marks);
    Position last{sources_.files().size(), 0, 0};
    const Position main = sources_.position(diagnostic.span.begin);
    for (const Mark& mark : marks) {
      const Position at = sources_.position(mark.span.begin);
      if (at.file != main.file) {
        out_ += std::string(width, ' ') + " > " + without_controls(name_of(at.file)) + "\n";
      }
      excerpt(mark, at, width, at.file == last.file && at.line == last.line);
      last = at;
    }
  }

  size_t line_number_width(const std::vector<Mark>& marks) const {
    size_t width = 5;
    for (const Mark& mark : marks) {
      width = std::max(width, std::to_string(sources_.position(mark.span.begin).line).size());
    }
    return width;
  }

  // The window is cut by the first mark on a line; a further mark on the line is cut alike only if
  // the line is short, so a long line is shown again.
  void excerpt(const Mark& mark, const Position& at, size_t width, bool line_is_shown) {
    const std::string_view line = sources_.line_text(at);
    const size_t before = at.column - 1;
    const size_t cut = before > kLeftMax ? before - kLeftMax : 0;
    const std::string_view rest = line.substr(std::min(bytes_of(line, cut), line.size()));
    const std::string_view window = rest.substr(0, bytes_of(rest, kShownMax));
    const std::string lead = cut > 0 ? "..." : "";
    if (!line_is_shown || cut > 0) {
      const std::string number = std::to_string(at.line);
      out_ += painted(kBlue, std::string(width - number.size(), ' ') + number + " |") + " " + lead +
              without_controls(window) + (window.size() < rest.size() ? "..." : "") + "\n";
    }
    const size_t indent = lead.size() + before - cut;
    const size_t room = std::max<size_t>(1, kShownMax - (before - cut));
    const std::string signs(std::min(room, length_on_line(mark.span, at, line)), mark.sign);
    out_ += painted(kBlue, std::string(width, ' ') + " |") + " " + std::string(indent, ' ') +
            painted(mark.sign == '^' ? kRed : kBlue, signs) +
            (mark.text.empty() ? "" : " " + without_controls(mark.text)) + "\n";
  }

  size_t length_on_line(base::Span span, const Position& at, std::string_view line) const {
    const std::string_view marked = sources_.text(span);
    const std::string_view first = marked.substr(0, marked.find('\n'));
    const size_t left =
        code_points_of(line) - std::min<size_t>(code_points_of(line), at.column - 1);
    return std::max<size_t>(1, std::min(code_points_of(first), left));
  }

  const SourceSet& sources_;
  Color color_;
  std::string out_;
};

}  // namespace

std::string render_text(const SourceSet& sources, const Diagnostics& diagnostics, Color color) {
  Renderer renderer(sources, color);
  const std::vector<Diagnostic>& items = diagnostics.items();
  const size_t shown = std::min(items.size(), base::kErrorsShownMax);
  for (size_t i = 0; i < shown; ++i) {
    renderer.add(items[i]);
  }
  if (shown < items.size()) {
    renderer.add_line("and " + std::to_string(items.size() - shown) + " more");
  }
  return renderer.take();
}

}  // namespace tierline::source
