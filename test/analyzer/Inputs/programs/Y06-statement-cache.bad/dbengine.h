// case: Y06-statement-cache
// from: wazuh/wazuh#6852 (fix #6859)
// family: unbounded-map
// shape: compiled statements are cached by SQL text behind an engine interface, and the text of deletes and selects carries values
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace DbSync
{
    using Row = std::map<std::string, std::string>;
    using RowCallback = std::function<void(const std::string& key)>;

    class IDbEngine
    {
        public:
            virtual ~IDbEngine() = default;
            virtual void insertRow(const std::string& table, const Row& row) = 0;
            virtual void deleteRow(const std::string& table, const Row& primaryKey) = 0;
            virtual void selectKeys(const std::string& table, const std::string& filter, const RowCallback& callback) = 0;
    };

    std::unique_ptr<IDbEngine> makeDbEngine(const std::string& path);
}
