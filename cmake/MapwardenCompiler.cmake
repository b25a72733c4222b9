# The compiler must be clang: the module is loaded into Debian's clang-tidy, which clang built, and g++ mangles
# clang::tidy::ClangTidyCheck::OptionsView::get<bool> (an enable_if template) differently, so that a module built with
# g++ dies at run time with an undefined symbol.

if(NOT DEFINED CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(MAPWARDEN_CLANGXX NAMES clang++-22 PATHS /usr/lib/llvm-22/bin)
  mark_as_advanced(MAPWARDEN_CLANGXX)
  if(NOT MAPWARDEN_CLANGXX)
    message(FATAL_ERROR "mapwarden needs clang++-22, which is not installed. Run scripts/setup-deps.sh, or install "
                        "the Debian package clang-22.")
  endif()
  set(CMAKE_CXX_COMPILER "${MAPWARDEN_CLANGXX}")
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release (-O2, no asserts), Checked (-O2, asserts) or Dev (-O1, asserts)")
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "Flags of the build type Release")
set(CMAKE_CXX_FLAGS_CHECKED "-O2" CACHE STRING "Flags of the build type Checked")
set(CMAKE_CXX_FLAGS_DEV "-O1" CACHE STRING "Flags of the build type Dev")

function(mapwarden_require_clang)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "mapwarden must be compiled with clang++-22, not with ${CMAKE_CXX_COMPILER} "
                        "(${CMAKE_CXX_COMPILER_ID}): g++ mangles OptionsView::get<bool> differently from the clang-tidy "
                        "the module is loaded into. Remove the build folder and configure with "
                        "-DCMAKE_CXX_COMPILER=clang++-22.")
  endif()
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 22)
    message(FATAL_ERROR "mapwarden must be compiled with clang++-22, not with clang ${CMAKE_CXX_COMPILER_VERSION} "
                        "(${CMAKE_CXX_COMPILER}). Remove the build folder and configure with "
                        "-DCMAKE_CXX_COMPILER=clang++-22.")
  endif()
endfunction()
