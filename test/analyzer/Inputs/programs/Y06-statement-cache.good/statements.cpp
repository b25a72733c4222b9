// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: the cache is a deque of the last 30 statements (the real fix)
// mode: program
// flags:
#include "sqlite_dbengine.h"

#include <algorithm>

std::shared_ptr<SQLite::IStatement> SQLiteDBEngine::getStatement(const std::string& sql)
{
    std::lock_guard<std::mutex> lock{ m_stmtMutex };
    const auto it
    {
        std::find_if(m_statementsCache.begin(), m_statementsCache.end(), [&sql](const auto& pair)
        {
            return sql == pair.first;
        })
    };

    if (m_statementsCache.end() != it)
    {
        it->second->reset();
        return it->second;
    }

    std::shared_ptr<SQLite::IStatement> stmt{ m_sqliteFactory->createStatement(m_sqliteConnection, sql) };
    m_statementsCache.emplace_back(sql, stmt);

    if (CACHE_STMT_LIMIT <= m_statementsCache.size())
    {
        m_statementsCache.pop_front();
    }

    return stmt;
}
