# What `cmake --install` puts in place: the program, the libraries behind runtime/tierline.hpp, the
# headers that it shows, and the files by which find_package(Tierline) finds them.

include(CMakePackageConfigHelpers)

# Collects the headers that `header` includes, itself first. Those are all an embedder can see.
function(tierline_headers_of header out)
  set(waiting ${header})
  set(found)
  while(waiting)
    list(POP_FRONT waiting current)
    if(current IN_LIST found OR NOT EXISTS ${PROJECT_SOURCE_DIR}/${current})
      continue()
    endif()
    list(APPEND found ${current})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${current})
    file(STRINGS ${PROJECT_SOURCE_DIR}/${current} lines REGEX "^ *# *include \"")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^[^\"]*\"([^\"]*)\".*" "\\1" included "${line}")
      list(APPEND waiting ${included})
    endforeach()
  endwhile()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

get_property(uses GLOBAL PROPERTY TIERLINE_LAYER_engine_USES)
# Behind the compiler's door stand its own stages, which no embedder names but the linker needs.
foreach(library IN LISTS uses ITEMS ir emit engine)
  if(TARGET tierline_${library})
    install(TARGETS tierline_${library} EXPORT TierlineTargets
      ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  endif()
endforeach()

tierline_headers_of(runtime/tierline.hpp headers)
foreach(header IN LISTS headers)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tierline/${folder})
endforeach()

if(TARGET tierline)
  install(TARGETS tierline tierline-check-certificate RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Tierline)
configure_package_config_file(cmake/TierlineConfig.cmake.in
  ${PROJECT_BINARY_DIR}/TierlineConfig.cmake INSTALL_DESTINATION ${config_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/TierlineConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT TierlineTargets NAMESPACE Tierline:: DESTINATION ${config_folder})
install(FILES ${PROJECT_BINARY_DIR}/TierlineConfig.cmake
              ${PROJECT_BINARY_DIR}/TierlineConfigVersion.cmake DESTINATION ${config_folder})
