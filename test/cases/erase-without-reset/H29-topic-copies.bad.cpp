// case: H29-topic-copies
// from: theelims/PsychicMqttClient#25
// family: erase-without-reset
// shape: the value is a strdup()ed C string; off_topic() erases the number without free()
// mode: tidy
// flags:
#include <cstdlib>
#include <cstring>
#include <map>

void subscribe(const char *topic);
void unsubscribe(const char *topic);

class TopicTable {
 public:
  TopicTable() = default;
  TopicTable(const TopicTable &) = delete;
  TopicTable &operator=(const TopicTable &) = delete;
  ~TopicTable() {
    for (const auto &entry : topics_) std::free(entry.second);
  }

  int on_topic(const char *topic) {
    const int id = ++last_id_;
    topics_.emplace(id, ::strdup(topic));
    subscribe(topic);
    return id;
  }
  void off_topic(int id) {
    auto it = topics_.find(id);
    if (it == topics_.end()) return;
    unsubscribe(it->second);
    topics_.erase(it);  // expect: erase-without-reset
  }

 private:
  int last_id_ = 0;
  std::map<int, char *> topics_;
};

static TopicTable topics;

int attach(const char *topic) { return topics.on_topic(topic); }
void detach(int id) { topics.off_topic(id); }
