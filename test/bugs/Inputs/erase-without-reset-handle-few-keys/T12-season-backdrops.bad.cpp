// case: T12-season-backdrops
// from: ddnet/ddnet#636
// family: erase-without-reset
// shape: every change of season loads the backdrop again and overwrites the handle in the hash, the old handle is never freed
// mode: tidy
// flags:
#include <QHash>

#include <cstdint>

using Backdrop = std::uint32_t;  // owned handle of the graphics driver, 0 is none
Backdrop loadBackdrop(const char *file);
void freeBackdrop(Backdrop handle);
void drawBackdrop(Backdrop handle);

enum Season { Spring, Summer, Autumn, Winter };

static const char *fileOf(int season)
{
    static const char *const files[] = {"spring.dds", "summer.dds", "autumn.dds", "winter.dds"};
    return files[season];
}

class Backdrops
{
public:
    Backdrops() = default;
    Backdrops(const Backdrops &) = delete;
    Backdrops &operator=(const Backdrops &) = delete;
    ~Backdrops()
    {
        for (auto it = m_handles.begin(); it != m_handles.end(); ++it)
            freeBackdrop(it.value());
    }

    // The player may have painted over the file since, so it is read again.
    void select(int season)
    {
        const Backdrop fresh = loadBackdrop(fileOf(season));
        if (fresh == 0)
            return;
        m_handles.insert(season, fresh);  // expect: erase-without-reset
        m_current = season;
    }

    void draw() const
    {
        if (m_handles.contains(m_current))
            drawBackdrop(m_handles.value(m_current));
    }

private:
    QHash<int, Backdrop> m_handles;
    int m_current = Spring;
};

bool nextDay(int &day);

int main()
{
    Backdrops backdrops;
    int shown = -1;
    int day;
    while (nextDay(day)) {
        const int season = day / 91 % 4;
        if (season != shown) {
            backdrops.select(season);
            shown = season;
        }
        backdrops.draw();
    }
}
