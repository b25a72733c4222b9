// case: Q19-surface-cache
// from: fresh
// family: erase-without-reset
// shape: multimap of owning pointers: invalidating a surface erases its entry, neither that path nor the later flush frees it
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <vector>

using u32 = std::uint32_t;

struct Surface
{
  u32 address = 0;
  u32 size = 0;
  bool copy_pending = false;
  bool invalidated = false;
  std::vector<std::uint8_t> pixels;

  bool Overlaps(u32 begin, u32 end) const { return address < end && begin < address + size; }
};

void WriteBack(const Surface& surface);

class SurfaceCache
{
public:
  SurfaceCache() = default;
  SurfaceCache(const SurfaceCache&) = delete;
  SurfaceCache& operator=(const SurfaceCache&) = delete;
  ~SurfaceCache()
  {
    FlushPending();
    for (auto& entry : m_by_address)
      delete entry.second;
  }

  Surface* Create(u32 address, u32 size)
  {
    Surface* surface = new Surface;
    surface->address = address;
    surface->size = size;
    surface->pixels.resize(size);
    m_by_address.emplace(address, surface);
    return surface;
  }

  void DeferCopy(Surface* surface)
  {
    if (surface->copy_pending)
      return;
    surface->copy_pending = true;
    m_pending.push_back(surface);
  }

  // The guest wrote to this range of its memory.
  void InvalidateRange(u32 begin, u32 end)
  {
    auto iter = m_by_address.begin();
    while (iter != m_by_address.end() && iter->first < end)
    {
      if (iter->second->Overlaps(begin, end))
        iter = Invalidate(iter);
      else
        ++iter;
    }
  }

  void FlushPending()
  {
    for (Surface* surface : m_pending)
    {
      surface->copy_pending = false;
      if (!surface->invalidated)
        WriteBack(*surface);
    }
    m_pending.clear();
  }

private:
  using Surfaces = std::multimap<u32, Surface*>;

  Surfaces::iterator Invalidate(Surfaces::iterator iter)
  {
    Surface* surface = iter->second;
    surface->invalidated = true;
    return m_by_address.erase(iter);  // expect: erase-without-reset
  }

  Surfaces m_by_address;
  std::vector<Surface*> m_pending;
};

struct GuestCommand
{
  enum class Op { Draw, DrawAndCopy, MemoryWrite, EndOfFrame, PowerOff } op;
  u32 address, size;
};
GuestCommand NextCommand();
void Render(std::vector<std::uint8_t>& pixels);

int main()
{
  using Op = GuestCommand::Op;
  SurfaceCache cache;
  for (GuestCommand c = NextCommand(); c.op != Op::PowerOff; c = NextCommand())
  {
    if (c.op == Op::MemoryWrite)
    {
      cache.InvalidateRange(c.address, c.address + c.size);
    }
    else if (c.op == Op::EndOfFrame)
    {
      cache.FlushPending();
    }
    else
    {
      cache.InvalidateRange(c.address, c.address + c.size);
      Surface* target = cache.Create(c.address, c.size);
      Render(target->pixels);
      if (c.op == Op::DrawAndCopy)
        cache.DeferCopy(target);
    }
  }
}
