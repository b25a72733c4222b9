# How lit runs the tests below test/ (all but the gtest programs in unit/ and runtime/, which ctest runs).
#
#   /usr/lib/llvm-22/bin/lit build/test                        all
#   /usr/lib/llvm-22/bin/lit -v build/test/checks              one folder; -v shows why a test failed
#
# Substitutions:
#   %check   test/check_mapwarden.py: one check on one file with messages and fix-its
#   %tidy    clang-tidy-22 with the module loaded
#   %mapwarden, %database   the analyzer; writes a compile_commands.json for a folder of sources
#   %cases   test/cases/run_cases.py: a folder of files with `// expect: id` lines
#   %programs   test/analyzer/Inputs/run_programs.py: the same for folders of files, by the analyzer
import os
import shutil
import sys

import lit.formats

config.name = "mapwarden"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".cpp", ".c", ".m", ".mm", ".test"]
config.excludes = ["Inputs", "unit", "runtime", "lit.cfg.py"]
config.test_source_root = os.path.join(config.mapwarden_root, "test")
config.test_exec_root = os.path.join(config.mapwarden_build, "test")

module = os.path.join(config.mapwarden_build, "lib", "libmapwarden-tidy.so")
test = config.test_source_root
for name, value in [
    ("%check", f"{sys.executable} {test}/check_mapwarden.py --module={module}"),
    ("%cases", f"{sys.executable} {test}/cases/run_cases.py --module={module}"),
    ("%programs", f"{sys.executable} {test}/analyzer/Inputs/run_programs.py --mapwarden={os.path.join(config.mapwarden_build, 'bin', 'mapwarden')}"),
    ("%tidy", f"{config.llvm_bin}/clang-tidy --quiet --load={module}"),
    ("%mapwarden", os.path.join(config.mapwarden_build, "bin", "mapwarden")),
    ("%database", f"{sys.executable} {test}/analyzer/Inputs/database.py"),
    ("%analyzer", f"{test}/analyzer/Inputs"),
    ("%clangxx", f"{config.llvm_bin}/clang++"),
    ("%python", sys.executable),
    ("%module", module),
    ("%llvm_include", os.path.join(config.llvm_bin, "..", "include")),
    ("%build", config.mapwarden_build),
    ("%root", config.mapwarden_root),
]:
    config.substitutions.append((rf"{name}\b", value))

# Unresolved symbols of the module are errors at load time, not when a rare path is taken.
config.environment["LD_BIND_NOW"] = "1"
config.environment["XDG_CACHE_HOME"] = os.path.join(config.mapwarden_build, "test", "cache")
config.environment["MAPWARDEN_MODULE"] = module
prepared = os.path.join(config.mapwarden_build, "test", "prepared")  # prepared.py; anew in each run, as headers may have changed
shutil.rmtree(prepared, ignore_errors=True)
config.environment["MAPWARDEN_PREPARED"] = prepared
config.environment["MAPWARDEN_LLVM_BIN"] = config.llvm_bin
config.environment["PATH"] = os.pathsep.join([config.llvm_bin, os.environ["PATH"]])
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"

# What scripts/setup-node.sh installs.
node_modules = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "mapwarden/node/node_modules")
multitool = os.path.join(node_modules, "@microsoft/sarif-multitool-linux/Sarif.Multitool")
chromium = shutil.which("chromium")
config.environment["NODE_PATH"] = node_modules
config.environment["CHROMIUM"] = chromium or ""
config.substitutions.append((r"%multitool\b", multitool))

# REQUIRES: boost, absl, tsl, sessiond, llvm, clang-tidy-19, sarif-multitool, browser, train-cases
for feature, found in [
    ("boost", os.path.exists("/usr/include/boost/unordered/unordered_flat_map.hpp")),
    ("absl", os.path.exists("/usr/include/absl/container/flat_hash_map.h")),
    ("tsl", os.path.exists("/usr/include/tsl/robin_map.h")),
    ("sessiond", shutil.which("pkg-config") and all(map(os.path.exists, ("/usr/include/httplib.h", "/usr/include/tsl/robin_map.h")))),
    ("llvm", os.path.exists(os.path.join(config.llvm_bin, "../include/llvm/ADT/DenseMap.h"))),
    ("clang-tidy-19", shutil.which("clang-tidy-19") is not None),
    ("train-cases", os.path.isdir(os.path.join(config.mapwarden_root, "../shared/cases/train"))),
    ("sarif-multitool", os.access(multitool, os.X_OK)),
    ("browser", chromium and shutil.which("node") and os.path.isdir(os.path.join(node_modules, "puppeteer-core"))),
]:
    if found:
        config.available_features.add(feature)
