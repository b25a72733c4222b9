// case: Q11-outline-widths
// from: fresh
// family: escaping-element
// shape: range-for over the SmallVector in a DenseMap bucket; the recursive call does operator[] for leaves and grows the map
// mode: tidy
// flags: -isystem /usr/lib/llvm-22/include
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

#include <memory>
#include <string>
#include <vector>

struct Section {
  std::string Title;
  Section *Parent = nullptr;
};

/// Widths of the sections of one document, computed on demand.
class Outline {
public:
  Section *add(const std::string &Title, Section *Parent) {
    Sections.push_back(std::make_unique<Section>());
    Section *S = Sections.back().get();
    S->Title = Title;
    S->Parent = Parent;
    if (Parent)
      Children[Parent].push_back(S);
    return S;
  }

  Section *at(std::size_t Index) const {
    return Index < Sections.size() ? Sections[Index].get() : nullptr;
  }

  unsigned width(const Section *S) {
    auto Known = Widths.find(S);
    if (Known != Widths.end())
      return Known->second;
    unsigned W = S->Title.size() + (S->Parent ? width(S->Parent) / 8 : 0);
    Widths.try_emplace(S, W);
    return W;
  }

  void rename(Section *S, const std::string &Title) {
    S->Title = Title;
    resetWidth(S);
  }

private:
  /// The width of a section depends on those above it.
  void resetWidth(const Section *S) {
    Widths.erase(S);
    for (const Section *Child : Children[S]) // expect: escaping-element
      resetWidth(Child);                     // accept: escaping-element
  }

  std::vector<std::unique_ptr<Section>> Sections;
  llvm::DenseMap<const Section *, llvm::SmallVector<const Section *, 4>> Children;
  llvm::DenseMap<const Section *, unsigned> Widths;
};

struct Edit {
  enum { Insert, Rename, Show, Finish } What = Finish;
  std::size_t Target = 0;
  std::string Text;
};
bool openDocument();
Edit nextEdit();
void show(unsigned Width);

static void editDocument() {
  Outline Doc;
  for (Edit E = nextEdit(); E.What != Edit::Finish; E = nextEdit()) {
    Section *S = Doc.at(E.Target);
    if (E.What == Edit::Insert)
      Doc.add(E.Text, S);
    else if (S && E.What == Edit::Rename)
      Doc.rename(S, E.Text);
    else if (S)
      show(Doc.width(S));
  }
}

int main() {
  while (openDocument())
    editDocument();
}
