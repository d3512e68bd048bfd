#include "tools/cli/output/diagnostics.hpp"

#include "dsl/source/render_json.hpp"
#include "dsl/source/render_text.hpp"

namespace tierline::cli {

std::string rendered(source::Diagnostics diagnostics, const source::SourceSet& sources,
                     Format format, Color color) {
  diagnostics.sort();
  if (format == Format::Json) return source::render_json(sources, diagnostics);
  return source::render_text(sources, diagnostics,
                             color == Color::Yes ? source::Color::Always : source::Color::Never);
}

}  // namespace tierline::cli
