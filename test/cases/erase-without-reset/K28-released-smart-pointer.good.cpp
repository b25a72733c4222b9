// case: K28-released-smart-pointer
// from: pattern of unique_ptr::release into a raw table
// family: erase-without-reset
// shape: pop() hands it back in a unique_ptr
// mode: tidy
#include <map>
#include <memory>
#include <string>

struct Packet {
  std::string payload;
};

class Reorder {
public:
  void hold(unsigned sequence, std::unique_ptr<Packet> packet) {
    if (held_.find(sequence) == held_.end())
      held_[sequence] = packet.release();
  }
  void skipTo(unsigned sequence) {
    while (!held_.empty() && held_.begin()->first < sequence) {
      std::unique_ptr<Packet> last(held_.begin()->second);
      held_.erase(held_.begin());
    }
  }
  ~Reorder() {
    for (auto &entry : held_)
      delete entry.second;
  }

private:
  std::map<unsigned, Packet *> held_;
};
