// case: Y12-topic-callbacks
// from: ros/ros_comm#1373
// family: erase-without-reset
// shape: the map holds shared_ptr, so overwriting and the destructor release the old callback
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct MessageInstance {
  std::string topic;
  std::string datatype;
  double stamp = 0;
  std::vector<std::uint8_t> data;

  // Null if the data is of another type.
  template <class T>
  std::shared_ptr<const T> instantiate() const {
    auto message = std::make_shared<T>();
    if (datatype != T::type_name() || !message->deserialize(data)) return nullptr;
    return message;
  }
};
