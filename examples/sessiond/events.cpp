#include "events.h"

namespace sessiond {

static std::string parent_of(const std::string &name) {
  const auto slash = name.rfind('/');
  return slash == std::string::npos ? std::string() : name.substr(0, slash);
}

std::uint64_t EventHub::subscribe(const std::string &name,
                                  std::uint64_t subscriber, Callback callback) {
  std::lock_guard<std::mutex> lock(mutex_);
  Topic &topic = topics_[name];
  topic.subscribers[subscriber] = std::move(callback);
  for (std::string up = parent_of(name); !up.empty(); up = parent_of(up))
    ++topics_[up].below;
  return topic.sequence;
}

void EventHub::unsubscribe(const std::string &name, std::uint64_t subscriber) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = topics_.find(name);
  if (it == topics_.end() || it.value().subscribers.erase(subscriber) == 0)
    return;
  drop_if_unused(name);
  for (std::string up = parent_of(name); !up.empty(); up = parent_of(up)) {
    --topics_.at(up).below;
    drop_if_unused(up);
  }
}

void EventHub::drop_if_unused(const std::string &name) {
  auto it = topics_.find(name);
  if (it->second.subscribers.empty() && it->second.below == 0)
    topics_.erase(it);
}

void EventHub::publish(const std::string &name, const std::string &event) {
  std::lock_guard<std::mutex> lock(mutex_);
  for (std::string at = name; !at.empty(); at = parent_of(at)) {
    auto it = topics_.find(at);
    if (it == topics_.end())
      continue;
    ++it.value().sequence;
    for (const auto &[id, callback] : it->second.subscribers)
      callback(event);
  }
}

std::size_t EventHub::size() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return topics_.size();
}

constexpr std::size_t kQueueLimit = 32;

struct Stream {
  std::string client;
  std::vector<std::string> queue;
};

StreamTable::~StreamTable() {
  for (auto &[id, stream] : open_)
    delete stream;
}

std::uint64_t StreamTable::open(const std::string &client) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto *stream = new Stream{client, {}};
  stream->queue.reserve(kQueueLimit);
  open_[++last_id_] = stream;
  return last_id_;
}

void StreamTable::close(std::uint64_t id) {
  std::lock_guard<std::mutex> lock(mutex_);
  open_.erase(id);
}

void StreamTable::deliver(std::uint64_t id, const std::string &event) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = open_.find(id);
  if (it == open_.end())
    return;
  std::vector<std::string> &queue = it->second->queue;
  if (queue.size() == kQueueLimit)
    queue.erase(queue.begin());
  queue.push_back(event);
}

std::optional<std::vector<std::string>> StreamTable::drain(std::uint64_t id) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto it = open_.find(id);
  if (it == open_.end())
    return std::nullopt;
  std::vector<std::string> events = it->second->queue;
  it->second->queue.clear();
  return events;
}

std::size_t StreamTable::size() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return open_.size();
}

} // namespace sessiond
