// case: W15-moved-atlas
// from: unicode-org/icu#388, facebookincubator/velox#16022, mfem/mfem#4499
// family: erase-without-reset
// shape: the move assignment releases its own glyphs first; the move constructor swaps with an empty map
// mode: tidy
// flags:
#include <cstdint>
#include <folly/container/F14Map.h>
#include <utility>
#include <vector>

struct Glyph {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bitmap;
};

class GlyphAtlas {
 public:
  GlyphAtlas() = default;
  GlyphAtlas(GlyphAtlas&& other) noexcept { glyphs_.swap(other.glyphs_); }
  GlyphAtlas& operator=(GlyphAtlas&& other) noexcept {
    if (this != &other) {
      release();
      glyphs_ = std::move(other.glyphs_);
    }
    return *this;
  }
  GlyphAtlas(const GlyphAtlas&) = delete;
  GlyphAtlas& operator=(const GlyphAtlas&) = delete;
  ~GlyphAtlas() { release(); }

  Glyph* add(std::uint32_t codepoint, int width, int height) {
    auto it = glyphs_.find(codepoint);
    if (it != glyphs_.end())
      return it->second;
    Glyph* glyph = new Glyph;
    glyph->width = width;
    glyph->height = height;
    glyphs_.emplace(codepoint, glyph);
    return glyph;
  }

  int advance(std::uint32_t codepoint) const {
    auto it = glyphs_.find(codepoint);
    return it == glyphs_.end() ? 0 : it->second->width + 1;
  }

 private:
  void release() {
    for (auto& entry : glyphs_)
      delete entry.second;
    glyphs_.clear();
  }

  folly::F14FastMap<std::uint32_t, Glyph*> glyphs_;
};

class TextLayer {
 public:
  void useFontSize(int pixels) {
    GlyphAtlas fresh;
    for (std::uint32_t c = ' '; c < 127; ++c)
      fresh.add(c, pixels / 2, pixels);
    atlas_ = std::move(fresh);
  }
  int advance(std::uint32_t codepoint) const { return atlas_.advance(codepoint); }

 private:
  GlyphAtlas atlas_;
};
