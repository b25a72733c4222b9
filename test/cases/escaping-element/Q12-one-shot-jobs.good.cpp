// case: Q12-one-shot-jobs
// from: fresh
// family: escaping-element
// shape: a one-shot job only notes that it is done; the entries are erased after the walk
// mode: tidy
// flags:
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

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
            m_done.push_back(id);
        });
        return id;
    }

    void cancel(int id) { m_jobs.erase(id); }

    void runAll()
    {
        for (auto &entry : m_jobs)
            entry.second();
        for (int id : m_done)
            m_jobs.erase(id);
        m_done.clear();
    }

private:
    int m_lastId = 0;
    std::map<int, Job> m_jobs;
    std::vector<int> m_done;
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
