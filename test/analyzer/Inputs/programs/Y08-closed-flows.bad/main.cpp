// case: Y08-closed-flows
// from: seladb/PcapPlusPlus#250
// family: unbounded-map
// shape: the open connections are erased at FIN/RST and after idling, but each closed flow key goes to a second container that is never cleared
// mode: program
// flags:
#include <cstdio>

#include "TcpReassembly.h"

namespace
{
	struct Statistics
	{
		size_t messages = 0;
		size_t closed = 0;
		size_t timedOut = 0;
	};

	void onMessage(int, const std::vector<uint8_t>&, const pcpp::ConnectionData&, void* cookie)
	{
		static_cast<Statistics*>(cookie)->messages++;
	}

	void onEnd(const pcpp::ConnectionData&, pcpp::TcpReassembly::ConnectionEndReason reason, void* cookie)
	{
		Statistics* stats = static_cast<Statistics*>(cookie);
		if (reason == pcpp::TcpReassembly::ClosedByTimeout)
			stats->timedOut++;
		else
			stats->closed++;
	}
}

bool captureSegment(const char* device, pcpp::TcpSegment& segment);

int main(int argc, char** argv)
{
	Statistics stats;
	pcpp::TcpReassembly reassembly(onMessage, onEnd, &stats);
	pcpp::TcpSegment segment;
	time_t lastSweep = 0;

	while (captureSegment(argc > 1 ? argv[1] : "eth0", segment))
	{
		reassembly.reassemblePacket(segment);
		if (segment.timestamp - lastSweep < 30)
			continue;
		lastSweep = segment.timestamp;
		reassembly.closeIdleConnections(segment.timestamp - 300);
		std::printf("%zu open, %zu closed, %zu timed out\n", reassembly.getOpenConnections(), stats.closed, stats.timedOut);
	}
	return 0;
}
