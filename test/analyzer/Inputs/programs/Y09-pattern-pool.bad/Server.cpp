// case: Y09-pattern-pool
// from: ClickHouse/ClickHouse#19869 (fix #40264)
// family: unbounded-map
// shape: function-local static pool in a function template caches a compiled database per list of patterns that queries send
// mode: program
// flags:
#include <thread>

#include "FunctionsMultiMatch.h"

struct Query
{
    std::vector<std::string> column;
    DB::Patterns patterns;
    std::optional<uint32_t> edit_distance;
};

int acceptClient();
bool readQuery(int client, Query & query);
void sendMask(int client, const std::vector<bool> & mask);
void sendIndices(int client, const std::vector<std::vector<uint32_t>> & indices);

static void handleClient(int client)
{
    Query query;
    while (readQuery(client, query))
    {
        if (query.edit_distance)
            sendIndices(client, DB::multiFuzzyMatchAllIndices(query.column, *query.edit_distance, query.patterns));
        else
            sendMask(client, DB::multiMatchAny(query.column, query.patterns));
    }
}

int main()
{
    for (int client = acceptClient(); client >= 0; client = acceptClient())
        std::thread(handleClient, client).detach();
}
