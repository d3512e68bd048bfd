// In and Out: the columns as bare pointers, from some row on. What hangs off a vector must be
// looked up again after every byte that is written, for all the compiler knows; local pointers need
// not. Read by: bench/bulk/by_hand/rows.cpp, bench/bulk/by_hand/plain_columns.hpp
#pragma once

#include "bench/bulk/columns.hpp"

namespace tierline::bench {
namespace {

struct In {
  const int64_t *software, *care, *hardware, *previous;
  const uint16_t* project_discount;
  const int16_t* days;
  const uint8_t *region, *advanced, *premier, *current, *terms, *plan, *brand;

  In(const Facts& facts, size_t at)
      : software(&facts.software[at]),
        care(&facts.care[at]),
        hardware(&facts.hardware[at]),
        previous(&facts.previous_revenue[at]),
        project_discount(&facts.project_discount[at]),
        days(&facts.days_since_expiry[at]),
        region(&facts.region[at]),
        advanced(&facts.advanced[at]),
        premier(&facts.premier[at]),
        current(&facts.current_tier[at]),
        terms(&facts.terms[at]),
        plan(&facts.plan[at]),
        brand(&facts.brand[at]) {}
};

struct Out {
  uint8_t* tier;
  int16_t* discount;
  int64_t *sales, *rebate;

  Out(Answers& answers, size_t at)
      : tier(&answers.tier[at]),
        discount(&answers.discount[at]),
        sales(&answers.sales[at]),
        rebate(&answers.rebate[at]) {}
};

}  // namespace
}  // namespace tierline::bench
