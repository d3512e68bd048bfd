// Offsets, lines and columns. Texts beyond the size limit get no line table: nobody parses them.
#include "dsl/source/source.hpp"

#include <algorithm>
#include <cstring>

#include "base/limits.hpp"

namespace tierline::source {
namespace {

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

SourceSet::SourceSet(std::vector<SourceFile> files) : files_(std::move(files)) {
  const bool indexed = size_bytes() <= base::kSourceBytesMax;
  lines_.resize(files_.size());
  uint32_t next = 0;
  for (size_t file = 0; file < files_.size(); ++file) {
    starts_.push_back(next);
    next += static_cast<uint32_t>(files_[file].text.size()) + 1;
    const bool marked = files_[file].text.starts_with(kByteOrderMark);
    const size_t first = marked ? kByteOrderMark.size() : files_[file].lead;
    lines_[file].push_back(static_cast<uint32_t>(first));
    if (indexed) {
      index_lines(file);
    }
  }
}

size_t SourceSet::size_bytes() const {
  size_t size = 0;
  for (const SourceFile& file : files_) {
    size += file.text.size();
  }
  return size;
}

void SourceSet::index_lines(size_t file) {
  const std::string& text = files_[file].text;
  const size_t first = lines_[file].front();
  for (size_t at = text.find('\n', first); at != std::string::npos; at = text.find('\n', at + 1)) {
    lines_[file].push_back(static_cast<uint32_t>(at + 1));
  }
}

size_t SourceSet::file_of(uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return after == starts_.begin() ? 0 : static_cast<size_t>(after - starts_.begin()) - 1;
}

Position SourceSet::position(uint32_t offset) const {
  Position at;
  if (files_.empty()) {
    return at;
  }
  at.file = file_of(offset);
  const std::string& text = files_[at.file].text;
  const auto local = std::min<size_t>(offset - starts_[at.file], text.size());
  const std::vector<uint32_t>& lines = lines_[at.file];
  const auto after = std::upper_bound(lines.begin(), lines.end(), local);
  const size_t line = after == lines.begin() ? 0 : static_cast<size_t>(after - lines.begin()) - 1;
  at.line = static_cast<uint32_t>(line) + 1;
  const size_t begin = std::min<size_t>(lines[line], local);
  at.column = 1 + static_cast<uint32_t>(std::count_if(text.begin() + static_cast<ptrdiff_t>(begin),
                                                      text.begin() + static_cast<ptrdiff_t>(local),
                                                      begins_code_point));
  return at;
}

std::string_view SourceSet::text(base::Span span) const {
  if (files_.empty() || span.end < span.begin) {
    return {};
  }
  const size_t file = file_of(span.begin);
  const std::string_view text = files_[file].text;
  const size_t begin = std::min<size_t>(span.begin - starts_[file], text.size());
  return text.substr(begin, span.size());
}

std::string_view SourceSet::line_text(const Position& at) const {
  if (at.file >= files_.size() || at.line == 0 || at.line > lines_[at.file].size()) {
    return {};
  }
  const std::string_view text = files_[at.file].text;
  const size_t begin = lines_[at.file][at.line - 1];
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace tierline::source
