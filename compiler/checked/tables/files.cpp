#include "compiler/checked/tables/files.hpp"

#include <fmt/format.h>

namespace tierline::checked {

namespace {

bool stays_inside(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos)
    return false;
  if (path.find('\0') != std::string_view::npos || path.find(':') != std::string_view::npos)
    return false;
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

std::optional<std::string_view> contents_of(Work& work, const ast::Word& name) {
  const auto& known = work.loaded.at(name.text);
  if (const auto* index = std::get_if<size_t>(&known)) return work.files[*index].contents;
  work.report(Code::FileUnreadable, name.span,
              fmt::format("cannot read `{}`: {}", name.text, std::get<std::string>(known)))
      .hint = "files are looked for beside the program";
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> load_file(Work& work, const ast::Word& name) {
  if (!stays_inside(name.text)) {
    work.report(Code::FilePath, name.span,
                fmt::format("`{}` does not name a file inside the program's folder", name.text))
        .hint = "write its name relative to the program, with `/` and without `..`";
    return std::nullopt;
  }
  if (work.loaded.contains(name.text)) return contents_of(work, name);
  auto answer = work.load(name.text);
  if (auto* text = std::get_if<0>(&answer)) {
    work.files.push_back({name.text, std::move(*text)});
    work.loaded.emplace(name.text, work.files.size() - 1);
  } else {
    work.loaded.emplace(name.text, std::get<1>(answer));
  }
  return contents_of(work, name);
}

source::Diagnostic& report_line(Work& work, const ast::Word& file, size_t line,
                                std::string message) {
  auto& error = work.report(Code::TableFileRow, file.span,
                            fmt::format("{} line {}: {}", file.text, line, message));
  return error;
}

}  // namespace tierline::checked
