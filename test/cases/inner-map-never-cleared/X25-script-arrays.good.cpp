// case: X25-script-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: Clear erases the tag, and the object with its last tag
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace Data {

using ObjectID = std::uint32_t;

template <typename T>
class ArrayImpl
{
public:
    using ArrayType = std::vector<T>;

    static void PushBack(ObjectID oid, const std::string& tag, T value)
    {
        m_store[oid][tag].push_back(std::move(value));
    }

    static std::optional<T> At(ObjectID oid, const std::string& tag, std::size_t index)
    {
        const ArrayType* array = FindArray(oid, tag);
        if (!array || index >= array->size())
            return std::nullopt;
        return (*array)[index];
    }

    static std::size_t Size(ObjectID oid, const std::string& tag)
    {
        const ArrayType* array = FindArray(oid, tag);
        return array ? array->size() : 0;
    }

    static void Clear(ObjectID oid, const std::string& tag)
    {
        auto iter = m_store.find(oid);
        if (iter == m_store.end())
            return;
        iter->second.erase(tag);
        if (iter->second.empty())
            m_store.erase(iter);
    }

private:
    using ArrayNameMap = std::unordered_map<std::string, ArrayType>;

    static const ArrayType* FindArray(ObjectID oid, const std::string& tag)
    {
        auto iter = m_store.find(oid);
        if (iter == m_store.end())
            return nullptr;
        auto arrayIter = iter->second.find(tag);
        return arrayIter == iter->second.end() ? nullptr : &arrayIter->second;
    }

    inline static std::unordered_map<ObjectID, ArrayNameMap> m_store;
};

using FloatArray = ArrayImpl<float>;
using StringArray = ArrayImpl<std::string>;

}

extern "C" {

void NWNX_Data_PushFloat(std::uint32_t oid, const char* tag, float value)
{
    Data::FloatArray::PushBack(oid, tag, value);
}

void NWNX_Data_PushString(std::uint32_t oid, const char* tag, const char* value)
{
    Data::StringArray::PushBack(oid, tag, value);
}

int NWNX_Data_Size(std::uint32_t oid, const char* tag)
{
    return static_cast<int>(Data::FloatArray::Size(oid, tag) + Data::StringArray::Size(oid, tag));
}

float NWNX_Data_AtFloat(std::uint32_t oid, const char* tag, int index)
{
    return Data::FloatArray::At(oid, tag, static_cast<std::size_t>(index)).value_or(0.0f);
}

void NWNX_Data_Clear(std::uint32_t oid, const char* tag)
{
    Data::FloatArray::Clear(oid, tag);
    Data::StringArray::Clear(oid, tag);
}

}
