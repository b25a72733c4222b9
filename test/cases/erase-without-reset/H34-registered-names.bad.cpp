// case: H34-registered-names
// from: APSIMInitiative/APSIM710#618
// family: erase-without-reset
// shape: a loop before clear() frees the object inside each value, not the value itself
// mode: tidy
// flags:
#include <map>
#include <string>

struct TypeText {
  std::string xml;
};

struct Registration {
  std::string name;
  TypeText *type;
};

class Component {
 public:
  Component() = default;
  Component(const Component &) = delete;
  Component &operator=(const Component &) = delete;
  ~Component() { deregister_all(); }

  unsigned register_name(const std::string &name, const std::string &xml) {
    const unsigned id = ++last_id_;
    registrations_[id] = new Registration{name, new TypeText{xml}};
    return id;
  }
  std::string type_of(unsigned id) const {
    auto it = registrations_.find(id);
    return it == registrations_.end() ? std::string() : it->second->type->xml;
  }
  void deregister_all() {
    for (auto it = registrations_.begin(); it != registrations_.end(); ++it) {
      delete it->second->type;
      it->second->type = nullptr;
    }
    registrations_.clear();  // expect: erase-without-reset
  }

 private:
  unsigned last_id_ = 0;
  std::map<unsigned, Registration *> registrations_;
};

void restart(Component &component) {
  component.deregister_all();
  component.register_name("rain", "<type kind=\"double\"/>");
}
