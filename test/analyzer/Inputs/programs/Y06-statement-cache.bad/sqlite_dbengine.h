// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: compiled statements are cached by SQL text behind an engine interface, and the text of deletes and selects carries values
// mode: program
// flags:
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "dbengine.h"
#include "isqlite.h"

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
        std::map<std::string, std::shared_ptr<SQLite::IStatement>> m_statementsCache; // expect: unbounded-map
        std::mutex m_stmtMutex;
};
