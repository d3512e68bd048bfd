// TIERLINE_ASSERT: the third kind of failure, "we are wrong", on in release as well.
// Wrong text is a Diagnostic, a row without an answer is a Fault; only a broken promise between
// our own functions comes here. One condition in each assert, so that the message says which.
// Tested by: tests/unit/base/assert_test.cpp
#pragma once

namespace tierline::base {

/// Prints `file:line: broken promise: condition` to standard error and aborts.
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace tierline::base

#define TIERLINE_ASSERT(condition)    \
  ((condition) ? static_cast<void>(0) \
               : ::tierline::base::assertion_failed(#condition, __FILE__, __LINE__))
