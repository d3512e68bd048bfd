// How a must-rule is given the words that it says when it fails. A rule without a message does not
// compile: `control` in dsl/grammar/messages.hpp requires one for everything that can fail.
// Read by: dsl/grammar/messages.hpp, dsl/grammar/expression_messages.hpp
// Tested by: tests/golden/parse
#pragma once

#include "dsl/grammar/explain.hpp"
#include "dsl/grammar/grammar.hpp"

namespace tierline::dsl::grammar {

/// Rules that match always, and so need no message.
template <class Rule>
inline constexpr bool kNeverFails = false;
template <>
inline constexpr bool kNeverFails<blanks> = true;
template <class... Rules>
inline constexpr bool kNeverFails<opt<Rules...>> = true;
template <class... Rules>
inline constexpr bool kNeverFails<star<Rules...>> = true;

template <>
inline constexpr bool kNeverFails<table_key> = true;  // fails within, with a message of its own
template <>
inline constexpr bool kNeverFails<parameter> = true;
template <>
inline constexpr bool kNeverFails<table_rows> = true;

template <class Rule>
inline constexpr Expectation kExpected{};

constexpr Expectation part(std::string_view what, std::string_view hint = {}) {
  return {Missing::Part, what, hint};
}
constexpr Expectation part_after_value(std::string_view what, std::string_view hint) {
  return {Missing::Part, what, hint, true};
}
constexpr Expectation name_of(std::string_view what, std::string_view hint = {}) {
  return {Missing::Name, what, hint};
}
constexpr Expectation value(std::string_view what, std::string_view hint = {}) {
  return {Missing::Value, what, hint};
}
constexpr Expectation close(std::string_view what, std::string_view hint = {}) {
  return {Missing::Close, what, hint};
}
constexpr Expectation close_after_value(std::string_view what, std::string_view hint = {}) {
  return {Missing::Close, what, hint, true};
}
constexpr Expectation date_for(std::string_view what) {
  return {Missing::Date, what, "a date is written `2022-07-01`: year, month, day"};
}

#define TIERLINE_EXPECTED(rule, ...) \
  template <>                        \
  inline constexpr Expectation kExpected<rule> = __VA_ARGS__

}  // namespace tierline::dsl::grammar
