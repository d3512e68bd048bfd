// Spoiler: damages lines in ways that `run` must notice, and says how it will name each of them. So
// that a folder with known faults can show whether every one is found.
// Made by: spoil.cpp    Read by: tools/generate/population.cpp
// Tested by: tests/cli/generate_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "tools/bulk/facts/value_reader.hpp"
#include "tools/generate/draw/row.hpp"
#include "tools/generate/draw/stream.hpp"

namespace tierline::generate {

using bulk::FactFault;

/// How many lines `run` will reject, by the kind that it gives to them.
using FaultCounts = std::map<FactFault, uint64_t>;

class Spoiler {
 public:
  /// `identity`: the column of the key by which accounts are told apart.
  Spoiler(const std::vector<const bytecode::FieldInfo*>& columns, const bytecode::Schema& schema,
          size_t identity);

  /// Damages the row, in one of the ways that its columns allow.
  FactFault spoil(Stream& stream, Row& row);

 private:
  struct Way {
    FactFault fault{};
    size_t column = 0;
  };
  void damage(Stream& stream, const Way& way, std::string_view text, std::string& out) const;
  bool is_word(size_t column, std::string_view text) const;

  std::vector<const bytecode::FieldInfo*> columns_;
  const bytecode::Schema* schema_;
  std::vector<std::vector<Way>> ways_;  // by fault, none empty
  Row spoiled_;
};

}  // namespace tierline::generate
