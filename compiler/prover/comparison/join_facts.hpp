// JoinedFacts: the facts of two programs as one list of records that both can be asked about. A
// field that both have takes what both take. A field that is filled in differently where it is
// left out is one that may be absent: each program then fills in its own default.
// Made by: join_facts.cpp    Read by: onto_facts.cpp, align.cpp
// Tested by: tests/unit/compiler_prover/comparison
#pragma once

#include <array>
#include <string>
#include <vector>

#include "compiler/prover/comparison/alignment.hpp"

namespace tierline::prover {

using checked::kNone;

/// The programs that are compared, OLD and NEW.
using Sides = std::array<const checked::CheckedProgram*, 2>;

struct JoinedField {
  checked::Field field;            // never derived
  std::vector<std::string> words;  // of an enum: those that all programs with the field have
  std::array<uint32_t, 2> own = {kNone, kNone};  // its place in each program's record
  bool fills_default = false;                    // where absent, each program has its own value
};

struct JoinedRecord {
  std::string name;
  std::vector<JoinedField> fields;
  std::array<uint32_t, 2> own = {kNone, kNone};  // which ledger of each program
};

struct JoinedFacts {
  JoinedRecord account;
  std::vector<JoinedRecord> ledgers;
};

/// What cannot be compared, and what makes a comparison impossible.
struct Remarks {
  std::vector<std::string> notes;
  std::vector<std::string> problems;
};

JoinedFacts join_facts(const Sides& sides, Remarks& remarks);

}  // namespace tierline::prover
