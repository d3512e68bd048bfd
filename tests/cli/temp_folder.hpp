// A folder of its own for one test, gone afterwards.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

namespace tierline::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "tierline-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  void write(std::string_view name, std::string_view text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  /// Writes `after` in the place of `before`, which must be there.
  void replace(std::string_view name, std::string_view before, std::string_view after) const {
    std::string text = read(name);
    const size_t at = text.find(before);
    ASSERT_NE(at, std::string::npos) << "no `" << before << "` in " << name;
    write(name, text.replace(at, before.size(), after));
  }

  std::string read(std::string_view name) const {
    std::ostringstream out;
    out << std::ifstream(path_ / name, std::ios::binary).rdbuf();
    return out.str();
  }
  /// Everything that stands in the folder, hidden names too, sorted, with a blank between.
  std::string names(std::string_view folder = "") const {
    std::map<std::string, int> sorted;
    for (const auto& entry : std::filesystem::directory_iterator(path_ / folder)) {
      sorted[entry.path().filename().string()];
    }
    std::string out;
    for (const auto& [name, nothing] : sorted) out += (out.empty() ? "" : " ") + name;
    return out;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace tierline::test
