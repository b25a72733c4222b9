// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: Clear erases the tag, and the object's entry with its last tag
// mode: program
// flags:
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

using ObjectID = std::uint32_t;

/// Arrays that scripts hang on game objects, by tag.
template <typename T>
class ArrayStore {
public:
    static T At(ObjectID oid, const std::string& tag, std::size_t index);
    static void PushBack(ObjectID oid, const std::string& tag, T element);
    static bool Contains(ObjectID oid, const std::string& tag, const T& element);
    static std::size_t Size(ObjectID oid, const std::string& tag);
    static void Clear(ObjectID oid, const std::string& tag);

private:
    using Array = std::vector<T>;
    using ArraysByTag = std::unordered_map<std::string, Array>;

    static const Array* Find(ObjectID oid, const std::string& tag);

    static std::unordered_map<ObjectID, ArraysByTag> s_store;
};

#include "array_store.inl.h"
