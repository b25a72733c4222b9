// case: X26-cargo-index
// from: teamhimeh/simutrans#522
// family: inner-map-never-cleared
// shape: the destination goes with its last item
// mode: tidy
// flags:
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

typedef uint32_t uint32;

struct cargo_item_t;
typedef std::list<cargo_item_t> cargo_list_t;
typedef std::list<cargo_list_t::iterator> item_iterator_list;

struct cargo_item_t
{
	uint32 ziel = 0;
	uint32 menge = 0;
	item_iterator_list::iterator index_pos;
};

class haltestelle_t
{
public:
	class cargo_queue_t
	{
	public:
		void push(uint32 ziel, uint32 menge)
		{
			cargo_item_t item;
			item.ziel = ziel;
			item.menge = menge;
			auto it = items.insert(items.end(), item);
			auto& list = ziel_index[ziel];
			it->index_pos = list.insert(list.end(), it);
		}

		// takes up to max units that go to the destination
		uint32 fetch(uint32 ziel, uint32 max)
		{
			uint32 taken = 0;
			while (taken < max) {
				auto it = first_for(ziel);
				if (it == items.end()) {
					break;
				}
				const uint32 part = std::min(max - taken, it->menge);
				taken += part;
				it->menge -= part;
				if (it->menge == 0) {
					erase(it);
				}
			}
			return taken;
		}

		uint32 sum() const
		{
			uint32 total = 0;
			for (const cargo_item_t& item : items) {
				total += item.menge;
			}
			return total;
		}

	private:
		cargo_list_t::iterator first_for(uint32 ziel)
		{
			auto entry = ziel_index.find(ziel);
			if (entry == ziel_index.end() || entry->second.empty()) {
				return items.end();
			}
			return entry->second.front();
		}

		void erase(cargo_list_t::iterator it)
		{
			auto entry = ziel_index.find(it->ziel);
			item_iterator_list& list = entry->second;
			list.erase(it->index_pos);
			if (list.empty()) {
				ziel_index.erase(entry);
			}
			items.erase(it);
		}

		cargo_list_t items;
		std::unordered_map<uint32, item_iterator_list> ziel_index;
	};

	void liefere_an(uint32 ziel, uint32 menge) { cargo.push(ziel, menge); }
	uint32 hole_ab(uint32 ziel, uint32 max) { return cargo.fetch(ziel, max); }
	uint32 get_waiting() const { return cargo.sum(); }

private:
	cargo_queue_t cargo;
};

static std::vector<std::unique_ptr<haltestelle_t>> alle_haltestellen;

uint32 halt_create()
{
	alle_haltestellen.push_back(std::make_unique<haltestelle_t>());
	return static_cast<uint32>(alle_haltestellen.size() - 1);
}

void on_factory_output(uint32 halt, uint32 ziel, uint32 menge) { alle_haltestellen[halt]->liefere_an(ziel, menge); }

uint32 on_convoy_arrived(uint32 halt, uint32 ziel, uint32 capacity)
{
	return alle_haltestellen[halt]->hole_ab(ziel, capacity);
}
