// Svg: a picture of boxes, lines and words, written piece by piece. The same calls give the same
// bytes. It knows nothing of what is shown. Read by: chart.cpp
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

namespace tierline::bench {

class Svg {
 public:
  void box(double x, double y, double width, double height, std::string_view style) {
    add(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"/>)", x, y, width,
        height, style);
  }
  void line(double x1, double y1, double x2, double y2, std::string_view style) {
    add(R"(<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>)", x1, y1, x2, y2,
        style);
  }
  void words(double x, double y, std::string_view style, std::string_view text) {
    add(R"(<text x="{:.1f}" y="{:.1f}" class="{}">{}</text>)", x, y, style, escaped(text));
  }

  /// The whole picture.
  std::string finish(double width, double height, std::string_view styles) const {
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "width=\"{0:.0f}\""
        " height=\"{1:.0f}\">\n<style>\n{2}</style>\n"
        "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" class=\"paper\"/>\n{3}</svg>\n",
        width, height, styles, body_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(body_), format, std::forward<Args>(args)...);
    body_ += '\n';
  }
  static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '&') {
        out += "&amp;";
      } else if (c == '<') {
        out += "&lt;";
      } else if (c != '`') {  // code in the table, words in the picture
        out += c;
      }
    }
    return out;
  }

  std::string body_;
};

}  // namespace tierline::bench
