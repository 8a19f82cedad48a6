# depesche_module(NAME DEPS folder... LIBS target... [PUBLIC_LIBS target...] [EXECUTABLE program])
#
# LIBS are used inside the folder alone, PUBLIC_LIBS stand in its headers. Makes the static library depesche_NAME (or, with EXECUTABLE, also the program out of main.cc) from src/NAME/*.cc, the test
# NAME_test from src/NAME/*_test.cc, and a check, run by every build, that no file there includes a folder that is not in DEPS.

add_library(depesche_settings INTERFACE)
target_compile_features(depesche_settings INTERFACE cxx_std_20)
target_include_directories(depesche_settings INTERFACE ${CMAKE_SOURCE_DIR}/include ${CMAKE_SOURCE_DIR}/src)

add_library(depesche_warnings INTERFACE)
target_compile_options(depesche_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Werror
                       # g++ 12 sees overlapping copies in "literal" + std::string where there are none (GCC bug 105651).
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

function(depesche_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXECUTABLE" "DEPS;LIBS;PUBLIC_LIBS")
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cc)
  file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.h)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")

  set(stamp ${CMAKE_BINARY_DIR}/includes/${name}.stamp)
  add_custom_command(
    OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} "-DNAME=${name}" "-DDEPS=${arg_DEPS}" "-DFOLDER=${folder}" "-DSTAMP=${stamp}"
            -P ${CMAKE_SOURCE_DIR}/cmake/CheckIncludes.cmake
    DEPENDS ${sources} ${tests} ${headers} ${CMAKE_SOURCE_DIR}/cmake/CheckIncludes.cmake
    COMMENT "Checking the includes of src/${name}"
    VERBATIM)
  add_custom_target(${name}_includes DEPENDS ${stamp})

  list(TRANSFORM arg_DEPS PREPEND depesche_ OUTPUT_VARIABLE libraries)
  set(main ${folder}/main.cc)
  list(REMOVE_ITEM sources ${main})
  add_library(depesche_${name} STATIC ${sources})
  add_dependencies(depesche_${name} ${name}_includes)
  target_compile_definitions(depesche_${name} PRIVATE DEPESCHE_VERSION="${PROJECT_VERSION}")
  target_link_libraries(depesche_${name} PUBLIC depesche_settings ${libraries} ${arg_PUBLIC_LIBS}
                        PRIVATE depesche_warnings ${arg_LIBS})

  if(arg_EXECUTABLE)
    add_executable(${arg_EXECUTABLE} ${main})
    target_link_libraries(${arg_EXECUTABLE} PRIVATE depesche_${name} depesche_warnings ${arg_LIBS})
    target_compile_definitions(${arg_EXECUTABLE} PRIVATE DEPESCHE_VERSION="${PROJECT_VERSION}")
    set_target_properties(${arg_EXECUTABLE} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  endif()

  if(DEPESCHE_TESTS AND tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE depesche_${name} depesche_warnings GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE DEPESCHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()
