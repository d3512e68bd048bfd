// Cases: the partners and days that a search looks at, one after the other: drawn near what the
// program compares facts with, or made by a few changes from a partner who came to something new.
// Everything follows from the program, the seed and what was kept.
// Made of: draw.hpp, change.hpp, pool.hpp    Read by: search.cpp, tools/compare
// Tested by: tests/unit/tools_prove, tests/prover
#pragma once

#include "tools/prove/change.hpp"
#include "tools/prove/pool.hpp"
#include "tools/prove/shrink.hpp"

namespace tierline::prove {

/// The days that are asked for: those in force, a few years if there is no end.
Days asked_days(const bytecode::Header& header);

class Cases {
 public:
  static constexpr uint64_t kPerDay = 128;

  /// The program must outlive this.
  ///   kinds  outputs by which partners are told apart
  Cases(const bytecode::Bytecode& program, Interests interests, const bytecode::Schema& kinds,
        const Days& days, uint64_t seed);
  Cases(const Cases&) = delete;
  Cases& operator=(const Cases&) = delete;

  /// Why no partner can be drawn at all.
  std::optional<bulk::RunError> check() const;

  /// Draws for the day of a block of kPerDay cases.
  PartnerDraw draw_of(uint64_t block) const;
  Case draw(PartnerDraw& draw, uint64_t number) const;
  /// What a few changes make of a case.
  Case draw_near(const Case& from, PartnerDraw& draw, uint64_t number) const;

  const Days& days() const { return days_; }
  const Changer& changer() const { return changer_; }
  Pool& pool() { return pool_; }

 private:
  Day day_of(uint64_t block) const;
  Case evolved(Case from, const Case& drawn, PartnerDraw& draw, Stream& stream) const;

  const bytecode::Bytecode& program_;
  Interests interests_;
  Days days_;
  std::vector<Day> edges_;
  uint64_t seed_;
  Changer changer_;
  Pool pool_;
};

}  // namespace tierline::prove
