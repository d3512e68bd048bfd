// Every shipped program stands in the canonical layout, as `tierline fmt --check` wants it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "dsl/dsl.hpp"

namespace tierline {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

TEST(ShippedPrograms, StandInTheCanonicalLayout) {
  size_t seen = 0;
  const std::filesystem::path folder = TIERLINE_SOURCE_DIR "/programs";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".tier") continue;
    ++seen;
    const std::string text = text_of(entry.path());
    EXPECT_TRUE(dsl::format({entry.path().filename().string(), text}) == text)
        << entry.path() << " would change; run `tierline fmt` on it";
  }
  EXPECT_GE(seen, 7U);
}

}  // namespace
}  // namespace tierline
