// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: compiled statements are cached by SQL text behind an engine interface, and the text of deletes and selects carries values
// mode: program
// flags:
#include "sqlite_dbengine.h"

#include <stdexcept>

std::shared_ptr<SQLite::ISQLiteFactory> sqliteFactory();
std::string quoted(const std::string& value);

namespace
{
    std::string conditions(const DbSync::Row& primaryKey)
    {
        std::string text;

        for (const auto& column : primaryKey)
        {
            text += (text.empty() ? " WHERE " : " AND ") + column.first + "=" + quoted(column.second);
        }

        return text;
    }

    std::string insertText(const std::string& table, const DbSync::Row& row)
    {
        std::string columns;
        std::string values;

        for (const auto& column : row)
        {
            columns += (columns.empty() ? "" : ",") + column.first;
            values += values.empty() ? "?" : ",?";
        }

        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ");";
    }
}

std::unique_ptr<DbSync::IDbEngine> DbSync::makeDbEngine(const std::string& path)
{
    return std::make_unique<SQLiteDBEngine>(sqliteFactory(), path);
}

SQLiteDBEngine::SQLiteDBEngine(std::shared_ptr<SQLite::ISQLiteFactory> factory, const std::string& path)
    : m_sqliteFactory{ std::move(factory) }
    , m_sqliteConnection{ m_sqliteFactory->createConnection(path) }
{
    m_sqliteConnection->execute("PRAGMA temp_store = memory;");
    m_sqliteConnection->execute("PRAGMA synchronous = OFF;");
}

SQLiteDBEngine::~SQLiteDBEngine()
{
    std::lock_guard<std::mutex> lock{ m_stmtMutex };
    m_statementsCache.clear();
    m_sqliteConnection->close();
}

void SQLiteDBEngine::insertRow(const std::string& table, const DbSync::Row& row)
{
    const auto stmt{ getStatement(insertText(table, row)) };
    int32_t index{ 1 };

    for (const auto& column : row)
    {
        stmt->bind(index++, column.second);
    }

    if (!stmt->step())
    {
        throw std::runtime_error{ "insert into " + table + " failed" };
    }
}

void SQLiteDBEngine::deleteRow(const std::string& table, const DbSync::Row& primaryKey)
{
    getStatement("DELETE FROM " + table + conditions(primaryKey) + ";")->step();
}

void SQLiteDBEngine::selectKeys(const std::string& table, const std::string& filter, const DbSync::RowCallback& callback)
{
    const auto stmt{ getStatement("SELECT key FROM " + table + " WHERE " + filter + ";") };

    while (stmt->step())
    {
        callback(stmt->value(0));
    }
}
