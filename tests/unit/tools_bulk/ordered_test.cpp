// Work on many threads is taken in order, once each, and can be ended early.
#include "tools/bulk/threads/ordered.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

namespace tierline::bulk {
namespace {

/// Gives out 0 .. count - 1.
auto count_to(size_t count) {
  return [i = size_t{0}, count]() mutable {
    return i < count ? std::optional<size_t>(i++) : std::nullopt;
  };
}

/// Squares; early tasks take longest, so that late ones are done first.
auto slow_squares() {
  return [](size_t task) {
    for (size_t i = task % 7; i < 7; ++i) std::this_thread::yield();
    return task * task;
  };
}

TEST(Ordered, EveryResultIsTakenOnceAndInOrder) {
  for (const size_t threads : {1U, 2U, 3U, 16U, 100U}) {
    std::vector<size_t> taken;
    const bool all =
        run_in_order<size_t, size_t>(threads, count_to(500), slow_squares, [&](size_t result) {
          taken.push_back(result);
          return true;
        });
    ASSERT_TRUE(all);
    ASSERT_EQ(taken.size(), 500U);
    for (size_t i = 0; i < taken.size(); ++i) ASSERT_EQ(taken[i], i * i) << threads;
  }
}

TEST(Ordered, WhatAWorkerThrowsIsThrownByAll) {
  for (const size_t threads : {1U, 2U, 8U}) {
    size_t taken = 0;
    const auto worker = [] {
      return [](size_t task) {
        if (task == 50) throw std::bad_alloc();
        return task;
      };
    };
    const auto take = [&](size_t) { return ++taken > 0; };
    EXPECT_THROW((run_in_order<size_t, size_t>(threads, count_to(500), worker, take)),
                 std::bad_alloc);
    EXPECT_LE(taken, 50U) << threads;
  }
}

TEST(Ordered, WhatTheTakerThrowsWaitsForTheWorkers) {
  for (const size_t threads : {1U, 2U, 8U}) {
    const auto take = [](size_t result) -> bool {
      if (result == 100) throw std::bad_alloc();
      return true;
    };
    EXPECT_THROW((run_in_order<size_t, size_t>(threads, count_to(500), slow_squares, take)),
                 std::bad_alloc);
  }
}

TEST(Ordered, NoTasksAreNoWork) {
  for (const size_t threads : {1U, 4U}) {
    EXPECT_TRUE((run_in_order<size_t, size_t>(threads, count_to(0), slow_squares, [](size_t) {
      ADD_FAILURE();
      return true;
    })));
  }
}

TEST(Ordered, EndsEarlyWhenTheTakerHasEnough) {
  for (const size_t threads : {1U, 2U, 8U}) {
    size_t taken = 0;
    EXPECT_FALSE((run_in_order<size_t, size_t>(threads, count_to(100'000), slow_squares,
                                               [&](size_t) { return ++taken < 10; })));
    EXPECT_EQ(taken, 10U);
  }
}

TEST(Ordered, OnlyAFewResultsWait) {
  std::atomic<size_t> begun = 0;
  size_t taken = 0;
  const auto make = [&] {
    return [&](size_t task) {
      ++begun;
      return task;
    };
  };
  run_in_order<size_t, size_t>(4, count_to(1000), make, [&](size_t) {
    EXPECT_LE(begun.load(), taken + 1 + 2 * 4);
    ++taken;
    return true;
  });
  EXPECT_EQ(taken, 1000U);
}

}  // namespace
}  // namespace tierline::bulk
