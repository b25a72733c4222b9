// case: Y08-closed-flows
// from: seladb/PcapPlusPlus#250
// family: unbounded-map
// shape: the open connections are erased at FIN/RST and after idling, but each closed flow key goes to a second container that is never cleared
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <ctime>
#include <vector>

namespace pcpp
{
	struct TcpSegment
	{
		uint32_t srcIP = 0;
		uint32_t dstIP = 0;
		uint16_t srcPort = 0;
		uint16_t dstPort = 0;
		uint32_t sequence = 0;
		bool finFlag = false;
		bool rstFlag = false;
		time_t timestamp = 0;
		std::vector<uint8_t> payload;
	};

	/// The same value for both directions of a connection
	uint32_t hash5Tuple(const TcpSegment& segment);
}
