#include "tools/mutate/diff.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::mutate {

namespace {

constexpr size_t kContext = 3;

/// Lines [first, end) of the old text, counted from 0, and what stands there afterwards.
struct Block {
  size_t first = 0;
  size_t end = 0;
  std::vector<std::string_view> fresh;
};

/// Each line with its line end.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    out.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return out;
}

/// One file before and after, and the lines in which its edits stand.
class FileDiff {
 public:
  FileDiff(const source::SourceFile& file, std::vector<Edit> edits)
      : file_(file), old_(lines_of(file.text)), edits_(std::move(edits)) {
    size_t offset = 0;
    for (const std::string_view line : old_)
      starts_.push_back(std::exchange(offset, offset + line.size()));
    starts_.push_back(offset);
    make_blocks();
  }

  std::string text() const {
    std::string out = fmt::format("--- {0}\n+++ {0}\n", file_.name);
    ptrdiff_t shift = 0;
    for (size_t i = 0; i < blocks_.size();) {
      size_t end = i + 1;
      while (end < blocks_.size() && blocks_[end].first <= blocks_[end - 1].end + 2 * kContext)
        ++end;
      out += hunk(i, end, shift);
      i = end;
    }
    return out;
  }

 private:
  size_t line_of(size_t offset) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end() - 1, offset);
    return static_cast<size_t>(after - starts_.begin()) - 1;
  }

  /// The lines that an edit touches; one that ends behind a line end does not touch the next line.
  std::pair<size_t, size_t> touched(const Edit& edit) const {
    const size_t first = line_of(edit.begin);
    const bool whole = edit.end > edit.begin && edit.text.empty() && starts_[first] == edit.begin &&
                       std::binary_search(starts_.begin(), starts_.end(), edit.end);
    return {first, whole ? line_of(edit.end - 1) + 1 : line_of(std::max(edit.begin, edit.end)) + 1};
  }

  void make_blocks() {
    for (size_t i = 0; i < edits_.size();) {
      auto [first, end] = touched(edits_[i]);
      const size_t begin = i++;
      while (i < edits_.size() && touched(edits_[i]).first < end) {
        end = std::max(end, touched(edits_[i++]).second);
      }
      blocks_.push_back({first, end, {}});
      texts_.push_back(fresh_text(first, end, begin, i));
    }
    for (size_t i = 0; i < blocks_.size(); ++i) blocks_[i].fresh = lines_of(texts_[i]);
  }

  std::string fresh_text(size_t first, size_t end, size_t edit, size_t edits_end) const {
    std::string out;
    size_t at = starts_[first];
    for (; edit < edits_end; ++edit) {
      out += file_.text.substr(at, edits_[edit].begin - at) + edits_[edit].text;
      at = edits_[edit].end;
    }
    return out + file_.text.substr(at, starts_[end] - at);
  }

  static void add_line(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }

  void add_old(std::string& out, char mark, size_t first, size_t end) const {
    for (size_t i = first; i < end; ++i) add_line(out, mark, old_[i]);
  }

  std::string hunk(size_t begin, size_t end, ptrdiff_t& shift) const {
    const size_t first = blocks_[begin].first - std::min(kContext, blocks_[begin].first);
    const size_t last = std::min(old_.size(), blocks_[end - 1].end + kContext);
    std::string body;
    size_t at = first;
    ptrdiff_t growth = 0;
    for (size_t i = begin; i < end; ++i) {
      add_old(body, ' ', at, blocks_[i].first);
      add_old(body, '-', blocks_[i].first, blocks_[i].end);
      for (const std::string_view line : blocks_[i].fresh) add_line(body, '+', line);
      growth += static_cast<ptrdiff_t>(blocks_[i].fresh.size()) -
                static_cast<ptrdiff_t>(blocks_[i].end - blocks_[i].first);
      at = blocks_[i].end;
    }
    add_old(body, ' ', at, last);
    const auto size = static_cast<ptrdiff_t>(last - first);
    const auto from = static_cast<ptrdiff_t>(first) + 1;
    const std::string head = fmt::format(
        "@@ -{},{} +{},{} @@\n", from, size,
        from + std::exchange(shift, shift + growth) - (size + growth == 0 ? 1 : 0), size + growth);
    return head + body;
  }

  const source::SourceFile& file_;
  std::vector<std::string_view> old_;
  std::vector<Edit> edits_;
  std::vector<size_t> starts_;      // of each line, and the end
  std::vector<std::string> texts_;  // what the blocks' fresh lines are views of
  std::vector<Block> blocks_;
};

}  // namespace

std::string unified_diff(const Texts& texts, const std::vector<Edit>& edits) {
  std::string out;
  for (size_t file = 0; file < texts.files.size(); ++file) {
    std::vector<Edit> own;
    for (const Edit& edit : edits) {
      if (edit.file == file) own.push_back(edit);
    }
    if (!own.empty()) out += FileDiff(texts.files[file], std::move(own)).text();
  }
  return out;
}

}  // namespace tierline::mutate
