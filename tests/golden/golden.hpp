// Golden files: what a stage says about a text, written beside the text so that people can read it.
// TIERLINE_BLESS=1 rewrites them; a person then reads the difference, and the commit says why.
// Header only, so that each stage's test builds by itself. Read by: tests/golden/parse
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace tierline::golden {

inline std::filesystem::path folder(std::string_view stage) {
  return std::filesystem::path(TIERLINE_SOURCE_DIR) / "tests" / "golden" / stage;
}

inline std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The `.tier` files of a stage, in the order of their names.
inline std::vector<std::filesystem::path> programs(std::string_view stage) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder(stage))) {
    if (entry.path().extension() == ".tier") {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline bool blessing() {
  const char* wanted = std::getenv("TIERLINE_BLESS");
  return wanted != nullptr && std::string_view(wanted) == "1";
}

/// Fails unless the file holds exactly `text`; when blessing, writes it instead.
inline void expect_same(const std::filesystem::path& file, const std::string& text) {
  if (blessing()) {
    std::ofstream(file, std::ios::binary) << text;
  }
  ASSERT_TRUE(std::filesystem::exists(file)) << file << " is missing; TIERLINE_BLESS=1 writes it";
  EXPECT_EQ(read(file), text) << file << "; TIERLINE_BLESS=1 rewrites it";
}

}  // namespace tierline::golden
