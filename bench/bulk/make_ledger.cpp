// make_ledger [--changed N] ACCOUNTS LINES FOLDER: a seeded population for the Milestone program,
// as the CSV files that `tierline run` reads. The same arguments give the same bytes: splitmix64,
// no clock. With --changed the sales go on for N lines more, each of another account: what a night
// may bring. Read by: scripts/bench    Tested by: bench/README.md says how to check it
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "bench/random.hpp"

namespace {

using tierline::bench::Random;
using Text = fmt::memory_buffer;

template <class... Args>
void line(Text& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

std::string partner(uint64_t i) { return fmt::format("P{:07}", i); }
std::string_view country(uint64_t i) {
  constexpr std::string_view kCountries[] = {"DK", "US", "DE", "JP"};
  return kCountries[i % 4];
}
std::string_view region(uint64_t i) {
  constexpr std::string_view kRegions[] = {"EMEA", "Americas", "EMEA", "APAC"};
  return kRegions[i % 4];
}
std::string day(uint64_t year, Random& random) {
  return fmt::format("{}-{:02}-{:02}", year, random.below(12) + 1, random.below(28) + 1);
}

void write_file(const std::filesystem::path& path, const Text& text) {
  std::ofstream out(path, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) throw std::filesystem::filesystem_error("cannot write", path, std::error_code{});
}

Text accounts(uint64_t n) {
  Random random(1);
  Text out;
  line(out, "partner,country,region,joined_on,terms_accepted_on,brand_aligned_on\n");
  for (uint64_t i = 0; i < n; ++i) {
    line(out, "{},{},{},2020-01-15,2022-06-{:02},2022-07-{:02}\n", partner(i), country(i),
         region(i), random.below(30) + 1, random.below(31) + 1);
  }
  return out;
}

Text sales(uint64_t accounts, uint64_t lines) {
  Random random(2);
  constexpr std::string_view kProducts[] = {"Software", "Care", "Husky", "Hardware"};
  constexpr int kDiscounts[] = {0, 20, 30, 34};
  Text out;
  line(out, "partner,country,on,site,product,list_price,tier_discount,project_discount\n");
  for (uint64_t i = 0; i < lines; ++i) {
    const uint64_t account = random.below(accounts);
    const bool is_return = random.below(50) == 0;
    line(out, "{},{},{},S{},{},{}{}.{:02},{}%,{}%\n", partner(account), country(account),
         day(2021 + random.below(2), random), random.below(5), kProducts[random.below(4)],
         is_return ? "-" : "", random.below(40'000), random.below(100), kDiscounts[random.below(4)],
         random.below(8));
  }
  return out;
}

/// Lines that come later, of accounts that are as far from each other as they can be.
void add_changes(Text& out, uint64_t accounts, uint64_t changed) {
  Random random(4);
  for (uint64_t i = 0; i < changed; ++i) {
    const uint64_t account = i * accounts / changed;
    line(out, "{},{},2022-11-{:02},S1,Software,{}.50,20%,0%\n", partner(account), country(account),
         random.below(28) + 1, random.below(40'000));
  }
}

Text certifications(uint64_t accounts) {
  Random random(3);
  Text out;
  line(out, "partner,country,on,until,site,kind\n");
  for (uint64_t i = 0; i < accounts; ++i) {
    for (std::string_view kind : {"DesignEngineer", "IntegrationTechnician"}) {
      for (uint64_t k = random.below(4); k > 0; --k) {
        line(out, "{},{},{},{},S1,{}\n", partner(i), country(i), day(2021, random),
             day(2022 + random.below(2), random), kind);
      }
    }
  }
  return out;
}

Text header_only(std::string_view header) {
  Text out;
  line(out, "{}\n", header);
  return out;
}

/// What is wanted.
struct Wanted {
  uint64_t accounts = 0;
  uint64_t lines = 0;
  uint64_t changed = 0;
};

void write_all(const Wanted& wanted, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_file(folder / "account.csv", accounts(wanted.accounts));
  Text sold = sales(wanted.accounts, wanted.lines);
  add_changes(sold, wanted.accounts, wanted.changed);
  write_file(folder / "sale.csv", sold);
  write_file(folder / "certification.csv", certifications(wanted.accounts));
  write_file(folder / "training.csv", header_only("partner,country,on,kind"));
  write_file(folder / "business_plan.csv", header_only("partner,country,on,year"));
  write_file(folder / "payment.csv", header_only("partner,country,on,year,amount"));
}

bool parse(std::string_view text, uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0;
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  const bool is_changed = argc == 6 && std::string_view(argv[1]) == "--changed";
  char** const rest = is_changed ? argv + 3 : argv + 1;
  if ((argc != 4 && !is_changed) || (is_changed && !parse(argv[2], wanted.changed)) ||
      !parse(rest[0], wanted.accounts) || !parse(rest[1], wanted.lines) ||
      wanted.changed > wanted.accounts) {
    fmt::print(
        stderr,
        "usage: make_ledger [--changed N] ACCOUNTS LINES FOLDER (positive numbers, N at most "
        "ACCOUNTS)\n");
    return 2;
  }
  try {
    write_all(wanted, rest[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_ledger: {}\n", error.what());
    return 2;
  }
  return 0;
}
