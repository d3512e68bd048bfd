# The functions that declare what is built. Nothing in the tree calls add_library() by itself, so
# warnings, sanitizers and the layer check are the same everywhere.
#
#   tierline_library(NAME [USES libraries...] [PACKAGES packages...] SOURCES files...)
#       target tierline_NAME, alias tierline::NAME; without SOURCES an interface library
#   tierline_executable(TARGET LAYER name [USES ...] [PACKAGES ...] SOURCES files...)
#       a program that stands in the layer `name` and may use what that layer may use, and the layer
#   tierline_test(NAME [USES ...] [PACKAGES ...] [LABEL labels...] [TIMEOUT seconds] [RAPIDCHECK]
#                 [NO_MAIN] [ARGUMENTS ...] SOURCES files...)
#       a GoogleTest program, one ctest test NAME; a test may use every library

include_guard(GLOBAL)
include(${CMAKE_CURRENT_LIST_DIR}/layers.cmake)

# One target with our language level, warnings and sanitizers, and nobody else's.
function(tierline_target_settings target scope)
  target_include_directories(${target} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                                $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/tierline>)
  target_compile_features(${target} ${scope} cxx_std_20)
  if(scope STREQUAL INTERFACE)
    return()
  endif()
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                           -Wsign-conversion -Werror)
  # g++ 12 with optimisation takes the unused half of cpp_int's small-value union for a read.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  if(CMAKE_UNITY_BUILD)  # what a file keeps to itself is, to g++, no longer in the main file
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
  if(TIERLINE_SANITIZE)
    list(JOIN TIERLINE_SANITIZE "," sanitizers)
    target_compile_options(${target} PRIVATE -fsanitize=${sanitizers} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fsanitize=${sanitizers}>)
  endif()
endfunction()

# The compiler takes over headers only where they were parsed under the same definitions.
function(tierline_precompile target headers)
  if(TIERLINE_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM ${headers})
    # ccache keeps what was compiled with them only with the first option. As for the others: g++ 12
    # no longer knows that what was precompiled is not ours, and takes the `+` of two std::string for
    # an overrun.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess
      -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread>)
    target_compile_definitions(${target} PRIVATE
      $<TARGET_PROPERTY:Boost::headers,INTERFACE_COMPILE_DEFINITIONS>
      $<TARGET_PROPERTY:fmt::fmt,INTERFACE_COMPILE_DEFINITIONS>)
  endif()
endfunction()

# With CMAKE_UNITY_BUILD files are compiled a dozen at a time, which costs sanitized code half as much.
# The files named here stay by themselves: each has a name of its own that a neighbour has as well.
function(tierline_compile_apart)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# Links packages by the names of layers.cmake. A package that no public header shows is not asked of
# those who use an installed Tierline, unless its library has to be linked all the same.
function(tierline_link_packages target scope)
  foreach(package IN LISTS ARGN)
    get_property(imported GLOBAL PROPERTY TIERLINE_PACKAGE_${package}_TARGET)
    get_property(private GLOBAL PROPERTY TIERLINE_PACKAGE_${package}_PRIVATE)
    get_property(linked GLOBAL PROPERTY TIERLINE_PACKAGE_${package}_LINKED)
    if(NOT imported)
      message(FATAL_ERROR "package `${package}` is not in cmake/layers.cmake")
    endif()
    if(private AND NOT scope STREQUAL INTERFACE)
      target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:${imported}>)
      if(linked)
        target_link_libraries(${target} INTERFACE $<INSTALL_INTERFACE:${imported}>)
      endif()
    else()
      target_link_libraries(${target} ${scope} ${imported})
    endif()
  endforeach()
endfunction()

# Says in `out` whether every source is there.
function(tierline_sources_exist out what)
  set(${out} TRUE PARENT_SCOPE)
  if(TARGET ${what})
    message(${TIERLINE_INCOMPLETE} "two targets are called `${what}`")
    set(${out} FALSE PARENT_SCOPE)
  endif()
  foreach(source IN LISTS ARGN)
    if(NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
      message(${TIERLINE_INCOMPLETE} "`${what}` is left out: no file `${source}` in"
        " ${CMAKE_CURRENT_SOURCE_DIR}")
      set(${out} FALSE PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

function(tierline_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "USES;PACKAGES;SOURCES")
  tierline_check_layer(${name} USES ${ARG_USES})
  tierline_check_layer(${name} PACKAGES ${ARG_PACKAGES})
  tierline_sources_exist(complete ${name} ${ARG_SOURCES})
  if(NOT complete)
    return()
  endif()
  set(target tierline_${name})
  set(scope PUBLIC)
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    tierline_precompile(${target} precompiled_for_libraries)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(tierline::${name} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  tierline_target_settings(${target} ${scope})
  list(TRANSFORM ARG_USES PREPEND tierline_ OUTPUT_VARIABLE uses)
  target_link_libraries(${target} ${scope} ${uses})
  tierline_link_packages(${target} ${scope} ${ARG_PACKAGES})
  set_property(GLOBAL APPEND PROPERTY TIERLINE_LIBRARIES ${name})
endfunction()

function(tierline_executable target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "LAYER" "USES;PACKAGES;SOURCES")
  set(others ${ARG_USES})
  list(REMOVE_ITEM others ${ARG_LAYER})
  tierline_check_layer(${ARG_LAYER} USES ${others})
  tierline_check_layer(${ARG_LAYER} PACKAGES ${ARG_PACKAGES})
  tierline_sources_exist(complete ${target} ${ARG_SOURCES})
  if(NOT complete)
    return()
  endif()
  add_executable(${target} ${ARG_SOURCES})
  tierline_precompile(${target} precompiled_for_libraries)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  tierline_target_settings(${target} PRIVATE)
  list(TRANSFORM ARG_USES PREPEND tierline_ OUTPUT_VARIABLE uses)
  target_link_libraries(${target} PRIVATE ${uses})
  tierline_link_packages(${target} PRIVATE ${ARG_PACKAGES})
endfunction()

function(tierline_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "RAPIDCHECK;NO_MAIN" "TIMEOUT"
                        "USES;PACKAGES;LABEL;ARGUMENTS;SOURCES")
  tierline_sources_exist(complete ${name} ${ARG_SOURCES})
  if(NOT complete)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  tierline_precompile(${name} precompiled_for_tests)
  tierline_target_settings(${name} PRIVATE)
  target_compile_definitions(${name} PRIVATE TIERLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                             TIERLINE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  list(TRANSFORM ARG_USES PREPEND tierline_ OUTPUT_VARIABLE uses)
  target_link_libraries(${name} PRIVATE ${uses} GTest::gtest)
  if(NOT ARG_NO_MAIN)
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
  endif()
  if(ARG_RAPIDCHECK)
    target_link_libraries(${name} PRIVATE rapidcheck)
  endif()
  tierline_link_packages(${name} PRIVATE ${ARG_PACKAGES})
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGUMENTS})
  tierline_test_properties(${name} "${ARG_LABEL}" "${ARG_TIMEOUT}")
endfunction()

# Every test has a time limit, so that a hang is a failure and not an evening.
function(tierline_test_properties name labels timeout)
  if(NOT timeout)
    set(timeout 120)
  endif()
  if(TIERLINE_SANITIZE)
    math(EXPR timeout "${timeout} * 5")
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout} LABELS "${labels}"
                       WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()

# Adds the folder, or says clearly that it is not there.
function(tierline_add_folder folder)
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
    add_subdirectory(${folder})
  else()
    message(${TIERLINE_INCOMPLETE} "no CMakeLists.txt in ${CMAKE_CURRENT_SOURCE_DIR}/${folder}")
  endif()
endfunction()

# Every library in a USES list must have been declared by some folder.
function(tierline_check_libraries_exist)
  get_property(libraries GLOBAL PROPERTY TIERLINE_LIBRARIES)
  get_property(layers GLOBAL PROPERTY TIERLINE_LAYERS)
  foreach(layer IN LISTS layers)
    if(NOT layer IN_LIST libraries)
      message(${TIERLINE_INCOMPLETE} "layers.cmake has a row `${layer}`, but no folder declares it")
    endif()
  endforeach()
endfunction()
