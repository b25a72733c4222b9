// case: Y18-object-arrays
// from: nwnxee/unified#733
// family: inner-map-never-cleared
// shape: Clear erases the tag, and the object's entry with its last tag
// mode: program
// flags:
#pragma once
#include <algorithm>

template <typename T>
std::unordered_map<ObjectID, typename ArrayStore<T>::ArraysByTag> ArrayStore<T>::s_store;

template <typename T>
const typename ArrayStore<T>::Array* ArrayStore<T>::Find(ObjectID oid, const std::string& tag)
{
    auto iter = s_store.find(oid);
    if (iter == std::end(s_store))
        return nullptr;
    auto arrayIter = iter->second.find(tag);
    return arrayIter == std::end(iter->second) ? nullptr : &arrayIter->second;
}

template <typename T>
T ArrayStore<T>::At(ObjectID oid, const std::string& tag, std::size_t index)
{
    const Array* array = Find(oid, tag);
    return array != nullptr && index < array->size() ? (*array)[index] : T();
}

template <typename T>
void ArrayStore<T>::PushBack(ObjectID oid, const std::string& tag, T element)
{
    s_store[oid][tag].push_back(std::move(element));
}

template <typename T>
bool ArrayStore<T>::Contains(ObjectID oid, const std::string& tag, const T& element)
{
    const Array* array = Find(oid, tag);
    return array != nullptr && std::find(array->begin(), array->end(), element) != array->end();
}

template <typename T>
std::size_t ArrayStore<T>::Size(ObjectID oid, const std::string& tag)
{
    const Array* array = Find(oid, tag);
    return array == nullptr ? 0 : array->size();
}

template <typename T>
void ArrayStore<T>::Clear(ObjectID oid, const std::string& tag)
{
    auto iter = s_store.find(oid);
    if (iter == std::end(s_store))
        return;
    iter->second.erase(tag);
    if (iter->second.empty())
        s_store.erase(iter);
}
