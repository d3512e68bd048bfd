// Result: the value that a step made, or the fault that kept it from making one.
// Holds exactly one of the two. Reading the other one is our mistake and aborts. A step without a
// value returns Result<Done, E>.
// Tested by: tests/unit/base/result_test.cpp
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "base/assert.hpp"

namespace tierline::base {

struct Done {
  friend constexpr bool operator==(Done, Done) = default;
};

template <class T, class E>
class [[nodiscard]] Result {
  static_assert(!std::is_same_v<T, E>, "a value and a fault must be told apart by their type");

 public:
  using value_type = T;
  using error_type = E;

  // Implicit on purpose: `return value;` and `return fault;` are the whole interface of a step.
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    TIERLINE_ASSERT(ok());
    return *std::get_if<0>(&held_);
  }
  T& value() & {
    TIERLINE_ASSERT(ok());
    return *std::get_if<0>(&held_);
  }
  T&& value() && {
    TIERLINE_ASSERT(ok());
    return std::move(*std::get_if<0>(&held_));
  }
  const E& error() const& {
    TIERLINE_ASSERT(!ok());
    return *std::get_if<1>(&held_);
  }
  E&& error() && {
    TIERLINE_ASSERT(!ok());
    return std::move(*std::get_if<1>(&held_));
  }

  friend bool operator==(const Result&, const Result&) = default;

 private:
  std::variant<T, E> held_;
};

}  // namespace tierline::base
