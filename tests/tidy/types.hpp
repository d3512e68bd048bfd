// Types: no two files define a type of the same whole name. If they did, and one program linked
// both, each of its files would clean up after either with what the compiler made for one of them.
// Tested by: tests/tidy/types_test.cpp
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/tidy/repository.hpp"

namespace tierline::tidy {

struct TypeDefinition {
  std::string name;  // with its namespaces
  std::size_t line = 0;

  friend bool operator==(const TypeDefinition&, const TypeDefinition&) = default;
};

/// The types that a text defines at the beginning of a line, without those of unnamed namespaces.
std::vector<TypeDefinition> types_of(std::string_view text);

/// Finds types that several of the files (path and text) define.
Findings judge_types(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace tierline::tidy
