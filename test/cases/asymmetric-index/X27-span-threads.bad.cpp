// case: X27-span-threads
// from: open-telemetry/opentelemetry-dotnet-instrumentation#4622 (fix #4629)
// family: asymmetric-index
// shape: profiler keeps thread to span context and span to threads; the end of a thread leaves the second one as it was
// mode: tidy
// flags:
#include <cstdint>
#include <map>
#include <mutex>
#include <tuple>
#include <unordered_map>

namespace continuous_profiler {

using ThreadID = std::uintptr_t;

struct thread_span_context {
    std::uint64_t trace_id_high = 0;
    std::uint64_t trace_id_low = 0;
    std::uint64_t span_id = 0;

    bool IsDefault() const { return trace_id_high == 0 && trace_id_low == 0; }
    friend bool operator<(const thread_span_context& a, const thread_span_context& b) {
        return std::tie(a.trace_id_high, a.trace_id_low, a.span_id) < std::tie(b.trace_id_high, b.trace_id_low, b.span_id);
    }
};

class ThreadSpanContextMap {
public:
    void Put(ThreadID thread_id, const thread_span_context& context);
    void Remove(ThreadID thread_id);
    thread_span_context Get(ThreadID thread_id) const;
    ThreadID LastThreadOf(const thread_span_context& context) const;

private:
    std::unordered_map<ThreadID, thread_span_context> thread_to_context_;
    std::map<thread_span_context, ThreadID> context_to_thread_;  // accept: unbounded-map
};

void ThreadSpanContextMap::Put(ThreadID thread_id, const thread_span_context& context) {
    thread_to_context_[thread_id] = context;
    context_to_thread_[context] = thread_id;
}

void ThreadSpanContextMap::Remove(ThreadID thread_id) {
    const auto it = thread_to_context_.find(thread_id);
    if (it == thread_to_context_.end()) {
        return;
    }
    thread_to_context_.erase(it);  // expect: asymmetric-index
}

thread_span_context ThreadSpanContextMap::Get(ThreadID thread_id) const {
    const auto it = thread_to_context_.find(thread_id);
    return it == thread_to_context_.end() ? thread_span_context{} : it->second;
}

ThreadID ThreadSpanContextMap::LastThreadOf(const thread_span_context& context) const {
    const auto it = context_to_thread_.find(context);
    return it == context_to_thread_.end() ? 0 : it->second;
}

static std::mutex thread_span_context_lock;
static ThreadSpanContextMap thread_span_context_map;

}  // namespace continuous_profiler

extern "C" void ContinuousProfilerSetNativeContext(std::uintptr_t thread_id, std::uint64_t trace_id_high,
                                                   std::uint64_t trace_id_low, std::uint64_t span_id) {
    std::lock_guard<std::mutex> guard(continuous_profiler::thread_span_context_lock);
    const continuous_profiler::thread_span_context context{trace_id_high, trace_id_low, span_id};
    if (context.IsDefault()) {
        continuous_profiler::thread_span_context_map.Remove(thread_id);
        return;
    }
    continuous_profiler::thread_span_context_map.Put(thread_id, context);
}

extern "C" void ContinuousProfilerThreadDestroyed(std::uintptr_t thread_id) {
    std::lock_guard<std::mutex> guard(continuous_profiler::thread_span_context_lock);
    continuous_profiler::thread_span_context_map.Remove(thread_id);
}

std::uint64_t SampledSpanOf(std::uintptr_t thread_id) {
    std::lock_guard<std::mutex> guard(continuous_profiler::thread_span_context_lock);
    const auto context = continuous_profiler::thread_span_context_map.Get(thread_id);
    const bool current = continuous_profiler::thread_span_context_map.LastThreadOf(context) == thread_id;
    return current ? context.span_id : 0;
}
