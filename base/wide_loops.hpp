// TIERLINE_WIDE_LOOPS before a function lets the compiler make it several times, for processors
// with wider vectors too, of which the right one is chosen when the program starts. For plain loops
// only: what they answer is the same, and the sanitized builds, which have no part in this, run the
// plain one. Vectors by hand are Highway's (runtime/columnar). Read by: runtime/scalar
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TIERLINE_WIDE_LOOPS [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]
#else
#define TIERLINE_WIDE_LOOPS
#endif
