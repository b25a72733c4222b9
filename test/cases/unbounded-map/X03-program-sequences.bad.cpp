// case: X03-program-sequences
// from: tenstorrent/tt-metal#13588
// family: unbounded-map
// shape: thread_local static class member caches the assembled command stream of every program id that was ever enqueued
// mode: tidy
// flags:
#include <atomic>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tt::tt_metal {

using DeviceCommand = std::vector<uint32_t>;

struct CachedProgramCommandSequence {
    DeviceCommand preamble_command_sequence;
    DeviceCommand runtime_args_command_sequence;
    DeviceCommand program_command_sequence;
};

class Program {
   public:
    Program() : id_(next_id_++) {}
    uint64_t get_id() const { return id_; }
    void add_kernel(std::vector<uint32_t> binary) { kernels_.push_back(std::move(binary)); }
    const std::vector<std::vector<uint32_t>>& kernels() const { return kernels_; }

   private:
    static inline std::atomic<uint64_t> next_id_{0};
    uint64_t id_;
    std::vector<std::vector<uint32_t>> kernels_;
};

class SystemMemoryManager {
   public:
    void issue_queue_push_back(const DeviceCommand& command) {
        for (uint32_t word : command) bytes_ += sizeof(word);
    }
    uint64_t bytes() const { return bytes_; }

   private:
    uint64_t bytes_ = 0;
};

class EnqueueProgramCommand {
   public:
    EnqueueProgramCommand(Program& program, SystemMemoryManager& manager) : program_(program), manager_(manager) {}

    void process() {
        auto cached = cached_program_command_sequences.find(program_.get_id());
        if (cached == cached_program_command_sequences.end()) {
            CachedProgramCommandSequence sequence;
            assemble_preamble_commands(sequence);
            assemble_device_commands(sequence);
            cached = cached_program_command_sequences.emplace(program_.get_id(), std::move(sequence)).first;
        }
        write_program_command_sequence(cached->second);
    }

   private:
    void assemble_preamble_commands(CachedProgramCommandSequence& sequence) const {
        sequence.preamble_command_sequence.assign(4, 0u);
    }
    void assemble_device_commands(CachedProgramCommandSequence& sequence) const {
        for (const auto& kernel : program_.kernels()) {
            auto& out = sequence.program_command_sequence;
            out.insert(out.end(), kernel.begin(), kernel.end());
            sequence.runtime_args_command_sequence.push_back(static_cast<uint32_t>(kernel.size()));
        }
    }
    void write_program_command_sequence(const CachedProgramCommandSequence& sequence) {
        manager_.issue_queue_push_back(sequence.preamble_command_sequence);
        manager_.issue_queue_push_back(sequence.runtime_args_command_sequence);
        manager_.issue_queue_push_back(sequence.program_command_sequence);
    }

    inline thread_local static std::unordered_map<uint64_t, CachedProgramCommandSequence>
        cached_program_command_sequences;  // expect: unbounded-map
    Program& program_;
    SystemMemoryManager& manager_;
};

void EnqueueProgram(SystemMemoryManager& manager, Program& program) {
    EnqueueProgramCommand command(program, manager);
    command.process();
}

}  // namespace tt::tt_metal
