# The words in which cmake/layers.cmake is written, and the questions that may be asked of it.
# Rows live in global properties, so that any folder may ask; `cmake -P` scripts may ask as well.

include_guard(GLOBAL)

function(tierline_package name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "PRIVATE;LINKED" "TARGET" "HEADERS;ONLY_IN")
  set_property(GLOBAL APPEND PROPERTY TIERLINE_PACKAGES ${name})
  set_property(GLOBAL PROPERTY TIERLINE_PACKAGE_${name}_TARGET ${ARG_TARGET})
  set_property(GLOBAL PROPERTY TIERLINE_PACKAGE_${name}_PRIVATE ${ARG_PRIVATE})
  set_property(GLOBAL PROPERTY TIERLINE_PACKAGE_${name}_LINKED ${ARG_LINKED})
  set_property(GLOBAL APPEND_STRING PROPERTY TIERLINE_LAYERS_TEXT
    "package|${name}|${ARG_HEADERS}|${ARG_ONLY_IN}\n")
endfunction()

function(tierline_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FOLDER" "USES;PACKAGES")
  foreach(use IN LISTS ARG_USES)
    get_property(known GLOBAL PROPERTY TIERLINE_LAYERS)
    if(NOT use IN_LIST known)
      message(FATAL_ERROR "layers.cmake: `${name}` may use `${use}`, which stands below it or nowhere;"
        " rows go from the floor up, so that the table cannot hold a circle")
    endif()
  endforeach()
  set_property(GLOBAL APPEND PROPERTY TIERLINE_LAYERS ${name})
  set_property(GLOBAL PROPERTY TIERLINE_LAYER_${name}_USES ${ARG_USES})
  set_property(GLOBAL PROPERTY TIERLINE_LAYER_${name}_PACKAGES ${ARG_PACKAGES})
  set_property(GLOBAL APPEND_STRING PROPERTY TIERLINE_LAYERS_TEXT
    "layer|${name}|${ARG_FOLDER}|${ARG_USES}|${ARG_PACKAGES}\n")
endfunction()

# Stops unless `library` may use each of the `kind` (USES or PACKAGES) that follow.
function(tierline_check_layer library kind)
  get_property(layers GLOBAL PROPERTY TIERLINE_LAYERS)
  if(NOT library IN_LIST layers)
    message(FATAL_ERROR "library `${library}` is not in cmake/layers.cmake; give it a row there first")
  endif()
  get_property(allowed GLOBAL PROPERTY TIERLINE_LAYER_${library}_${kind})
  foreach(wanted IN LISTS ARGN)
    if(NOT wanted IN_LIST allowed)
      list(JOIN allowed " " shown)
      message(FATAL_ERROR "library `${library}` may not use `${wanted}`;"
        " cmake/layers.cmake allows it: ${shown}")
    endif()
  endforeach()
endfunction()

# Writes the table for tests/tidy, one row a line, fields separated by `|`, lists by `;`.
function(tierline_write_layers file)
  get_property(text GLOBAL PROPERTY TIERLINE_LAYERS_TEXT)
  file(CONFIGURE OUTPUT ${file} CONTENT "${text}" @ONLY)
endfunction()
