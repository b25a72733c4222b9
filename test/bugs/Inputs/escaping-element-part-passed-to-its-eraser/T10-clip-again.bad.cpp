// case: T10-clip-again
// from: lamerman/cpp-lru-cache#12
// family: escaping-element
// shape: put(label, get(label)): the text parameter refers into the entry that put erases before it stores the text
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

struct Clip
{
	std::string text;
	std::uint64_t stamp;
};

// The last texts that were copied, by label. The oldest one makes room for a new one.
class ClipBoard
{
public:
	static constexpr std::size_t MaxClips = 20;

	bool has(const std::string& label) const { return clips.count(label) != 0; }

	const std::string& get(const std::string& label) const { return clips.at(label).text; }

	void put(const std::string& label, const std::string& text)
	{
		clips.erase(label);
		if (clips.size() >= MaxClips)
			dropOldest();
		clips.emplace(label, Clip{text, ++clock}); // expect: escaping-element
	}

private:
	void dropOldest()
	{
		auto oldest = clips.begin();
		for (auto it = clips.begin(); it != clips.end(); ++it)
			if (it->second.stamp < oldest->second.stamp)
				oldest = it;
		if (oldest != clips.end())
			clips.erase(oldest);
	}

	std::map<std::string, Clip> clips;
	std::uint64_t clock = 0;
};

struct KeyStroke
{
	enum { Copy, Paste, KeepOnTop } what;
	std::string label;
	std::string selection;
};
bool nextKeyStroke(KeyStroke& key);
void insertText(const std::string& text);

int main()
{
	ClipBoard board;
	KeyStroke key;
	while (nextKeyStroke(key))
	{
		if (key.what == KeyStroke::Copy)
			board.put(key.label, key.selection);
		else if (!board.has(key.label))
			continue;
		else if (key.what == KeyStroke::Paste)
			insertText(board.get(key.label));
		else
			board.put(key.label, board.get(key.label)); // accept: escaping-element
	}
}
