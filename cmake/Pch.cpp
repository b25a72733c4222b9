// Empty: CMake needs one source file to build the precompiled header Pch.h for.
