// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: Clear erases the tag, and the object's entry with its last tag
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
