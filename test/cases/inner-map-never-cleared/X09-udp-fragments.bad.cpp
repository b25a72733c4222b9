// case: X09-udp-fragments
// from: SICKAG/sick_safetyscanners#19
// family: inner-map-never-cleared
// shape: datagram reassembly by identification number: a packet that has become complete is handed on, its fragments stay
// mode: tidy
// flags:
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace sick {

using PacketBuffer = std::vector<uint8_t>;

namespace datastructure {

struct DatagramHeader {
  uint32_t identification = 0;
  uint32_t fragment_offset = 0;
  uint32_t total_length = 0;
};

struct ParsedPacketBuffer {
  PacketBuffer payload;
  DatagramHeader header;
};
using ParsedPacketBufferPtr = std::shared_ptr<ParsedPacketBuffer>;
using ParsedPacketBufferVector = std::vector<ParsedPacketBufferPtr>;
using ParsedPacketBufferMap = std::map<uint32_t, ParsedPacketBufferVector>;

}  // namespace datastructure

bool parseHeader(const PacketBuffer& raw, datastructure::ParsedPacketBuffer& parsed);
bool receiveDatagram(uint16_t port, PacketBuffer& raw);

class UDPPacketMerger {
 public:
  bool addUDPPacket(const PacketBuffer& raw) {
    auto parsed = std::make_shared<datastructure::ParsedPacketBuffer>();
    if (!parseHeader(raw, *parsed))
      return false;
    m_parsed_packet_buffer_map[parsed->header.identification].push_back(parsed);
    return deployPacketIfComplete(parsed->header);
  }
  PacketBuffer getDeployedPacketBuffer() { return std::move(m_deployed_packet_buffer); }

 private:
  bool deployPacketIfComplete(const datastructure::DatagramHeader& header) {
    auto it = m_parsed_packet_buffer_map.find(header.identification);
    if (it == m_parsed_packet_buffer_map.end() || currentLength(it->second) != header.total_length)
      return false;
    m_deployed_packet_buffer = join(it->second);
    return true;
  }

  static uint32_t currentLength(const datastructure::ParsedPacketBufferVector& fragments) {
    uint32_t sum = 0;
    for (const auto& fragment : fragments)
      sum += static_cast<uint32_t>(fragment->payload.size());
    return sum;
  }

  static PacketBuffer join(datastructure::ParsedPacketBufferVector fragments) {
    std::sort(fragments.begin(), fragments.end(),
              [](const auto& a, const auto& b) { return a->header.fragment_offset < b->header.fragment_offset; });
    PacketBuffer out;
    for (const auto& fragment : fragments)
      out.insert(out.end(), fragment->payload.begin(), fragment->payload.end());
    return out;
  }

  PacketBuffer m_deployed_packet_buffer;
  datastructure::ParsedPacketBufferMap m_parsed_packet_buffer_map;  // expect: inner-map-never-cleared
};

class SickSafetyscanners {
 public:
  explicit SickSafetyscanners(std::function<void(const PacketBuffer&)> callback) : m_callback(std::move(callback)) {}

  void run(uint16_t port) {
    PacketBuffer raw;
    while (receiveDatagram(port, raw))
      processUDPPacket(raw);
  }

 private:
  void processUDPPacket(const PacketBuffer& raw) {
    if (m_packet_merger.addUDPPacket(raw))
      m_callback(m_packet_merger.getDeployedPacketBuffer());
  }

  std::function<void(const PacketBuffer&)> m_callback;
  UDPPacketMerger m_packet_merger;
};

}  // namespace sick

void publishScan(const sick::PacketBuffer& data);

int main() {
  sick::SickSafetyscanners driver(publishScan);
  driver.run(6060);
}
