// case: T11-hang-up-desk
// from: OneLoneCoder/olcPixelGameEngine#264
// family: erase-without-reset
// shape: unique_ptr::release() is meant to end the call; the pointer it returns is dropped and the entry erased
// mode: tidy
// flags:
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class PhoneLine
{
public:
	explicit PhoneLine(const std::string& number);
	~PhoneLine(); // closes the line
	void Say(const std::string& text);
	void Mute();
	bool Busy() const;
};

struct Press
{
	enum { Call, Greet, HangUp, Park } what;
	int seat;
	std::string number;
};
bool NextPress(Press& p);

// Keeps parked lines until the other side has spoken its message.
class Recorder
{
public:
	void TakeOver(PhoneLine* pLine)
	{
		m_vLines.push_back(std::unique_ptr<PhoneLine>(pLine));
	}
	void DropFinished()
	{
		for (auto it = m_vLines.begin(); it != m_vLines.end();)
			it = (*it)->Busy() ? it + 1 : m_vLines.erase(it);
	}

private:
	std::vector<std::unique_ptr<PhoneLine>> m_vLines;
};

class Switchboard
{
public:
	void Call(int seat, const std::string& number)
	{
		if (m_mapLines.count(seat) == 0)
			m_mapLines.emplace(seat, std::make_unique<PhoneLine>(number));
	}
	void Greet(int seat)
	{
		auto it = m_mapLines.find(seat);
		if (it != m_mapLines.end())
			it->second->Say("Good day");
	}
	void HangUp(int seat)
	{
		auto it = m_mapLines.find(seat);
		if (it == m_mapLines.end())
			return;
		it->second->Say("Good bye");
		it->second.release(); // expect: erase-without-reset
		m_mapLines.erase(it); // accept: erase-without-reset
	}
	void Park(int seat, Recorder& recorder)
	{
		auto it = m_mapLines.find(seat);
		if (it == m_mapLines.end())
			return;
		it->second->Mute();
		recorder.TakeOver(it->second.release());
		m_mapLines.erase(it);
	}

private:
	std::map<int, std::unique_ptr<PhoneLine>> m_mapLines;
};

int main()
{
	Switchboard board;
	Recorder recorder;
	Press p;
	while (NextPress(p))
	{
		if (p.what == Press::Call) board.Call(p.seat, p.number);
		if (p.what == Press::Greet) board.Greet(p.seat);
		if (p.what == Press::HangUp) board.HangUp(p.seat);
		if (p.what == Press::Park) board.Park(p.seat, recorder);
		recorder.DropFinished();
	}
}
