// A program that asks a lot of its entries, and entries that differ in everything. Header only.
// Read by: entry_blocks_test.cpp, roll_up_test.cpp
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "runtime/account_batch.hpp"

namespace tierline::test {

inline std::string sales_facts() {
  return R"(
enum Product { Software, Care, Hardware }
subject account { id : text = "a"  share : percent = 50%  opened : date }
ledger sale of account {
  on : date  back_on : date?  product : Product  price : EUR  discount : percent
  net = price * (1 - discount) rounded half even
  fee = price * share rounded half up
  credit = net * (weight(product) otherwise 10%) rounded half even
}
table weight(Product) : percent unique { Software : 100%  Hardware : 50% }
)";
}

inline std::string sales_program() {
  return sales_facts() + R"(
define valid = sum of sale.credit where on in year of today
define late = sum of sale.fee where on > opened and on <= today - 30 days
define last_year = sum of sale.price where on in year before today and product != Care
define ended = count of sale where back_on by today
define open = count of sale where not known(back_on) or (back_on otherwise on) >= today
define any_big : bool = any sale where price > 900 EUR and on in quarter of today
define any_soon : bool = any sale where (back_on otherwise on) in month of today
define best : EUR = max of sale.net where on >= today - 365 days otherwise 0 EUR
define worst : EUR = min of sale.net where on <= today - 10 days otherwise -1 EUR
define first : date = min of sale.on where product = Hardware otherwise 1999-01-01
decide valid, late, last_year, ended, open, any_big, any_soon, best, worst, first
)";
}

/// Entries that differ in everything, the same for every `seed`.
inline std::vector<Entry> entries(size_t count, unsigned seed) {
  std::vector<Entry> all;
  const auto below = [&](unsigned most) {
    seed = seed * 1103515245U + 12345U;
    return seed / 65536U % most;
  };
  const char* const products[] = {"Software", "Care", "Hardware"};
  for (size_t i = 0; i < count; ++i) {
    const std::string on =
        fmt::format("{}-{:02}-{:02}", 2021 + below(3), 1 + below(12), 1 + below(28));
    std::vector<Fact> facts = {
        {"on", on},
        {"product", products[below(3)]},
        {"price", fmt::format("{}.{:02}", static_cast<int>(below(1200)) - 200, below(100))},
        {"discount", fmt::format("{}%", below(100))}};
    if (below(2) == 0)
      facts.push_back({"back_on", fmt::format("2023-{:02}-{:02}", 1 + below(12), 1 + below(28))});
    all.push_back({"sale", facts});
  }
  return all;
}

}  // namespace tierline::test
