// Example: a program, or a piece of one, that a page of documentation shows, and what it claims.
//   ```tier                   a whole program: compiles, its scenarios pass
//   ```tier as shop           the same, and known to later blocks of the page by that name
//   ```tier in shop           a fragment: compiled together with that program
//   ```tier-fails TL0401 ...  must be answered with that error and no other
//   ```csv as x.csv           a file that later blocks of the page may name
// Read by: tests/docs/examples_test.cpp
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/docs/fenced_blocks.hpp"

namespace tierline::docs {

struct Example {
  std::string place;       // "docs/language.md:12"
  std::string text;        // the fragment alone
  std::string prelude;     // the program it stands in; empty for a whole one
  std::string fails_with;  // "TL0401", or empty: it must work
  std::map<std::string, std::string> files;
};

struct Examples {
  std::vector<Example> examples;
  std::vector<std::string> mistakes;  // blocks whose first line cannot be understood
};

Examples examples_of(std::string_view page, const std::string& page_name);

/// What came of it.
struct Outcome {
  std::vector<std::string> error_codes;  // each once, sorted
  std::string messages;                  // errors and warnings, for people
  size_t scenarios = 0;                  // of the fragment and its prelude
  std::vector<std::string> failures;     // scenarios that do not hold
};

Outcome run(const Example& example);

}  // namespace tierline::docs
