// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: Clear erases the tag, and the object's entry with its last tag
// mode: program
// flags:
#include "data_plugin.h"

ScriptResult DataPlugin::Call(const ScriptCall& call)
{
    const std::size_t dot = call.function.find('.');
    if (dot == std::string::npos)
        return {};
    const std::string method = call.function.substr(dot + 1);
    return call.function.compare(0, dot, "String") == 0 ? CallStrings(method, call) : CallNumbers(method, call);
}

ScriptResult DataPlugin::CallStrings(const std::string& method, const ScriptCall& call)
{
    using Strings = ArrayStore<std::string>;
    ScriptResult result;
    if (method == "At")
        result.text = Strings::At(call.oid, call.tag, call.index);
    else if (method == "PushBack")
        Strings::PushBack(call.oid, call.tag, call.text);
    else if (method == "Contains")
        result.number = Strings::Contains(call.oid, call.tag, call.text) ? 1.0f : 0.0f;
    else if (method == "Size")
        result.number = static_cast<float>(Strings::Size(call.oid, call.tag));
    else if (method == "Clear")
        Strings::Clear(call.oid, call.tag);
    return result;
}

ScriptResult DataPlugin::CallNumbers(const std::string& method, const ScriptCall& call)
{
    using Numbers = ArrayStore<float>;
    ScriptResult result;
    if (method == "At")
        result.number = Numbers::At(call.oid, call.tag, call.index);
    else if (method == "PushBack")
        Numbers::PushBack(call.oid, call.tag, call.number);
    else if (method == "Contains")
        result.number = Numbers::Contains(call.oid, call.tag, call.number) ? 1.0f : 0.0f;
    else if (method == "Size")
        result.number = static_cast<float>(Numbers::Size(call.oid, call.tag));
    else if (method == "Clear")
        Numbers::Clear(call.oid, call.tag);
    return result;
}
