// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: compiled statements are cached by SQL text behind an engine interface, and the text of deletes and selects carries values
// mode: program
// flags:
#include "sqlite_dbengine.h"

std::shared_ptr<SQLite::IStatement> SQLiteDBEngine::getStatement(const std::string& sql)
{
    std::lock_guard<std::mutex> lock{ m_stmtMutex };
    const auto it{ m_statementsCache.find(sql) };

    if (m_statementsCache.end() != it)
    {
        it->second->reset();
        return it->second;
    }

    std::shared_ptr<SQLite::IStatement> stmt{ m_sqliteFactory->createStatement(m_sqliteConnection, sql) };
    m_statementsCache.emplace(sql, stmt);
    return stmt;
}
