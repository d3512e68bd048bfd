// The programs of this folder whose names say what is true of their claims. Header only.
// Read by: search_test.cpp, proof_test.cpp
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/compile.hpp"

namespace tierline::prover {

namespace fs = std::filesystem;

inline std::vector<fs::path> files_of(std::string_view suffix) {
  std::vector<fs::path> out;
  for (const auto& file : fs::directory_iterator(fs::path(TIERLINE_SOURCE_DIR) / "tests/prover")) {
    if (file.path().filename().string().ends_with(suffix)) out.push_back(file.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline compiler::Compiled compile(const std::string& text) {
  return compiler::compile({source::SourceSet({{"claims.tier", text}}), {}});
}

inline std::string name_of(const testing::TestParamInfo<fs::path>& info) {
  return info.param.stem().stem().string();
}

}  // namespace tierline::prover
