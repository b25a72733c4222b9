# What every target of mapwarden's own LLVM code shares. (lib/runtime is ordinary C++ and takes none of this.)

# Flags. -fPIC for all, executables too, so that one precompiled header serves every target.
add_library(mapwarden_options INTERFACE)
target_compile_features(mapwarden_options INTERFACE cxx_std_17)
target_compile_options(mapwarden_options INTERFACE -fPIC -fno-rtti -fno-exceptions -fvisibility-inlines-hidden -Wall
                                                   -Wextra -Wno-unused-parameter)
if(MAPWARDEN_WERROR)
  target_compile_options(mapwarden_options INTERFACE -Werror)
endif()
target_include_directories(mapwarden_options INTERFACE "${PROJECT_SOURCE_DIR}/lib/analysis"
                                                       "${PROJECT_SOURCE_DIR}/checks")
target_link_libraries(mapwarden_options INTERFACE mapwarden::llvm_headers)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(MAPWARDEN_CCACHE_PROGRAM ccache)
mark_as_advanced(MAPWARDEN_CCACHE_PROGRAM)
if(MAPWARDEN_CCACHE AND MAPWARDEN_CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER env "CCACHE_SLOPPINESS=pch_defines,time_macros"
                                  "${MAPWARDEN_CCACHE_PROGRAM}")
  # Without the time stamp two builds of the header are identical, and objects compiled against it can be cached.
  target_compile_options(mapwarden_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

# The precompiled header of everything that includes clang: an object file costs 1.4 s instead of 5.4 s. (CMake adds
# -fpch-instantiate-templates by itself.) A target uses it through mapwarden_use_clang().
add_library(mapwarden_pch OBJECT "${PROJECT_SOURCE_DIR}/cmake/Pch.cpp")
target_link_libraries(mapwarden_pch PRIVATE mapwarden_options)
target_precompile_headers(mapwarden_pch PRIVATE "${PROJECT_SOURCE_DIR}/cmake/Pch.h")

# mapwarden_use_clang(<target>): the target's sources include clang headers.
function(mapwarden_use_clang Target)
  set_target_properties(${Target} PROPERTIES DEFINE_SYMBOL "") # -D<target>_EXPORTS would not match the header's flags
  target_precompile_headers(${Target} REUSE_FROM mapwarden_pch)
endfunction()

# mapwarden_add_stage(<target> <folder> [CLANG] [DEPENDS <target>...])
# One stage of the analysis: a static library of all .cpp files in <folder>; header-only while there are none.
function(mapwarden_add_stage Target Folder)
  cmake_parse_arguments(PARSE_ARGV 2 Arg "CLANG" "" "DEPENDS")
  file(GLOB_RECURSE Sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${Folder}/*.cpp")
  if(NOT Sources)
    add_library(${Target} INTERFACE)
    target_link_libraries(${Target} INTERFACE ${Arg_DEPENDS})
    return()
  endif()
  add_library(${Target} STATIC ${Sources})
  target_link_libraries(${Target} PRIVATE mapwarden_options PUBLIC ${Arg_DEPENDS})
  if(Arg_CLANG)
    mapwarden_use_clang(${Target})
  endif()
endfunction()

# mapwarden_embed(<target> <file.inc> text|rules [FILES <file>...] [DEPENDS <glob>...])
# <target> may include <file.inc>, which scripts/embed.py writes at build time.
function(mapwarden_embed Target Out What)
  cmake_parse_arguments(PARSE_ARGV 3 Arg "" "" "FILES;DEPENDS")
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  list(TRANSFORM Arg_FILES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  set(Depends "")
  if(Arg_DEPENDS)
    file(GLOB Depends CONFIGURE_DEPENDS ${Arg_DEPENDS})
  endif()
  set(Dir "${CMAKE_CURRENT_BINARY_DIR}/${Target}_embedded")
  file(MAKE_DIRECTORY "${Dir}")
  set(Script "${PROJECT_SOURCE_DIR}/scripts/embed.py")
  add_custom_command(
    OUTPUT "${Dir}/${Out}"
    COMMAND "${Python3_EXECUTABLE}" -B "${Script}" ${What} "${Dir}/${Out}" ${Arg_FILES}
    DEPENDS "${Script}" ${Arg_FILES} ${Depends}
    VERBATIM)
  target_sources(${Target} PRIVATE "${Dir}/${Out}")
  target_include_directories(${Target} PRIVATE "${Dir}")
endfunction()
