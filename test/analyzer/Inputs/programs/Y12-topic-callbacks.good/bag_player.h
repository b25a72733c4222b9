// case: Y12-topic-callbacks
// from: ros/ros_comm#1373
// family: erase-without-reset
// shape: the map holds shared_ptr, so overwriting and the destructor release the old callback
// mode: program
// flags:
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "message.h"

namespace rosbag {

class BagCallback {
 public:
  virtual ~BagCallback() = default;
  virtual void call(const MessageInstance& m) = 0;
};

template <class T>
class BagCallbackT : public BagCallback {
 public:
  using Callback = std::function<void(const std::shared_ptr<const T>&)>;

  explicit BagCallbackT(Callback cb) : cb_(std::move(cb)) {}

  void call(const MessageInstance& m) override {
    if (auto message = m.instantiate<T>()) cb_(message);
  }

 private:
  Callback cb_;
};

class BagPlayer {
 public:
  explicit BagPlayer(const std::string& filename);
  ~BagPlayer();
  BagPlayer(const BagPlayer&) = delete;
  BagPlayer& operator=(const BagPlayer&) = delete;

  template <class T>
  void register_callback(const std::string& topic, typename BagCallbackT<T>::Callback cb) {
    cbs_[topic] = std::make_shared<BagCallbackT<T>>(std::move(cb));
  }
  void unregister_callback(const std::string& topic);
  void start_play(double speed);

 private:
  struct Reader;

  std::unique_ptr<Reader> reader_;
  std::map<std::string, std::shared_ptr<BagCallback>> cbs_;
};

}  // namespace rosbag
