// case: X12-program-binaries
// from: thorvg/thorvg#3897
// family: erase-without-reset
// shape: mapped struct carries a malloced block; the file is appended to, so one type can come twice, and the later entry is assigned over the earlier
// mode: tidy
// flags:
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

namespace tvg {

template <typename T>
T* malloc(size_t size) {
    return static_cast<T*>(std::malloc(size));
}
inline void free(void* ptr) { std::free(ptr); }

enum class RenderType : uint32_t { Solid, Linear, Radial, Image, Stencil, Blit };

struct EntryHeader {
    RenderType renderType;
    uint32_t binaryFormat;
    uint32_t binaryLength;
};

struct CachedBinary {
    uint8_t* data = nullptr;
    uint32_t length = 0;
    uint32_t format = 0;
};

struct GlProgram {
    bool loadBinary(uint32_t format, const void* data, uint32_t length);
};

class GlShaderCache {
public:
    explicit GlShaderCache(std::string path) : path(std::move(path)) {}
    ~GlShaderCache() { clear(); }

    void load();
    bool restore(RenderType type, GlProgram& program) const;
    void store(RenderType type, uint32_t format, const void* data, uint32_t length) const;

private:
    void clear();

    std::string path;
    std::map<RenderType, CachedBinary> cache;
};

void GlShaderCache::clear() {
    for (auto& entry : cache) tvg::free(entry.second.data);
    cache.clear();
}

void GlShaderCache::load() {
    clear();
    auto file = fopen(path.c_str(), "rb");
    if (!file) return;

    EntryHeader entryHeader;
    while (fread(&entryHeader, sizeof(entryHeader), 1, file) == 1) {
        auto binaryData = tvg::malloc<uint8_t>(entryHeader.binaryLength);
        if (!binaryData || fread(binaryData, 1, entryHeader.binaryLength, file) != entryHeader.binaryLength) {
            tvg::free(binaryData);
            fclose(file);
            clear();
            return;
        }
        CachedBinary cached;
        cached.data = binaryData;
        cached.length = entryHeader.binaryLength;
        cached.format = entryHeader.binaryFormat;
        cache[entryHeader.renderType] = cached;  // expect: erase-without-reset
    }
    fclose(file);
}

bool GlShaderCache::restore(RenderType type, GlProgram& program) const {
    auto it = cache.find(type);
    if (it == cache.end()) return false;
    return program.loadBinary(it->second.format, it->second.data, it->second.length);
}

void GlShaderCache::store(RenderType type, uint32_t format, const void* data, uint32_t length) const {
    auto file = fopen(path.c_str(), "ab");
    if (!file) return;
    EntryHeader entryHeader{type, format, length};
    fwrite(&entryHeader, sizeof(entryHeader), 1, file);
    fwrite(data, 1, length, file);
    fclose(file);
}

}  // namespace tvg
