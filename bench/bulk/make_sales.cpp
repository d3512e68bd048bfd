// make_sales ACCOUNTS LINES FOLDER: a seeded population for bench/bulk/ledger as the CSV files that
// `tierline run` reads. The lines come in no order, each of any account, as a ledger by time would
// have them; nothing is kept, so there may be as many as the disk holds. Accounts differ in size
// and growth, so that all tiers and all rates of the rebate are there.
// Read by: bench/bulk/ledger_to_decisions
#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <string_view>

#include "bench/bulk/lines_out.hpp"
#include "bench/random.hpp"

namespace tierline::bench {
namespace {

constexpr std::string_view kRegions[] = {"DACH", "UKI", "FRA", "NORD", "SEUR", "CEE", "NA", "APAC"};
constexpr std::string_view kProducts[] = {"Software", "Care", "Hardware"};
constexpr std::string_view kDiscounts[] = {"0.00", "0.20", "0.30", "0.34"};
constexpr uint64_t kAccountsMax = 100'000'000;  // one more would have an id of nine digits

void write_accounts(uint64_t accounts, const std::filesystem::path& folder) {
  Random random(1);
  LinesOut out(folder / "account.csv");
  out.add("id,region,certified_until,terms_accepted\n");
  for (uint64_t i = 0; i < accounts; ++i) {
    out.add("{:08},{},{}-{:02}-{:02},{}\n", i, kRegions[random.below(8)], 2025 + random.below(3),
            random.below(12) + 1, random.below(28) + 1, random.one_of(1, 50) ? "no" : "yes");
  }
  out.close();
}

// Up to 1,000 euros a line for the smallest accounts, up to 128,000 for the largest.
uint64_t cents_of(uint64_t account, Random& random) {
  return random.below(uint64_t{100'000} << (account % 8));
}

// Of a hundred lines of an account 20 to 50 are of the year before.
uint64_t year_of(uint64_t account, Random& random) {
  return random.one_of(20 + account / 8 % 4 * 10, 100) ? 2024 : 2025;
}

void write_sale(uint64_t account, Random& random, LinesOut& out) {
  const uint64_t year = year_of(account, random);
  const uint64_t month = random.below(12) + 1;
  const uint64_t day = random.below(28) + 1;
  const std::string_view product = kProducts[random.below(3)];
  const std::string_view sign = random.one_of(1, 50) ? "-" : "";
  const uint64_t cents = cents_of(account, random);
  const std::string_view discount = kDiscounts[random.below(4)];
  out.add("{:08},{}-{:02}-{:02},{},{}{}.{:02},{},0.0{}\n", account, year, month, day, product, sign,
          cents / 100, cents % 100, discount, random.below(8));
}

void write_sales(uint64_t accounts, uint64_t lines, const std::filesystem::path& folder) {
  Random random(2);
  LinesOut out(folder / "sale.csv");
  out.add("id,on,product,list_price,tier_discount,project_discount\n");
  for (uint64_t i = 0; i < lines; ++i) write_sale(random.below(accounts), random, out);
  out.close();
}

bool parse(std::string_view text, uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0;
}

int run(int argc, char** argv) {
  uint64_t accounts = 0;
  uint64_t lines = 0;
  if (argc != 4 || !parse(argv[1], accounts) || !parse(argv[2], lines) || accounts > kAccountsMax) {
    fmt::print(stderr, "usage: make_sales ACCOUNTS LINES FOLDER (up to {} accounts)\n",
               kAccountsMax);
    return 2;
  }
  try {
    std::filesystem::create_directories(argv[3]);
    write_accounts(accounts, argv[3]);
    write_sales(accounts, lines, argv[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_sales: {}\n", error.what());
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace tierline::bench

int main(int argc, char** argv) { return tierline::bench::run(argc, argv); }
