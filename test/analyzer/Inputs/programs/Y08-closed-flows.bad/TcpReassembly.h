// case: Y08-closed-flows
// from: seladb/PcapPlusPlus#250
// family: unbounded-map
// shape: the open connections are erased at FIN/RST and after idling, but each closed flow key goes to a second container that is never cleared
// mode: program
// flags:
#pragma once
#include <map>
#include <set>

#include "TcpSegment.h"

namespace pcpp
{
	struct ConnectionData
	{
		uint32_t flowKey = 0;
		uint32_t srcIP = 0;
		uint32_t dstIP = 0;
		time_t startTime = 0;
		time_t endTime = 0;
	};

	class TcpReassembly
	{
	public:
		enum ConnectionEndReason { ClosedByFIN_RST, ClosedByTimeout };

		typedef void (*OnMessageReady)(int side, const std::vector<uint8_t>& data, const ConnectionData& connection, void* userCookie);
		typedef void (*OnConnectionEnd)(const ConnectionData& connection, ConnectionEndReason reason, void* userCookie);

		TcpReassembly(OnMessageReady onMessageReady, OnConnectionEnd onConnectionEnd, void* userCookie);

		void reassemblePacket(const TcpSegment& segment);
		void closeIdleConnections(time_t olderThan);
		size_t getOpenConnections() const { return m_ConnectionList.size(); }

	private:
		struct TcpReassemblyData
		{
			ConnectionData connData;
			uint32_t sideIP[2] = { 0, 0 };
			uint32_t nextSequence[2] = { 0, 0 };
			bool gotFin[2] = { false, false };
		};

		typedef std::map<uint32_t, TcpReassemblyData> ConnectionList;

		int sideOf(TcpReassemblyData& data, const TcpSegment& segment) const;
		void closeConnection(uint32_t flowKey, ConnectionEndReason reason);

		OnMessageReady m_OnMessageReady;
		OnConnectionEnd m_OnConnectionEnd;
		void* m_UserCookie;
		ConnectionList m_ConnectionList;
		std::set<uint32_t> m_ClosedConnectionList;  // expect: unbounded-map
	};
}
