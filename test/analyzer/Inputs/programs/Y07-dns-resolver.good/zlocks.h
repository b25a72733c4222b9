// case: Y07-dns-resolver
// from: apache/incubator-pegasus#1893
// family: unbounded-map
// shape: the cache has a size limit with a least-recently-used list as its partner: the list's back is what is erased
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
