// case: X15-appearance-fallback
// from: psiberx/cp2077-archive-xl#22
// family: unlocked-map-access
// shape: the default entry is looked up with find, so the shared lock is enough
// mode: tidy
// flags:
#include <tsl/robin_map.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

namespace Core
{
template<typename TKey, typename TValue>
using Map = tsl::robin_map<TKey, TValue>;

template<typename T>
using SharedPtr = std::shared_ptr<T>;

using RWLock = std::shared_mutex;
}

namespace Red
{
using CName = uint64_t;
using ResourcePath = uint64_t;

struct EntityTemplate
{
    std::vector<CName> appearances;
    ResourcePath path = 0;
};
}

namespace App
{
struct AppearanceDefinition
{
    std::vector<Red::ResourcePath> partsValues;
    std::string cookedData;
};

class PatchInstance
{
public:
    void RegisterAppearance(Red::CName aName, Core::SharedPtr<AppearanceDefinition> aDefinition)
    {
        std::unique_lock lock(m_definitionsLock);
        m_definitions.insert_or_assign(aName, std::move(aDefinition));
    }

    void Reset()
    {
        std::unique_lock lock(m_definitionsLock);
        m_definitions.clear();
    }

    bool HasAppearance(Red::CName aName) const
    {
        std::shared_lock lock(m_definitionsLock);
        return m_definitions.contains(aName);
    }

    Core::SharedPtr<AppearanceDefinition> GetAppearanceDefinition(Red::CName aName) const
    {
        std::shared_lock lock(m_definitionsLock);

        auto it = m_definitions.find(aName);
        if (it == m_definitions.end())
        {
            it = m_definitions.find(Red::CName{});
        }

        return it != m_definitions.end() ? it->second : nullptr;
    }

private:
    mutable Core::RWLock m_definitionsLock;
    Core::Map<Red::CName, Core::SharedPtr<AppearanceDefinition>> m_definitions;
};

class ResourcePatchExtension
{
public:
    static void OnEntityTemplateLoad(const Red::EntityTemplate& aTemplate)
    {
        s_patch.Reset();
        for (const auto& name : aTemplate.appearances)
        {
            auto definition = std::make_shared<AppearanceDefinition>();
            definition->partsValues.push_back(aTemplate.path);
            s_patch.RegisterAppearance(name, std::move(definition));
        }
    }

    static void OnEntityPackageLoad(Red::CName aAppearance, std::vector<Red::ResourcePath>& aParts)
    {
        if (const auto definition = s_patch.GetAppearanceDefinition(aAppearance))
        {
            aParts.insert(aParts.end(), definition->partsValues.begin(), definition->partsValues.end());
        }
    }

private:
    static inline PatchInstance s_patch;
};
}
