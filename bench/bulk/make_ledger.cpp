// make_ledger [--years N] [--changed N] ACCOUNTS LINES FOLDER: a seeded population for the
// Milestone program, as the CSV files that `tierline run` reads. The same arguments give the same
// bytes: splitmix64, no clock. Facts are of two years from 2021 on, or of so many; from three years
// on there are trainings and business plans, without which nobody would stand above the lowest
// tier. With --changed the sales go on for N lines more, each of another account: what a night may
// bring. Read by: scripts/bench    Tested by: bench/README.md says how to check it
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// What is wanted.
struct Wanted {
  uint64_t accounts = 0;
  uint64_t lines = 0;
  uint64_t changed = 0;
  uint64_t years = 2;
  bool is_long() const { return years > 2; }
};

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

Text sales(const Wanted& wanted) {
  Random random(2);
  constexpr std::string_view kProducts[] = {"Software", "Care", "Husky", "Hardware"};
  constexpr int kDiscounts[] = {0, 20, 30, 34};
  Text out;
  line(out, "partner,country,on,site,product,list_price,tier_discount,project_discount\n");
  for (uint64_t i = 0; i < wanted.lines; ++i) {
    const uint64_t account = random.below(wanted.accounts);
    const bool is_return = random.below(50) == 0;
    line(out, "{},{},{},S{},{},{}{}.{:02},{}%,{}%\n", partner(account), country(account),
         day(2021 + random.below(wanted.years), random), random.below(5),
         kProducts[random.below(4)], is_return ? "-" : "", random.below(40'000), random.below(100),
         kDiscounts[random.below(4)], random.below(8));
  }
  return out;
}

/// Lines that come later, of accounts that are as far from each other as they can be.
void add_changes(Text& out, const Wanted& wanted) {
  Random random(4);
  for (uint64_t i = 0; i < wanted.changed; ++i) {
    const uint64_t account = i * wanted.accounts / wanted.changed;
    line(out, "{},{},{}-11-{:02},S1,Software,{}.50,20%,0%\n", partner(account), country(account),
         2020 + wanted.years, random.below(28) + 1, random.below(40'000));
  }
}

Text certifications(const Wanted& wanted) {
  Random random(3);
  Text out;
  line(out, "partner,country,on,until,site,kind\n");
  for (uint64_t i = 0; i < wanted.accounts; ++i) {
    for (std::string_view kind : {"DesignEngineer", "IntegrationTechnician"}) {
      for (uint64_t k = random.below(4); k > 0; --k) {
        const uint64_t year = 2021 + (wanted.is_long() ? random.below(wanted.years - 1) : 0);
        line(out, "{},{},{},{},S1,{}\n", partner(i), country(i), day(year, random),
             day(year + 1 + random.below(2), random), kind);
      }
    }
  }
  return out;
}

/// Most have their onboarding, and a sales training in some of the years.
Text trainings(const Wanted& wanted) {
  Random random(5);
  Text out;
  line(out, "partner,country,on,kind\n");
  for (uint64_t i = 0; wanted.is_long() && i < wanted.accounts; ++i) {
    if (random.below(5) > 0) {
      line(out, "{},{},{},Onboarding\n", partner(i), country(i), day(2022, random));
    }
    for (uint64_t year = 2022; year < 2021 + wanted.years; ++year) {
      if (random.below(2) == 0) continue;
      line(out, "{},{},{},SalesTraining\n", partner(i), country(i), day(year, random));
    }
  }
  return out;
}

Text plans(const Wanted& wanted) {
  Random random(6);
  Text out;
  line(out, "partner,country,on,year\n");
  for (uint64_t i = 0; wanted.is_long() && i < wanted.accounts; ++i) {
    for (uint64_t year = 2023; year < 2021 + wanted.years; ++year) {
      if (random.below(3) > 0) continue;
      line(out, "{},{},{},{}\n", partner(i), country(i), day(year - 1, random), year);
    }
  }
  return out;
}

Text header_only(std::string_view header) {
  Text out;
  line(out, "{}\n", header);
  return out;
}

void write_all(const Wanted& wanted, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  write_file(folder / "account.csv", accounts(wanted.accounts));
  Text sold = sales(wanted);
  add_changes(sold, wanted);
  write_file(folder / "sale.csv", sold);
  write_file(folder / "certification.csv", certifications(wanted));
  write_file(folder / "training.csv", trainings(wanted));
  write_file(folder / "business_plan.csv", plans(wanted));
  write_file(folder / "payment.csv", header_only("partner,country,on,year,amount"));
}

bool parse(std::string_view text, uint64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0;
}

/// Takes what begins with -- off the arguments; nothing: they are wrong.
std::optional<Wanted> wanted_from(std::vector<std::string_view> arguments) {
  Wanted wanted;
  while (arguments.size() > 3) {
    uint64_t* const value = arguments[0] == "--changed" ? &wanted.changed
                            : arguments[0] == "--years" ? &wanted.years
                                                        : nullptr;
    if (value == nullptr || !parse(arguments[1], *value)) return std::nullopt;
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() != 3 || !parse(arguments[0], wanted.accounts) ||
      !parse(arguments[1], wanted.lines) || wanted.changed > wanted.accounts) {
    return std::nullopt;
  }
  return wanted;
}

}  // namespace

int main(int argc, char** argv) {
  const auto wanted = wanted_from({argv + 1, argv + argc});
  if (!wanted) {
    fmt::print(stderr,
               "usage: make_ledger [--years N] [--changed N] ACCOUNTS LINES FOLDER (positive "
               "numbers, changed at most ACCOUNTS)\n");
    return 2;
  }
  try {
    write_all(*wanted, argv[argc - 1]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "make_ledger: {}\n", error.what());
    return 2;
  }
  return 0;
}
