// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: compiled statements are cached by SQL text behind an engine interface, and the text of deletes and selects carries values
// mode: program
// flags:
#include <vector>

#include "dbengine.h"

struct Change
{
    enum Type { INSERTED, DELETED } type;
    std::string table;
    DbSync::Row row;
};

std::vector<Change> scanInventory();
void sendEvent(const std::string& table, const std::string& key);
bool waitForInterval();

static void applyChanges(DbSync::IDbEngine& engine)
{
    for (const auto& change : scanInventory())
    {
        if (Change::INSERTED == change.type)
        {
            engine.insertRow(change.table, change.row);
            engine.selectKeys(change.table, "checksum='" + change.row.at("checksum") + "'", [&change](const std::string& key)
            {
                sendEvent(change.table, key);
            });
        }
        else
        {
            engine.deleteRow(change.table, change.row);
        }
    }
}

int main()
{
    const auto engine{ DbSync::makeDbEngine("queue/syscollector/db/local.db") };

    do
    {
        applyChanges(*engine);
    }
    while (waitForInterval());

    return 0;
}
