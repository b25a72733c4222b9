// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: the cache is a deque of the last 30 statements (the real fix)
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace SQLite
{
    class IStatement
    {
        public:
            virtual ~IStatement() = default;
            virtual bool step() = 0;
            virtual void bind(const int32_t index, const std::string& value) = 0;
            virtual std::string value(const int32_t index) = 0;
            virtual void reset() = 0;
    };

    class IConnection
    {
        public:
            virtual ~IConnection() = default;
            virtual void execute(const std::string& query) = 0;
            virtual void close() = 0;
    };

    class ISQLiteFactory
    {
        public:
            virtual ~ISQLiteFactory() = default;
            virtual std::shared_ptr<IConnection> createConnection(const std::string& path) = 0;
            virtual std::unique_ptr<IStatement> createStatement(std::shared_ptr<IConnection>& connection, const std::string& query) = 0;
    };
}
