// case: L13-link-two-vertices
// from: fresh
// family: escaping-element
// shape: two operator[] results are bound to reference parameters of one call; the second insertion may rehash the flat map
// mode: tidy
// flags:
#include <absl/container/flat_hash_map.h>
#include <algorithm>
#include <cstdint>
#include <vector>

namespace routing {

using NodeId = std::uint64_t;

struct Edge {
  NodeId to;
  float metres;
};

struct Vertex {
  std::vector<Edge> out;
  int inDegree = 0;
};

struct Way {
  bool deleted;
  NodeId from, to;
  float metres;
  bool oneWay;
};
bool readWay(Way* way);

class Graph {
 public:
  void add(const Way& way) {
    link(vertices_[way.from], vertices_[way.to], way);  // expect: escaping-element
  }

  void remove(NodeId id) {
    vertices_.erase(id);
    for (auto& entry : vertices_) {
      auto& out = entry.second.out;
      out.erase(std::remove_if(out.begin(), out.end(), [id](const Edge& e) { return e.to == id; }), out.end());
    }
  }

  std::size_t degree(NodeId id) const {
    auto it = vertices_.find(id);
    return it == vertices_.end() ? 0 : it->second.out.size();
  }

 private:
  static void link(Vertex& tail, Vertex& head, const Way& way) {
    tail.out.push_back({way.to, way.metres});
    ++head.inDegree;
    if (!way.oneWay) {
      head.out.push_back({way.from, way.metres});
      ++tail.inDegree;
    }
  }

  absl::flat_hash_map<NodeId, Vertex> vertices_;
};

}  // namespace routing

int main() {
  routing::Graph graph;
  routing::Way way;
  while (routing::readWay(&way)) {
    if (way.deleted)
      graph.remove(way.from);
    else
      graph.add(way);
  }
}
