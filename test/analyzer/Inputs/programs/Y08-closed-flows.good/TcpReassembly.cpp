// case: Y08-closed-flows
// from: seladb/PcapPlusPlus#250
// family: unbounded-map
// shape: closed flows are also queued by time and purged from both containers after a delay
// mode: program
// flags:
#include "TcpReassembly.h"

namespace pcpp
{
	TcpReassembly::TcpReassembly(OnMessageReady onMessageReady, OnConnectionEnd onConnectionEnd, void* userCookie)
		: m_OnMessageReady(onMessageReady), m_OnConnectionEnd(onConnectionEnd), m_UserCookie(userCookie)
	{
	}

	int TcpReassembly::sideOf(TcpReassemblyData& data, const TcpSegment& segment) const
	{
		if (data.sideIP[0] == 0)
			data.sideIP[0] = segment.srcIP;
		else if (data.sideIP[1] == 0 && data.sideIP[0] != segment.srcIP)
			data.sideIP[1] = segment.srcIP;
		return data.sideIP[0] == segment.srcIP ? 0 : 1;
	}

	void TcpReassembly::reassemblePacket(const TcpSegment& segment)
	{
		const uint32_t flowKey = hash5Tuple(segment);

		// a retransmission after the end would open the connection again
		if (m_ClosedConnectionList.find(flowKey) != m_ClosedConnectionList.end())
			return;

		ConnectionList::iterator iter = m_ConnectionList.find(flowKey);
		if (iter == m_ConnectionList.end())
		{
			TcpReassemblyData data;
			data.connData.flowKey = flowKey;
			data.connData.srcIP = segment.srcIP;
			data.connData.dstIP = segment.dstIP;
			data.connData.startTime = segment.timestamp;
			iter = m_ConnectionList.insert(std::make_pair(flowKey, data)).first;
		}

		TcpReassemblyData& data = iter->second;
		data.connData.endTime = segment.timestamp;
		const int side = sideOf(data, segment);

		if (!segment.payload.empty() && (data.nextSequence[side] == 0 || segment.sequence == data.nextSequence[side]))
		{
			data.nextSequence[side] = segment.sequence + static_cast<uint32_t>(segment.payload.size());
			m_OnMessageReady(side, segment.payload, data.connData, m_UserCookie);
		}

		if (segment.finFlag)
			data.gotFin[side] = true;
		if (segment.rstFlag || (data.gotFin[0] && data.gotFin[1]))
			closeConnection(flowKey, ClosedByFIN_RST);
	}

	void TcpReassembly::closeConnection(uint32_t flowKey, ConnectionEndReason reason)
	{
		ConnectionList::iterator iter = m_ConnectionList.find(flowKey);
		if (iter == m_ConnectionList.end())
			return;

		const ConnectionData connection = iter->second.connData;
		m_ConnectionList.erase(iter);
		m_ClosedConnectionList.insert(flowKey);
		m_CleanupList[connection.endTime + ClosedConnectionDelay].push_back(flowKey);
		m_OnConnectionEnd(connection, reason, m_UserCookie);
	}

	void TcpReassembly::closeIdleConnections(time_t olderThan)
	{
		std::vector<uint32_t> idle;
		for (ConnectionList::const_iterator iter = m_ConnectionList.begin(); iter != m_ConnectionList.end(); ++iter)
		{
			if (iter->second.connData.endTime < olderThan)
				idle.push_back(iter->first);
		}
		for (uint32_t flowKey : idle)
			closeConnection(flowKey, ClosedByTimeout);
	}

	void TcpReassembly::purgeClosedConnections(time_t now)
	{
		CleanupList::iterator iter = m_CleanupList.begin();
		while (iter != m_CleanupList.end() && iter->first <= now)
		{
			for (uint32_t flowKey : iter->second)
				m_ClosedConnectionList.erase(flowKey);
			iter = m_CleanupList.erase(iter);
		}
	}
}
