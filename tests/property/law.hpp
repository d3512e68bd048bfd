// law: runs one law on generated cases, so many as TIERLINE_LAW_CASES says, and prints the seed.
//   TIERLINE_LAW_CASES  how many program-and-data pairs the largest law takes (20,000 unless said);
//                       the others take their share of it
//   TIERLINE_LAW_SEED   where the chain of cases begins (2022 unless said): same seed, same cases
//   RC_PARAMS           RapidCheck's own; `seed=` and `noshrink=1` are heeded when the others are
//   not
//                       said; a failure prints the `reproduce=` line for exactly its case
// `scripts/fuzz-laws CASES SEED LAW` runs them for as long as one likes.
// Read by: tests/property
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace tierline::law {

inline uint64_t from_environment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Pairs of a program and data that the largest law takes.
inline uint64_t pairs() { return from_environment("TIERLINE_LAW_CASES", 20'000); }

inline rc::detail::TestParams params(uint64_t cases) {
  // Said before RapidCheck reads it, so that the seed that it prints is the one that counts.
  const std::string seed = std::to_string(from_environment("TIERLINE_LAW_SEED", 2022));
  setenv("RC_PARAMS", ("seed=" + seed).c_str(), 0);
  rc::detail::TestParams out = rc::detail::configuration().testParams;
  if (std::getenv("TIERLINE_LAW_SEED") != nullptr) out.seed = std::stoull(seed);
  out.maxSuccess = static_cast<int>(std::max<uint64_t>(cases, 1));
  return out;
}

/// A failing case is made smaller for so long at most; what is smallest then is shown.
inline constexpr std::chrono::seconds kShrinkingMax{60};

/// Calls a property; once it has failed, only as long as there is time for smaller cases.
template <class Property>
auto with_patience(Property& property) {
  using Clock = std::chrono::steady_clock;
  return [&property, failed = std::make_shared<std::optional<Clock::time_point>>()] {
    if (*failed && Clock::now() - **failed > kShrinkingMax) return;
    try {
      property();
    } catch (...) {
      if (!*failed) *failed = Clock::now();
      throw;
    }
  };
}

/// Checks `property(case)` for so many cases; it reports with RC_FAIL or RC_ASSERT.
template <class Property>
void holds(const std::string& statement, uint64_t cases, Property&& property) {
  const rc::detail::TestParams chosen = params(cases);
  std::cout << "law: " << statement << "\n     " << chosen.maxSuccess << " cases, seed "
            << chosen.seed << std::endl;
  rc::detail::TestMetadata metadata;
  metadata.id = statement;
  metadata.description = statement;
  const auto result = rc::detail::checkTestable(with_patience(property), metadata, chosen);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream why;
  rc::detail::printResultMessage(result, why);
  FAIL() << statement << "\nseed " << chosen.seed << "\n" << why.str();
}

}  // namespace tierline::law
