// ChunkFacts: what the records of one chunk say, as far as that can be known from the chunk alone:
// rows, refusals, hashes. Several threads make them, one takes them over in the order of the file.
// Made by: tools/bulk/read/account_parser.cpp, tools/bulk/read/entry_parser.cpp
// Read by: tools/bulk/read/whole_reader.cpp    Tested by:
// tests/unit/tools_bulk/law_reading_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/scalar/entry_shares.hpp"
#include "tools/bulk/chunks/chunk_source.hpp"
#include "tools/bulk/chunks/chunk_walk.hpp"
#include "tools/bulk/facts/value_reader.hpp"
#include "tools/bulk/rows/entry_store.hpp"
#include "tools/bulk/rows/portions.hpp"
#include "tools/bulk/state/record_log.hpp"

namespace tierline::bulk {

/// A record of a chunk that cannot be used. Its line, or row, is counted from the beginning of the
/// chunk.
struct Refused {
  uint32_t owner = RecordLog::kNobody;  // entries: the account; accounts: which of those with a key
  uint32_t before = 0;                  // accounts: how many with a key stand before it
  uint32_t line = 0;
  std::string field;  // empty: the line as a whole
  Refusal refusal;
  std::string record;
};

/// Where a record with a key stands in its chunk.
struct KeyedAt {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t line = 0;  // or row
};

struct ChunkFacts {
  Chunk chunk;
  WalkEnd end;  // behind the last record that is decided
  size_t records = 0;
  std::vector<Refused> refused;  // in their order
  LogPiece log;
  std::vector<uint32_t> owners;  // if there is a log: by record, as in Refused
};

struct AccountChunk : ChunkFacts {
  // Of the records with a key, the refused ones too: their rows are never looked at.
  AccountPage rows;
  std::string keys;
  std::vector<uint32_t> key_ends;
  std::vector<KeyedAt> places;
  bool is_increasing = true;  // each key is greater than the one before
};

struct EntryChunk : ChunkFacts {
  EntryBlock rows;
  // In place of them, if entries are rolled up: by entry, whose it is, and what it brings.
  std::vector<uint32_t> entry_owners;
  scalar::Shares shares;
  size_t used = 0;
  std::vector<uint32_t> hidden;  // accounts with entries that are not yet known, or kNobody
};

}  // namespace tierline::bulk
