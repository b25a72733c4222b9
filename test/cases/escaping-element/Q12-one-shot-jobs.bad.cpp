// case: Q12-one-shot-jobs
// from: fresh
// family: escaping-element
// shape: the wrapper of a one-shot job erases its own entry while runAll() walks the map by range-for
// mode: tidy
// flags:
#include <functional>
#include <map>
#include <string>
#include <utility>

class JobBoard
{
public:
    using Job = std::function<void()>;

    int every(Job job)
    {
        const int id = ++m_lastId;
        m_jobs.emplace(id, std::move(job));
        return id;
    }

    // Runs with the next frame, then never again.
    int once(Job job)
    {
        const int id = ++m_lastId;
        m_jobs.emplace(id, [this, id, job] {
            job();
            m_jobs.erase(id); // accept: escaping-element
        });
        return id;
    }

    void cancel(int id) { m_jobs.erase(id); }

    void runAll()
    {
        for (auto &entry : m_jobs) // expect: escaping-element
            entry.second();        // accept: escaping-element
    }

private:
    int m_lastId = 0;
    std::map<int, Job> m_jobs;
};

struct Input {
    enum { Quit, Frame, PressFire, HoldTurbo, ReleaseTurbo } what = Quit;
};
Input readInput();
void playSound(const std::string &name);
void burnFuel(float litres);
void drawFrame();

int main()
{
    JobBoard jobs;
    int turbo = 0;
    for (Input in = readInput(); in.what != Input::Quit; in = readInput()) {
        switch (in.what) {
        case Input::PressFire:
            jobs.once([] { playSound("cannon"); });
            break;
        case Input::HoldTurbo:
            if (turbo == 0)
                turbo = jobs.every([] { burnFuel(0.02f); });
            break;
        case Input::ReleaseTurbo:
            jobs.cancel(turbo);
            turbo = 0;
            break;
        case Input::Frame:
            jobs.runAll();
            drawFrame();
            break;
        case Input::Quit:
            break;
        }
    }
}
