// What owns the pointers is decided by what is stored and where it is released; erasing forgets the last owner.
// RUN: %check %s mapwarden-erase-without-reset %t
// CHECK-FIXES: #include <mapwarden/erase_reset.h>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

struct Upload {
  std::string Name;
};

class UploadsBad {
public:
  void start(int Id, const std::string &Name) {
    if (!Active.count(Id))
      Active[Id] = new Upload{Name};
  }
  void cancel(int Id) { Active.erase(Id); }
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: erasing from 'Active' drops its 'Upload *' without 'delete' [mapwarden-erase-without-reset]
  bool cancelled(int Id) { return Active.erase(Id) != 0; }
// CHECK-MESSAGES: :[[@LINE-1]]:42: warning: erasing from 'Active' drops its 'Upload *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void cancel(int Id) { mapwarden::erase_reset(Active, Id); }
// CHECK-FIXES: bool cancelled(int Id) { return mapwarden::erase_reset(Active, Id) != 0; }
  void cancelFirst() {
    auto It = Active.begin();
    if (It != Active.end())
      It = Active.erase(It);
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: erasing from 'Active' drops its 'Upload *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: It = mapwarden::erase_reset(Active, It);
  }
  void dropAll() { Active.clear(); }
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: clearing 'Active' drops its 'Upload *' without 'delete' [mapwarden-erase-without-reset]
// CHECK-FIXES: void dropAll() { mapwarden::clear_reset(Active); }

private:
  std::unordered_map<int, Upload *> Active;
};

class UploadsOk {
public:
  void start(int Id, const std::string &Name) {
    if (!Active.count(Id))
      Active[Id] = new Upload{Name};
  }
  void cancel(int Id) {
    auto It = Active.find(Id);
    if (It == Active.end())
      return;
    delete It->second;
    Active.erase(It);
  }
  ~UploadsOk() {
    for (auto &Entry : Active)
      delete Entry.second;
  }

private:
  std::unordered_map<int, Upload *> Active;
};

class OwnersOk {
public:
  void start(int Id) { Active[Id] = std::make_unique<Upload>(); }
  void cancel(int Id) { Active.erase(Id); }

private:
  std::map<int, std::unique_ptr<Upload>> Active;
};

/// The list owns the objects; the map only finds them.
class IndexOk {
public:
  void add(const std::string &Name) {
    All[Name] = std::make_unique<Upload>();
    ByName[Name] = All[Name].get();
  }
  void hide(const std::string &Name) { ByName.erase(Name); }

private:
  std::map<std::string, std::unique_ptr<Upload>> All;
  std::map<std::string, Upload *> ByName;
};

UploadsBad TheUploads;
UploadsOk OtherUploads;
OwnersOk Owners;
IndexOk Index;
