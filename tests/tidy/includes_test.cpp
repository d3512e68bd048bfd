// Includes go along the layers. First the judge is judged on examples, then the repository.
#include "tests/tidy/includes.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tierline::tidy {
namespace {

const Layers& table() {
  static const Layers layers = [] {
    std::ifstream file(TIERLINE_LAYERS_FILE);
    return parse_layers(std::string(std::istreambuf_iterator<char>(file), {}));
  }();
  return layers;
}

struct Case {
  const char* why;
  const char* path;
  const char* text;
  const char* want;  // a part of the finding; empty: fine
};

const Case kCases[] = {
    {"one's own folder", "base/digest.cpp", "#include \"base/digest.hpp\"\n", ""},
    {"an allowed layer", "runtime/decimal/x.cpp", "#include \"base/assert.hpp\"\n", ""},
    {"a layer above", "base/x.cpp", "#include \"runtime/decimal/decimal.hpp\"\n",
     "`base` may not use `decimal`"},
    {"blanks do not hide it", "base/x.cpp", " #  include \"runtime/decimal/decimal.hpp\"\n",
     "`base` may not use `decimal`"},
    {"from the file's folder", "base/x.cpp", "#include \"digest.hpp\"\n", "no file"},
    {"a test's header", "base/x.cpp", "#include \"tests/tidy/layers.hpp\"\n", "must not see tests"},
    {"the judge borrows a calculator", "tools/reference/x.cpp",
     "#include \"runtime/decimal/arithmetic.hpp\"\n", "`reference` may not use `decimal`"},
    {"an allowed package", "runtime/decimal/x.cpp", "#include <boost/rational.hpp>\n", ""},
    {"a package of others", "runtime/calendar/x.cpp", "#include <boost/rational.hpp>\n",
     "`calendar` may not use the package `Boost`"},
    {"the grammar's package elsewhere", "dsl/format/x.cpp", "#include <tao/pegtl.hpp>\n",
     "for other files only"},
    {"the grammar's package at home", "dsl/grammar/x.hpp", "#include <tao/pegtl.hpp>\n", ""},
    {"the standard library", "runtime/calendar/x.cpp", "#include <vector>\n", ""},
    {"a test may see all", "tests/unit/x.cpp", "#include \"runtime/decimal/decimal.hpp\"\n", ""},
};

TEST(Includes, AreJudgedAsTheTableSays) {
  for (const Case& example : kCases) {
    const Findings found = judge_includes(table(), example.path, example.text);
    if (*example.want == '\0') {
      EXPECT_TRUE(found.empty()) << example.why << "\n" << show(found);
    } else {
      ASSERT_EQ(found.size(), 1U) << example.why;
      EXPECT_NE(found[0].what.find(example.want), std::string::npos) << show(found);
    }
  }
}

TEST(Includes, GoAlongTheLayers) {
  Findings found;
  for (const std::string& path : repository_files()) {
    if (!is_cpp(path) || path.starts_with("tests/install/")) continue;
    const Findings here = judge_includes(table(), path, read_text(path));
    found.insert(found.end(), here.begin(), here.end());
  }
  EXPECT_TRUE(found.empty()) << show(found);
}

TEST(Layers, EachHasItsFolder) {
  EXPECT_GE(table().layers.size(), 10U) << "the table was not read";
  for (const Layer& layer : table().layers) {
    EXPECT_TRUE(exists_in_repository(layer.folder)) << layer.name << " in " << layer.folder;
  }
}

}  // namespace
}  // namespace tierline::tidy
