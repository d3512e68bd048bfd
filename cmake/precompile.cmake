# Headers of other packages, parsed once for all files: unlimited integers alone are a third of what
# most files cost to compile. Only packages stand here, no header of ours, so that no layer is passed
# over. A file that leans on a header it does not name compiles with TIERLINE_PRECOMPILE and not
# without; `cmake -D TIERLINE_PRECOMPILE=OFF` builds the plain way.

include_guard(GLOBAL)

option(TIERLINE_PRECOMPILE "Parse the headers of packages once for all files" ON)

set(library_headers
  <algorithm> <array> <charconv> <chrono> <cstdint> <cstring> <deque> <filesystem> <fstream>
  <functional> <map> <memory> <mutex> <numeric> <optional> <set> <span> <sstream> <string>
  <string_view> <unordered_map> <utility> <variant> <vector>
  <boost/multiprecision/cpp_int.hpp> <fmt/format.h> <nlohmann/json.hpp>)
set(test_headers ${library_headers} <gtest/gtest.h> <rapidcheck.h>)

# A program of nothing but those headers, for others to take over.
function(tierline_precompiled_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "PACKAGES;HEADERS")
  set(source ${PROJECT_BINARY_DIR}/precompiled/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${name} OBJECT ${source})
  tierline_target_settings(${name} PRIVATE)
  target_link_libraries(${name} PRIVATE ${ARG_PACKAGES})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
endfunction()

if(TIERLINE_PRECOMPILE)
  set(packages Boost::headers fmt::fmt nlohmann_json::nlohmann_json)
  tierline_precompiled_headers(precompiled_for_libraries
    PACKAGES ${packages} HEADERS ${library_headers})
  if(TIERLINE_TESTS)
    tierline_precompiled_headers(precompiled_for_tests
      PACKAGES ${packages} GTest::gtest rapidcheck HEADERS ${test_headers})
  endif()
endif()
