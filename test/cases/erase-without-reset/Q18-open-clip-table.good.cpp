// case: Q18-open-clip-table
// from: fresh
// family: erase-without-reset
// shape: remove() gives the slot a fresh value besides marking it
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

template <class TKey, class TValue> class OpenTable {
	static const uint32_t HASH_EMPTY = 0;
	static const uint32_t HASH_DELETED = 1;

	uint32_t capacity;
	uint32_t used = 0;
	std::unique_ptr<uint32_t[]> hashes;
	std::unique_ptr<TKey[]> keys;
	std::unique_ptr<TValue[]> values;

	static uint32_t hash_of(TKey p_key) {
		uint64_t h = uint64_t(p_key) * 0x9E3779B97F4A7C15ull;
		uint32_t folded = uint32_t(h >> 32);
		return folded <= HASH_DELETED ? folded + 2 : folded;
	}

	bool lookup_pos(TKey p_key, uint32_t &r_pos) const {
		const uint32_t hash = hash_of(p_key);
		for (uint32_t n = 0; n < capacity; n++) {
			const uint32_t pos = (hash + n) % capacity;
			if (hashes[pos] == HASH_EMPTY)
				return false;
			if (hashes[pos] == hash && keys[pos] == p_key) {
				r_pos = pos;
				return true;
			}
		}
		return false;
	}

public:
	explicit OpenTable(uint32_t p_capacity) :
			capacity(p_capacity),
			hashes(new uint32_t[p_capacity]()),
			keys(new TKey[p_capacity]()),
			values(new TValue[p_capacity]()) {}

	bool insert(TKey p_key, TValue p_value) {
		uint32_t pos;
		if (lookup_pos(p_key, pos)) {
			values[pos] = std::move(p_value);
			return true;
		}
		if (used == capacity)
			return false;
		const uint32_t hash = hash_of(p_key);
		pos = hash % capacity;
		while (hashes[pos] > HASH_DELETED)
			pos = (pos + 1) % capacity;
		hashes[pos] = hash;
		keys[pos] = p_key;
		values[pos] = std::move(p_value);
		used++;
		return true;
	}

	const TValue *lookup_ptr(TKey p_key) const {
		uint32_t pos;
		return lookup_pos(p_key, pos) ? &values[pos] : nullptr;
	}

	void remove(TKey p_key) {
		uint32_t pos;
		if (!lookup_pos(p_key, pos))
			return;
		hashes[pos] = HASH_DELETED;
		values[pos] = TValue();
		used--;
	}
};

struct Clip {
	std::vector<int16_t> samples;
};

std::shared_ptr<Clip> decode_clip(const std::string &path);
void mix(const Clip &clip);

struct SoundCommand {
	enum Type { LOAD, PLAY, FREE } type;
	uint64_t clip;
	std::string path;
};
bool next_command(SoundCommand &command);

int main() {
	OpenTable<uint64_t, std::shared_ptr<Clip>> clips(4096);
	SoundCommand c;
	while (next_command(c)) {
		if (c.type == SoundCommand::LOAD) {
			clips.insert(c.clip, decode_clip(c.path));
		} else if (c.type == SoundCommand::FREE) {
			clips.remove(c.clip);
		} else if (const std::shared_ptr<Clip> *clip = clips.lookup_ptr(c.clip)) {
			if (*clip)
				mix(**clip);
		}
	}
}
