// case: Q26-vector-labels
// from: fresh
// family: asymmetric-index
// shape: remove() keeps both directions of an id table in step, reset() empties the forward one only: old ids stay in the reverse map
// mode: tidy
// flags:
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

typedef int64_t idx_t;

// An index of vectors that numbers its rows; callers use their own labels.
struct IndexLabelMap {
    void add(const std::string& label, const std::vector<float>& x) {
        remove(label);
        const idx_t row = ntotal++;
        rows.emplace(row, Row{label, x});
        rev_map.emplace(label, row);
    }

    bool remove(const std::string& label) {
        auto it = rev_map.find(label);
        if (it == rev_map.end()) {
            return false;
        }
        rows.erase(it->second);
        rev_map.erase(it);
        return true;
    }

    void reset() {
        rows.clear(); // expect: asymmetric-index
        ntotal = 0;
    }

    bool contains(const std::string& label) const {
        return rev_map.find(label) != rev_map.end();
    }

    std::string nearest(const std::vector<float>& query) const {
        float best = 0;
        std::string label;
        for (const auto& row : rows) {
            const float score = inner_product(row.second.x, query);
            if (label.empty() || score > best) {
                best = score;
                label = row.second.label;
            }
        }
        return label;
    }

   private:
    struct Row {
        std::string label;
        std::vector<float> x;
    };

    static float inner_product(const std::vector<float>& a, const std::vector<float>& b) {
        float sum = 0;
        for (size_t i = 0; i < a.size() && i < b.size(); i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    idx_t ntotal = 0;
    std::map<idx_t, Row> rows;
    std::map<std::string, idx_t> rev_map; // accept: unbounded-map
};

struct Command {
    enum Op { Add, Remove, Search, Reset } op;
    std::string label;
    std::vector<float> x;
};
bool read_command(Command& c);
void print(const std::string& text);

int main() {
    IndexLabelMap index;
    Command c;
    while (read_command(c)) {
        switch (c.op) {
            case Command::Add:
                print(index.contains(c.label) ? "replaced" : "added");
                index.add(c.label, c.x);
                break;
            case Command::Remove:
                print(index.remove(c.label) ? "removed" : "unknown");
                break;
            case Command::Search:
                print(index.nearest(c.x));
                break;
            case Command::Reset:
                index.reset();
                break;
        }
    }
}
