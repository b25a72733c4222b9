// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: arrays per game object and tag in a static nested map of a class template; the script's Clear empties the vector, both keys stay
// mode: program
// flags:
#include "data_plugin.h"

bool nextScriptCall(ScriptCall& call);
void returnToScript(const ScriptResult& result);

int main()
{
    DataPlugin data;
    ScriptCall call;
    while (nextScriptCall(call))
        returnToScript(data.Call(call));
    return 0;
}
