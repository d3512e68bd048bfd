// make_accounts ROWS FOLDER [LARGE_PER_MILLION [WIDE_PER_MILLION]]: the population of the Milestone
// decision as FOLDER/account.csv, which `tierline run bench/bulk/decision` reads, and what is
// decided of it by the judge, FOLDER/expected.csv: id, tier, discount in per cent, revenue and
// rebate. Made of: bench/bulk/population.hpp    Read by: bench/bulk/end_to_end
#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "bench/bulk/lines_out.hpp"
#include "bench/bulk/population.hpp"

namespace tierline::bench {
namespace {

constexpr std::string_view kRegionWords[kRegions] = {"DACH", "UKI", "FRA", "NORD",
                                                     "SEUR", "CEE", "NA",  "APAC"};
constexpr std::string_view kTierWords[kTiers] = {"none", "Authorized", "Advanced", "Premier"};

template <class... Args>
void add(fmt::memory_buffer& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

// 123456 cents are 1234.56. Amounts are not negative.
void add_amount(fmt::memory_buffer& out, Int128 cents) {
  constexpr Int128 kHalf = 10'000'000'000'000'000;  // a wide amount is printed in two pieces
  const Int128 whole = cents / 100;
  const auto low = static_cast<uint64_t>(whole % kHalf);
  if (whole >= kHalf) {
    add(out, "{}{:016}", static_cast<uint64_t>(whole / kHalf), low);
  } else {
    add(out, "{}", low);
  }
  add(out, ".{:02},", static_cast<int>(cents % 100));
}

std::string_view yes_or_no(uint8_t flag) { return flag ? "yes" : "no"; }

void add_account(fmt::memory_buffer& out, size_t id, const Row<Int128>& row) {
  add(out, "{:08},{},", id, kRegionWords[row.region]);
  add_amount(out, row.software);
  add_amount(out, row.care);
  add_amount(out, row.hardware);
  add(out, "{}.{:04},", row.project_discount / kWholeDiscount,
      row.project_discount % kWholeDiscount);
  add_amount(out, row.previous_revenue);
  add(out, "{},{},{},{},{},{},{}\n", row.advanced, row.premier, row.days_since_expiry,
      yes_or_no(row.terms), yes_or_no(row.plan), yes_or_no(row.brand),
      kTierWords[row.current_tier]);
}

void add_answer(fmt::memory_buffer& out, size_t id, const Answer<Int128>& answer) {
  add(out, "{:08},{},{}%,", id, kTierWords[answer.tier], kDiscount[answer.tier] / 100);
  add_amount(out, answer.sales);
  add_amount(out, answer.rebate);
  out.data()[out.size() - 1] = '\n';
}

void write(const Population& population, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder / "data");
  LinesOut accounts(folder / "data" / "account.csv");
  LinesOut expected(folder / "expected.csv");
  add(accounts.line(),
      "id,region,software_list,care_list,hardware_list,project_discount,previous_year_revenue,"
      "certificates_advanced,certificates_premier,days_since_expiry,terms_accepted,business_plan,"
      "brand_aligned,current_tier\n");
  add(expected.line(), "id,tier,discount,sales_revenue,rebate\n");
  for (size_t i = 0; i < population.facts.rows(); ++i) {
    const Row<Int128> row = population.facts.at(i);
    add_account(accounts.line(), i, row);
    add_answer(expected.line(), i, decide_row(row));
  }
  accounts.close();
  expected.close();
}

// One more would have an id of nine digits.
constexpr size_t kRowsMax = 100'000'000;

bool parse(std::string_view text, auto& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

int run(int argc, char** argv) {
  Recipe recipe;
  recipe.large_per_million = 0;
  const bool understood = argc >= 3 && argc <= 5 && parse(argv[1], recipe.rows) &&
                          recipe.rows > 0 && recipe.rows <= kRowsMax &&
                          (argc < 4 || parse(argv[3], recipe.large_per_million)) &&
                          (argc < 5 || parse(argv[4], recipe.wide_per_million));
  if (!understood) {
    fmt::print(stderr, "usage: make_accounts ROWS FOLDER [LARGE_PER_MILLION [WIDE_PER_MILLION]]\n");
    return 2;
  }
  try {
    write(make_population(recipe), argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_accounts: {}\n", error.what());
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace tierline::bench

int main(int argc, char** argv) { return tierline::bench::run(argc, argv); }
