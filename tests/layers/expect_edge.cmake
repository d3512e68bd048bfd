# Configures tests/layers/edge with one library and compares the outcome with WANT.
file(REMOVE_RECURSE ${WORK})
execute_process(
  COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/edge -B ${WORK}
    -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_COMPILER_WORKS=TRUE
    -D CMAKE_FOLDER=${CMAKE_FOLDER} -D LIBRARY=${LIBRARY} -D ROW=${ROW}
    "-DUSES=${USES}" "-DPACKAGES=${PACKAGES}"
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
string(REGEX REPLACE "[ \n]+" " " said "${said}")  # CMake wraps its messages

if(WANT STREQUAL "fine")
  # The link names stay unresolved in this tiny project, which is no error until somebody links.
  if(said MATCHES "may not use|is not in cmake/layers.cmake")
    message(FATAL_ERROR "an allowed edge was refused:\n${said}")
  endif()
  if(NOT said MATCHES "Configuring done")
    message(FATAL_ERROR "the configure step did not come to its end:\n${said}")
  endif()
else()
  string(FIND "${said}" "${WANT}" place)
  if(status EQUAL 0)
    message(FATAL_ERROR "the configure step went on, but should have said: ${WANT}")
  elseif(place EQUAL -1)
    message(FATAL_ERROR "expected the words: ${WANT}\nbut it said:\n${said}")
  endif()
endif()
