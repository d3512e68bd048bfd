#include "bench/micro/large_program.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tierline::bench {
namespace {

constexpr size_t kLinesPerBlock = 25;

constexpr std::string_view kHead = R"(program "Large" {
  version "1"
  in force from 2022-01-01
  currency EUR
  source book "An example handbook" { rate "how rates are set" }
}
tiers Bronze < Silver < Gold
enum Region { Americas, EMEA, APAC }
subject account {
  key partner : text
  region      : Region
  joined_on   : date
  base_amount : EUR in 0 EUR .. 1_000_000_000 EUR
}
ledger sale of account {
  on       : date
  region   : Region
  price    : EUR
  discount : percent in 0% .. 100%
  credit = price * (1 - discount) rounded half even because book.rate
}
define revenue(p : period) : EUR = sum of sale.credit where sale.on in p
tier Bronze { requires money : revenue(year of today) >= 1_000 EUR }
tier Silver extends Bronze { requires money : revenue(year of today) >= 10_000 EUR }
tier Gold extends Silver { requires money : revenue(year of today) >= 100_000 EUR }
)";

// One block: an enum's worth of parameters, a table on it, and a chain of definitions.
void append_block(std::string& out, size_t i) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, R"(
# -- block {0} ------------------------------------------------------------------
enum Class{0} {{ Alpha{0}, Beta{0}, Gamma{0} }}
table share{0}(Class{0}) : percent unique complete
  because book.rate
{{
  Alpha{0}          : 100%
  Beta{0}, Gamma{0} : {1}%
}}
table bonus{0}(Region) : EUR complete {{
  Americas : {1} EUR
  EMEA     : {2} EUR
  APAC     : 25.50 EUR
}}
define regional{0} = sum of sale.credit where sale.region = account_region{0} and sale.on in year of today
define account_region{0} : Region = if base_amount > {1} EUR then region else EMEA
define growth{0} = regional{0} / revenue(year before today) otherwise 0%
bands ladder{0} on growth{0} : percent {{
  below 100% : 0%
  from  100% : 2.5%
  from  125% : 3%
  from  150% : 4%
}}
define paid{0} : EUR = whole ladder{0} of regional{0} + bonus{0}(region) rounded half even
define kept{0} : EUR = if tier >= Silver then paid{0} * share{0}(Beta{0}) else 0 EUR rounded half up
)",
                 i, i % 90 + 1, i % 70 + 100);
}

}  // namespace

std::string large_program(size_t lines) {
  std::string out(kHead);
  const size_t blocks = lines / kLinesPerBlock;
  for (size_t i = 0; i < blocks; ++i) append_block(out, i);
  out += "decide tier";
  for (size_t i = 0; i < blocks; ++i) fmt::format_to(std::back_inserter(out), ", kept{}", i);
  out += "\n";
  return out;
}

}  // namespace tierline::bench
