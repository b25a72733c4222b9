// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: arrays per game object and tag in a static nested map of a class template; the script's Clear empties the vector, both keys stay
// mode: program
// flags:
#pragma once
#include <string>
#include <vector>

#include "array_store.h"

struct ScriptCall {
    std::string function;
    ObjectID oid = 0;
    std::string tag;
    std::size_t index = 0;
    std::string text;
    float number = 0;
};

struct ScriptResult {
    std::string text;
    float number = 0;
};

/// Functions that the game's scripts call.
class DataPlugin {
public:
    virtual ~DataPlugin() = default;
    virtual ScriptResult Call(const ScriptCall& call);

private:
    ScriptResult CallStrings(const std::string& method, const ScriptCall& call);
    ScriptResult CallNumbers(const std::string& method, const ScriptCall& call);
};
