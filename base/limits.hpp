// Limits: every bound in Tierline, each with the reason for its size.
// A bound turns "it ran out of memory in the night" into one clear sentence at the right line.
// Counts are std::size_t because they are compared with sizes; digits and scales are int because
// they are subtracted from each other.
// Tested by: tests/limits
#pragma once

#include <cstddef>

namespace tierline::base {

// ---- program text ----

// All files of one program together. The longest partner handbooks that we know are some hundred
// pages, well under 1 MiB as a program; a 10 MB file is a data file given by mistake. Also keeps
// every offset of a Span far inside 32 bits.
inline constexpr std::size_t kSourceBytesMax = std::size_t{4} << 20;

// Brackets inside brackets in one expression. A person loses count at ten; every recursive walk
// over the tree may go this deep, and at about 1 KiB a level (4 KiB under the address sanitizer)
// that stays below a megabyte of stack.
inline constexpr std::size_t kNestingMax = 200;

// After a hundred errors a reader fixes the first and runs again.
inline constexpr std::size_t kErrorsShownMax = 100;

// ---- numbers ----

// Digits after the point. Money has at most 4, published rates and exchange rates at most 10;
// 60 leaves room for exact products of several of them.
inline constexpr int kScaleMax = 60;

// Significant digits of a number read from text or data. The largest sum of money that anybody
// writes has 20; products of three such numbers still fit.
inline constexpr int kDigitsMax = 60;

// ---- data files ----

// One CSV record. A sale line has some hundred bytes; a longer record than this is an unclosed
// quote that swallows the rest of the file.
inline constexpr std::size_t kLineBytesMax = std::size_t{1} << 20;

// Columns of one CSV file. The widest sheets that people keep by hand stop at 16,384 columns, those
// that they mean stop long before 1,000.
inline constexpr std::size_t kFieldsMax = 1'000;

// ---- program size ----

// Tiers of one program: real ladders have 3 to 8; 64 lets a set of tiers be one machine word.
inline constexpr std::size_t kTierMax = 64;

// Days of grace of a requirement: ten years are longer than any program waits.
inline constexpr int kGraceDaysMax = 3'660;

// Tiers by which `demote at most N tiers` lets a tier fall in a day; more than there can be tiers
// says nothing.
inline constexpr std::size_t kDemoteTiersMax = kTierMax;

// Words of one enum. The longest that is honest is a list of products; ISO 3166 has 249 words,
// ISO 4217 about 180.
inline constexpr std::size_t kEnumWordsMax = 10'000;

// Cells of one table, keys included: a year of daily exchange rates for 180 currencies has 66,000,
// a tax table by income and status some 10,000. Four million hold about 100 MB once loaded.
inline constexpr std::size_t kTableCellsMax = 4'000'000;

// Steps of one bytecode section: a 10,000-line program makes about 200,000.
inline constexpr std::size_t kStepsMax = 2'000'000;

// Registers of one machine: at 32 bytes each, 32 MB for one account at a time.
inline constexpr std::size_t kRegistersMax = 1'000'000;

}  // namespace tierline::base
