// case: K93-interpreter
// from: reading a program that the rules were not made with
// family: escaping-element
// shape: a virtual call that may mean very many functions, one of which inserts, while a reference into a vector in the map is held
// mode: program
#include <map>
#include <string>
#include <vector>

using Rules = std::map<int, std::vector<std::string>>;

class Expression {
public:
  virtual ~Expression() = default;
  virtual int evaluate(Rules &rules) = 0;
};

#define NODE(NAME)                                                             \
  class NAME : public Expression {                                           \
  public:                                                                      \
    int evaluate(Rules &rules) override {                                      \
      return static_cast<int>(rules.size());                             \
    }                                                                          \
  };
NODE(Add)
NODE(Subtract)
NODE(Multiply)
NODE(Divide)
NODE(Negate)
NODE(Compare)
NODE(Literal)
NODE(Call)

class Apply : public Expression {
public:
  int evaluate(Rules &rules) override {
    rules[1].push_back("applied");
    return 0;
  }
};

int interpret(Rules &rules, Expression &expression) {
  const std::string &first = rules.at(1).front();
  int value = expression.evaluate(rules);
  return value + static_cast<int>(first.size());
}

int main() {
  Rules rules;
  rules[1].push_back("first");
  Apply apply;
  return interpret(rules, apply);
}
