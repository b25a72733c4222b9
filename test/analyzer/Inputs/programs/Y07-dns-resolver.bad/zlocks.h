// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: a singleton resolver caches each host:port that requests name, under a read-write lock wrapper, and nothing leaves the cache
// mode: program
// flags:
#pragma once
#include <shared_mutex>

namespace utils {

class rw_lock_nr {
public:
    void lock_read() { _mutex.lock_shared(); }
    void unlock_read() { _mutex.unlock_shared(); }
    void lock_write() { _mutex.lock(); }
    void unlock_write() { _mutex.unlock(); }

private:
    std::shared_mutex _mutex;
};

class auto_read_lock {
public:
    explicit auto_read_lock(rw_lock_nr &lock) : _lock(lock) { _lock.lock_read(); }
    ~auto_read_lock() { _lock.unlock_read(); }

private:
    rw_lock_nr &_lock;
};

class auto_write_lock {
public:
    explicit auto_write_lock(rw_lock_nr &lock) : _lock(lock) { _lock.lock_write(); }
    ~auto_write_lock() { _lock.unlock_write(); }

private:
    rw_lock_nr &_lock;
};

} // namespace utils
