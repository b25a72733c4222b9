// case: K28-released-smart-pointer
// from: pattern of unique_ptr::release into a raw table
// family: erase-without-reset
// shape: the object is released from a unique_ptr into the map and lost by pop()
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
    while (!held_.empty() && held_.begin()->first < sequence)
      held_.erase(held_.begin()); // expect: erase-without-reset
  }
  ~Reorder() {
    for (auto &entry : held_)
      delete entry.second;
  }

private:
  std::map<unsigned, Packet *> held_;
};
