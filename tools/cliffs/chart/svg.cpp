#include "tools/cliffs/chart/svg.hpp"

#include <fmt/format.h>

namespace tierline::cliffs {

namespace {

// Colours: M. Okabe and K. Ito, "Color Universal Design", 2008; told apart by everybody.
constexpr std::string_view kStyle = R"(
    text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #1f2328 }
    .paper { fill: #ffffff }
    .title { font-size: 16px; font-weight: 600 }
    .head { font-weight: 600 }
    .soft { fill: #59636e }
    .right { text-anchor: end }
    .middle { text-anchor: middle }
    .frame { fill: none; stroke: #c8ced5 }
    .grid { stroke: #e6e9ed }
    .edge { stroke: #8b949e; stroke-dasharray: 2 3 }
    .edge-falls { stroke: #cf222e; stroke-dasharray: 2 3 }
    .badge { fill: #ffffff; stroke: #59636e }
    .badge-falls { fill: #cf222e; stroke: #cf222e }
    .on-red { fill: #ffffff }
    .falls { fill: #cf222e; font-weight: 600 }
    .curve { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
    .jump { fill: none; stroke-width: 1; stroke-dasharray: 3 2 }
    .s0 { stroke: #0072b2 } .s1 { stroke: #d55e00 } .s2 { stroke: #009e73 }
    .s3 { stroke: #cc79a7 } .s4 { stroke: #e69f00 } .s5 { stroke: #56b4e9 }
    .f0 { fill: #0072b2 } .f1 { fill: #d55e00 } .f2 { fill: #009e73 }
    .f3 { fill: #cc79a7 } .f4 { fill: #e69f00 } .f5 { fill: #56b4e9 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .paper { fill: #14171c }
      .soft { fill: #9aa4af }
      .frame { stroke: #3a424c }
      .grid { stroke: #252b33 }
      .edge { stroke: #7d8590 }
      .badge { fill: #14171c; stroke: #9aa4af }
      .falls { fill: #ff7b72 }
      .edge-falls { stroke: #ff7b72 }
    }
)";

/// `12`, `12.5`, `12.05`
std::string number(Px value) {
  std::string out = value < 0 ? "-" : "";
  const Px size = value < 0 ? -value : value;
  out += std::to_string(size / 100);
  if (size % 100 == 0) return out;
  out += fmt::format(".{:02}", size % 100);
  if (out.back() == '0') out.pop_back();
  return out;
}

// DejaVu Sans, which is as wide as such fonts come, at 12 pixels.
constexpr Px kLetter = 740;

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default: {
        const bool control = static_cast<unsigned char>(c) < 0x20;
        out += control ? std::string("\xEF\xBF\xBD") : std::string(1, c);
      }
    }
  }
  return out;
}

Px width_of(std::string_view words) {
  Px letters = 0;
  for (const char c : words) letters += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
  return letters * kLetter;
}

std::string cut_to(std::string_view words, Px width) {
  if (width_of(words) <= width) return std::string(words);
  const Px most = width / kLetter - 1;
  size_t end = 0;
  for (Px letters = 0; end < words.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(words[end]) & 0xC0U) != 0x80U;
    if (begins && ++letters > most) break;
  }
  return std::string(words.substr(0, end)) + "\xE2\x80\xA6";
}

void Svg::line(Place from, Place to, std::string_view look) {
  body_ += fmt::format("  <line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", look,
                       number(from.x), number(from.y), number(to.x), number(to.y));
}

void Svg::path(const std::vector<Place>& places, std::string_view look) {
  if (places.empty()) return;
  std::string way;
  for (const Place& place : places) {
    way += fmt::format("{}{} {}", way.empty() ? "M" : " L", number(place.x), number(place.y));
  }
  // A line of no length is a dot where its ends are round.
  if (places.size() == 1) way += " h0";
  body_ += fmt::format("  <path class=\"{}\" d=\"{}\"/>\n", look, way);
}

void Svg::box(Place corner, Px width, Px height, std::string_view look) {
  body_ += fmt::format("  <rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                       look, number(corner.x), number(corner.y), number(width), number(height));
}

void Svg::circle(Place middle, Px radius, std::string_view look) {
  body_ += fmt::format("  <circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", look,
                       number(middle.x), number(middle.y), number(radius));
}

void Svg::text(Place at, std::string_view words, std::string_view look) {
  body_ += fmt::format("  <text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", look, number(at.x),
                       number(at.y), xml_escaped(words));
}

std::string Svg::finish(Px width, Px height, std::string_view title) const {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
             "viewBox=\"0 0 {0} {1}\" role=\"img\">\n  <title>{2}</title>\n  <style>{3}  </style>\n"
             "  <rect class=\"paper\" width=\"{0}\" height=\"{1}\"/>\n",
             number(width), number(height), xml_escaped(title), kStyle) +
         body_ + "</svg>\n";
}

}  // namespace tierline::cliffs
