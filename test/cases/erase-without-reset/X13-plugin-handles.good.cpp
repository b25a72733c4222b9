// case: X13-plugin-handles
// from: sofa-framework/sofa#1287
// family: erase-without-reset
// shape: the library is closed before the entry goes
// mode: tidy
// flags:
#include <dlfcn.h>
#include <iostream>
#include <map>
#include <ostream>
#include <string>
#include <utility>

namespace sofa::helper {

namespace system {

class DynamicLibrary {
public:
    class Handle {
    public:
        Handle() = default;
        Handle(std::string filename, void* handle) : m_realHandle(handle), m_filename(std::move(filename)) {}
        bool isValid() const { return m_realHandle != nullptr; }
        const std::string& filename() const { return m_filename; }

    private:
        friend class DynamicLibrary;
        void* m_realHandle = nullptr;
        std::string m_filename;
    };

    static Handle load(const std::string& filename) { return Handle(filename, ::dlopen(filename.c_str(), RTLD_NOW)); }
    static int unload(Handle handle) { return ::dlclose(handle.m_realHandle); }
    static void* getSymbolAddress(Handle handle, const std::string& symbol) {
        return ::dlsym(handle.m_realHandle, symbol.c_str());
    }
};

}  // namespace system

class Plugin {
public:
    using InitFunction = void (*)();
    InitFunction initExternalModule = nullptr;
    system::DynamicLibrary::Handle dynamicLibrary;
};

class PluginManager {
public:
    using PluginMap = std::map<std::string, Plugin>;
    using PluginIterator = PluginMap::iterator;

    static PluginManager& getInstance() {
        static PluginManager instance;
        return instance;
    }
    ~PluginManager() {
        for (auto& entry : m_pluginMap)
            system::DynamicLibrary::unload(entry.second.dynamicLibrary);
    }

    bool loadPluginByPath(const std::string& path, std::ostream* errlog = &std::cerr) {
        if (pluginIsLoaded(path))
            return true;
        Plugin p;
        p.dynamicLibrary = system::DynamicLibrary::load(path);
        if (!p.dynamicLibrary.isValid()) {
            *errlog << "loading " << path << " failed" << std::endl;
            return false;
        }
        p.initExternalModule = reinterpret_cast<Plugin::InitFunction>(
            system::DynamicLibrary::getSymbolAddress(p.dynamicLibrary, "initExternalModule"));
        if (p.initExternalModule)
            p.initExternalModule();
        m_pluginMap.emplace(path, p);
        return true;
    }

    bool unloadPlugin(const std::string& path, std::ostream* errlog = &std::cerr) {
        PluginIterator iter = m_pluginMap.find(path);
        if (iter == m_pluginMap.end()) {
            *errlog << "plugin " << path << " is not loaded" << std::endl;
            return false;
        }
        if (system::DynamicLibrary::unload(iter->second.dynamicLibrary) != 0) {
            *errlog << "closing " << path << " failed" << std::endl;
            return false;
        }
        m_pluginMap.erase(iter);
        return true;
    }

    bool pluginIsLoaded(const std::string& path) const { return m_pluginMap.find(path) != m_pluginMap.end(); }

private:
    PluginManager() = default;
    PluginMap m_pluginMap;
};

}  // namespace sofa::helper

void onRemovePluginClicked(const std::string& path) {
    sofa::helper::PluginManager::getInstance().unloadPlugin(path);
}

void onAddPluginClicked(const std::string& path) {
    sofa::helper::PluginManager::getInstance().loadPluginByPath(path);
}
