// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: the cache is a deque of the last 30 statements (the real fix)
// mode: program
// flags:
#pragma once
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "dbengine.h"
#include "isqlite.h"

constexpr auto CACHE_STMT_LIMIT{30ull};

class SQLiteDBEngine final : public DbSync::IDbEngine
{
    public:
        SQLiteDBEngine(std::shared_ptr<SQLite::ISQLiteFactory> factory, const std::string& path);
        ~SQLiteDBEngine();

        void insertRow(const std::string& table, const DbSync::Row& row) override;
        void deleteRow(const std::string& table, const DbSync::Row& primaryKey) override;
        void selectKeys(const std::string& table, const std::string& filter, const DbSync::RowCallback& callback) override;

    private:
        std::shared_ptr<SQLite::IStatement> getStatement(const std::string& sql);

        const std::shared_ptr<SQLite::ISQLiteFactory> m_sqliteFactory;
        std::shared_ptr<SQLite::IConnection> m_sqliteConnection;
        std::deque<std::pair<std::string, std::shared_ptr<SQLite::IStatement>>> m_statementsCache;
        std::mutex m_stmtMutex;
};
