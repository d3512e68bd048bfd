# The steps of somebody who embeds Tierline: install, find_package, build, run. Every step must
# succeed and the program must print exactly consumer/expected.txt.

function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${what} failed (${status}):\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

set(prefix ${WORK}/prefix)
file(REMOVE_RECURSE ${WORK})
file(COPY ${CONSUMER}/ DESTINATION ${WORK}/consumer)  # really outside: no path back into the tree

run("installing" ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})

run("the installed program" ${prefix}/bin/tierline --version)
if(NOT said MATCHES "${VERSION}")
  message(FATAL_ERROR "the installed program says `${said}`, not version ${VERSION}")
endif()

set(flags)
if(SANITIZE)
  set(flags -DCMAKE_CXX_FLAGS=-fsanitize=${SANITIZE})
endif()
run("configuring the consumer" ${CMAKE_COMMAND} -S ${WORK}/consumer -B ${WORK}/build
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_CXX_COMPILER=${COMPILER} ${flags})
run("building the consumer" ${CMAKE_COMMAND} --build ${WORK}/build)
run("the consumer" ${WORK}/build/consumer)

file(READ ${WORK}/consumer/expected.txt expected)
if(NOT "${said}" STREQUAL "${expected}")
  message(FATAL_ERROR "the consumer printed:\n${said}\nbut should have printed:\n${expected}")
endif()

# Headers of the installed library must not be taken from the source tree.
file(STRINGS ${prefix}/lib/cmake/Tierline/TierlineTargets.cmake leaks REGEX "${CONSUMER}|${BUILD}")
if(leaks)
  message(FATAL_ERROR "the installed files name the build: ${leaks}")
endif()
