// case: X03-program-sequences
// from: tenstorrent/tt-metal#13588
// family: unbounded-map
// shape: the cache is a member of the program it belongs to, and programs are locals of the workloads
// mode: tidy
// flags:
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
    void add_kernel(std::vector<uint32_t> binary) { kernels_.push_back(std::move(binary)); }
    const std::vector<std::vector<uint32_t>>& kernels() const { return kernels_; }

    template <typename Assemble>
    const CachedProgramCommandSequence& command_sequence(uint64_t device_hash, Assemble&& assemble) {
        auto cached = cached_program_command_sequences_.find(device_hash);
        if (cached == cached_program_command_sequences_.end()) {
            CachedProgramCommandSequence sequence;
            assemble(*this, sequence);
            cached = cached_program_command_sequences_.emplace(device_hash, std::move(sequence)).first;
        }
        return cached->second;
    }

   private:
    std::vector<std::vector<uint32_t>> kernels_;
    std::unordered_map<uint64_t, CachedProgramCommandSequence> cached_program_command_sequences_;
};

class SystemMemoryManager {
   public:
    explicit SystemMemoryManager(uint64_t device_hash) : device_hash_(device_hash) {}
    uint64_t device_hash() const { return device_hash_; }
    void issue_queue_push_back(const DeviceCommand& command) {
        for (uint32_t word : command) bytes_ += sizeof(word);
    }
    uint64_t bytes() const { return bytes_; }

   private:
    uint64_t device_hash_;
    uint64_t bytes_ = 0;
};

static void assemble_device_commands(const Program& program, CachedProgramCommandSequence& sequence) {
    sequence.preamble_command_sequence.assign(4, 0u);
    for (const auto& kernel : program.kernels()) {
        auto& out = sequence.program_command_sequence;
        out.insert(out.end(), kernel.begin(), kernel.end());
        sequence.runtime_args_command_sequence.push_back(static_cast<uint32_t>(kernel.size()));
    }
}

void EnqueueProgram(SystemMemoryManager& manager, Program& program) {
    const auto& sequence = program.command_sequence(manager.device_hash(), assemble_device_commands);
    manager.issue_queue_push_back(sequence.preamble_command_sequence);
    manager.issue_queue_push_back(sequence.runtime_args_command_sequence);
    manager.issue_queue_push_back(sequence.program_command_sequence);
}

std::vector<uint32_t> compile_kernel(uint32_t op_code);

void run_op(SystemMemoryManager& manager, uint32_t op_code) {
    Program program;
    program.add_kernel(compile_kernel(op_code));
    EnqueueProgram(manager, program);
}

}  // namespace tt::tt_metal
