// Reading a program's files. What cannot be read is said in one sentence that names the path.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

#include "base/limits.hpp"
#include "compiler/compile.hpp"

namespace tierline::compiler {

namespace {

namespace fs = std::filesystem;

// A parameter file has at most base::kTableCellsMax cells; at some 25 bytes a line that is 100 MB.
constexpr size_t kParameterBytesMax = size_t{128} << 20;

using Contents = std::variant<std::string, std::string>;  // the bytes, or why there are none
Contents failed(std::string why) { return Contents(std::in_place_index<1>, std::move(why)); }

/// Why a path is no file to read, or "".
std::string why_no_file(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return fmt::format("`{}` does not exist", path.string());
  if (fs::is_directory(status)) return fmt::format("`{}` is a folder, not a file", path.string());
  if (!fs::is_regular_file(status)) return fmt::format("`{}` is not a plain file", path.string());
  return "";
}

/// Reads at most `bytes_max` + 1 bytes, so that whoever judges the size sees that it is too large.
Contents read_file(const fs::path& path, size_t bytes_max) {
  const std::string why = why_no_file(path);
  if (!why.empty()) return failed(why);
  const auto cannot = [&] {
    return failed(fmt::format("`{}` cannot be read: {}", path.string(), std::strerror(errno)));
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) return cannot();
  std::string bytes;
  char block[1 << 16];
  while (bytes.size() <= bytes_max) {
    const size_t got = std::fread(block, 1, sizeof block, file.get());
    bytes.append(block, got);
    if (got < sizeof block) break;
  }
  if (std::ferror(file.get()) != 0) return cannot();
  bytes.resize(std::min(bytes.size(), bytes_max + 1));
  return Contents(std::in_place_index<0>, std::move(bytes));
}

/// A file beside the program: a path below its folder, without `..`.
Contents read_parameter(const fs::path& folder, std::string_view name) {
  const fs::path path(name);
  const bool leaves =
      std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
  if (name.empty() || path.has_root_path() || leaves) {
    return failed(fmt::format("`{}` is not below the program's folder", name));
  }
  Contents contents = read_file(folder / path, kParameterBytesMax);
  if (contents.index() == 0 && std::get<0>(contents).size() > kParameterBytesMax) {
    return failed(fmt::format("`{}` is larger than {} MiB", name, kParameterBytesMax >> 20));
  }
  return contents;
}

LoadedProgram error(std::string why) { return {std::nullopt, std::move(why)}; }

/// Reads the named files of a folder into one program.
LoadedProgram load_files(const fs::path& folder, const std::vector<std::string>& names) {
  std::vector<source::SourceFile> files;
  for (const std::string& name : names) {
    Contents contents = read_file(folder / name, base::kSourceBytesMax);
    if (contents.index() == 1) return error(std::get<1>(std::move(contents)));
    files.push_back({name, std::get<0>(std::move(contents))});
  }
  ProgramText program;
  program.sources = source::SourceSet(std::move(files));
  program.load = [folder](std::string_view name) { return read_parameter(folder, name); };
  return {std::move(program), ""};
}

/// `program.tier` first, the others in byte order.
LoadedProgram load_folder(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  fs::directory_iterator at(folder, failure);
  while (!failure && at != fs::directory_iterator()) {
    if (at->path().extension() == ".tier") names.push_back(at->path().filename().string());
    at.increment(failure);
  }
  if (failure) {
    return error(fmt::format("`{}` cannot be read: {}", folder.string(), failure.message()));
  }
  if (names.empty()) return error(fmt::format("`{}` holds no `.tier` file", folder.string()));
  std::sort(names.begin(), names.end());
  std::stable_partition(names.begin(), names.end(),
                        [](const std::string& name) { return name == "program.tier"; });
  return load_files(folder, names);
}

}  // namespace

LoadedProgram load_program(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return load_folder(path);
  const std::string why = why_no_file(path);
  if (!why.empty()) return error(why);
  return load_files(path.parent_path(), {path.filename().string()});
}

}  // namespace tierline::compiler
