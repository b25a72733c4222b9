# Finds LLVM and Clang 22 as Debian packages them, and checks that both are the same version.
#
#   mapwarden::llvm_headers   include folder of both, as system headers; links nothing (for the module and the libraries)
#   mapwarden::clang_libs     the shared libLLVM and libclang-cpp (for executables only: the module must not link them,
#                             it finds its symbols in the clang-tidy that loads it)
#   MAPWARDEN_LLVM_BIN        folder of clang-tidy, FileCheck, not, split-file and lit

set(MAPWARDEN_LLVM_ROOT /usr/lib/llvm-22 CACHE PATH "Where LLVM and Clang 22 are installed")
list(APPEND CMAKE_PREFIX_PATH "${MAPWARDEN_LLVM_ROOT}")

# One file of each package, tested first: LLVM's own CMake files stop with a message that names a file, not its package.
set(Missing "")
foreach(Pair IN ITEMS "clang-22 bin/clang++" "clang-tidy-22 bin/clang-tidy" "clang-format-22 bin/clang-format"
                      "llvm-22-dev include/llvm" "llvm-22-tools bin/FileCheck" "clang-tools-22 bin/clang-query"
                      "libclang-22-dev include/clang-tidy/ClangTidyCheck.h" "libclang-cpp22-dev lib/libclang-cpp.so")
  string(REPLACE " " ";" Pair "${Pair}")
  list(GET Pair 0 Package)
  list(GET Pair 1 File)
  if(NOT EXISTS "${MAPWARDEN_LLVM_ROOT}/${File}")
    list(APPEND Missing ${Package})
  endif()
endforeach()
if(Missing)
  list(JOIN Missing " " Missing)
  message(FATAL_ERROR "LLVM/Clang 22 is incomplete below ${MAPWARDEN_LLVM_ROOT}. Missing Debian packages: ${Missing}. "
                      "Run scripts/setup-deps.sh, or set MAPWARDEN_LLVM_ROOT to another installation of version 22.")
endif()

# LLVM's CMake files compile C where they look for libraries that LLVM was built with (libedit-dev, when it is installed).
if(NOT CMAKE_C_COMPILER)
  set(CMAKE_C_COMPILER "${MAPWARDEN_LLVM_ROOT}/bin/clang")
endif()
enable_language(C)

# The version is "22.1": LLVM's version file refuses a bare "22".
find_package(LLVM 22.1 REQUIRED CONFIG)
find_package(Clang REQUIRED CONFIG)

# ClangConfig.cmake states no version of its own; the header that the compiled code will see does.
set(VersionHeader "${MAPWARDEN_LLVM_ROOT}/include/clang/Basic/Version.inc")
file(STRINGS "${VersionHeader}" ClangVersion REGEX "define CLANG_VERSION_STRING ")
string(REGEX REPLACE ".*\"([0-9.]+).*\"" "\\1" ClangVersion "${ClangVersion}")
string(REGEX MATCH "^[0-9]+\\.[0-9]+\\.[0-9]+" LlvmVersion "${LLVM_PACKAGE_VERSION}")
if(NOT ClangVersion VERSION_EQUAL LlvmVersion)
  message(FATAL_ERROR "LLVM is version ${LlvmVersion} (${LLVM_DIR}) but Clang is version ${ClangVersion} "
                      "(${VersionHeader}). Both must be the same release: install llvm-22-dev and libclang-22-dev of "
                      "one version, or set MAPWARDEN_LLVM_ROOT.")
endif()
message(STATUS "LLVM and Clang ${LlvmVersion} from ${MAPWARDEN_LLVM_ROOT}")

set(MAPWARDEN_LLVM_BIN "${MAPWARDEN_LLVM_ROOT}/bin")

add_library(mapwarden_llvm_headers INTERFACE)
add_library(mapwarden::llvm_headers ALIAS mapwarden_llvm_headers)
target_include_directories(mapwarden_llvm_headers SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})

add_library(mapwarden_clang_libs INTERFACE)
add_library(mapwarden::clang_libs ALIAS mapwarden_clang_libs)
target_link_libraries(mapwarden_clang_libs INTERFACE clang-cpp LLVM)
