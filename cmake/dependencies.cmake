# The packages that Tierline needs, all from Debian 12; scripts/setup installs them.
# Everything here is found as a system package, so that our warnings never judge their headers.

include_guard(GLOBAL)

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(Boost 1.74 REQUIRED)  # headers only: wide integers and rationals
find_package(pegtl 3.2 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(hwy 1.0.3 REQUIRED)  # vector instructions

# Optional: facts from the tables of a PostgreSQL server.
find_package(PostgreSQL 13)  # its client library, libpq
if(NOT PostgreSQL_FOUND)
  message(NOTICE "libpq is not there (package libpq-dev): this tierline will read files only, no "
    "PostgreSQL tables")
endif()

# The package has no CMake file of its own; its header holds all of the code.
find_path(TIERLINE_XXHASH_FOLDER xxhash.h REQUIRED)
mark_as_advanced(TIERLINE_XXHASH_FOLDER)
add_library(xxHash::headers INTERFACE IMPORTED)
target_include_directories(xxHash::headers SYSTEM INTERFACE ${TIERLINE_XXHASH_FOLDER})

# A solver for claims, optional: without it claims are proved by programs (cvc5) or not at all.
find_path(TIERLINE_Z3_FOLDER z3++.h)
find_library(TIERLINE_Z3_LIBRARY z3)
mark_as_advanced(TIERLINE_Z3_FOLDER TIERLINE_Z3_LIBRARY)
if(TIERLINE_Z3_FOLDER AND TIERLINE_Z3_LIBRARY)
  add_library(z3::z3 UNKNOWN IMPORTED)
  set_target_properties(z3::z3 PROPERTIES IMPORTED_LOCATION ${TIERLINE_Z3_LIBRARY})
  target_include_directories(z3::z3 SYSTEM INTERFACE ${TIERLINE_Z3_FOLDER})
else()
  message(WARNING "no z3++.h or libz3 (Debian: libz3-dev): `prove` is built without a solver of its own")
endif()

if(TIERLINE_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)  # the package carries no version file
endif()

if(TIERLINE_BENCH)
  find_package(benchmark 1.7 REQUIRED)
endif()
