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
      : software(facts.software.data() + at),
        care(facts.care.data() + at),
        hardware(facts.hardware.data() + at),
        previous(facts.previous_revenue.data() + at),
        project_discount(facts.project_discount.data() + at),
        days(facts.days_since_expiry.data() + at),
        region(facts.region.data() + at),
        advanced(facts.advanced.data() + at),
        premier(facts.premier.data() + at),
        current(facts.current_tier.data() + at),
        terms(facts.terms.data() + at),
        plan(facts.plan.data() + at),
        brand(facts.brand.data() + at) {}
};

struct Out {
  uint8_t* tier;
  int16_t* discount;
  int64_t *sales, *rebate;

  Out(Answers& answers, size_t at)
      : tier(answers.tier.data() + at),
        discount(answers.discount.data() + at),
        sales(answers.sales.data() + at),
        rebate(answers.rebate.data() + at) {}
};

}  // namespace
}  // namespace tierline::bench
