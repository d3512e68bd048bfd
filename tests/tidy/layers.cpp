// Reading the table; see the header.
#include "tests/tidy/layers.hpp"

#include "tests/tidy/repository.hpp"

namespace tierline::tidy {
namespace {

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(mark);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> list(const std::string& field) {
  return field.empty() ? std::vector<std::string>() : split(field, ';');
}

}  // namespace

Layers parse_layers(std::string_view text) {
  Layers out;
  for (const std::string_view line : lines_of(text)) {
    const std::vector<std::string> row = split(line, '|');
    if (row.size() == 4 && row[0] == "package") {
      out.packages.push_back({row[1], list(row[2]), list(row[3])});
    } else if (row.size() == 5 && row[0] == "layer") {
      out.layers.push_back({row[1], row[2], list(row[3]), list(row[4])});
    }
  }
  return out;
}

const Layer* layer_of(const Layers& layers, std::string_view path) {
  const Layer* best = nullptr;
  for (const Layer& layer : layers.layers) {
    const bool inside = path.starts_with(layer.folder + "/");
    if (inside && (best == nullptr || layer.folder.size() > best->folder.size())) best = &layer;
  }
  return best;
}

const Package* package_of(const Layers& layers, std::string_view header) {
  for (const Package& package : layers.packages) {
    if (starts_with_any(header, package.headers)) return &package;
  }
  return nullptr;
}

}  // namespace tierline::tidy
