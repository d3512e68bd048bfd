// The table of cmake/layers.cmake, as the configure step wrote it for this test: one table, two
// readers, so the build and tidy cannot disagree.
// Tested by: tests/tidy/includes_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tierline::tidy {

struct Package {
  std::string name;
  std::vector<std::string> headers;  // what its includes begin with
  std::vector<std::string> only_in;  // files and folders that may include it; empty: any
};

struct Layer {
  std::string name;
  std::string folder;
  std::vector<std::string> uses;
  std::vector<std::string> packages;
};

struct Layers {
  std::vector<Package> packages;
  std::vector<Layer> layers;
};

/// Reads the table's rows: `package|name|headers|only_in` and `layer|name|folder|uses|packages`.
Layers parse_layers(std::string_view text);

/// The layer that a file belongs to by the longest folder, or nullptr (tests, bench).
const Layer* layer_of(const Layers& layers, std::string_view path);

/// The package whose header this is, or nullptr for the standard library and the system.
const Package* package_of(const Layers& layers, std::string_view header);

}  // namespace tierline::tidy
